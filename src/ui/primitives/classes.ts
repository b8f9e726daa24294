/** Joins the class names that are there: `classes(styles.a, on && styles.b)`. */
export function classes(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

/** Whether something about a recipe's field belongs to one of these parts, for instance `objective`. */
export function isOfPart(parts: readonly string[]): ({ path }: { path: string }) => boolean {
  return ({ path }) => parts.some((part) => path === part || path.startsWith(`${part}.`));
}

/** A number along a colour bar. */
export interface ShadeTick {
  /** Place 0 .. 1 along the bar. */
  at: number;
  label: string;
  /** The names at the ends stay within the bar. */
  align: 'start' | 'centre' | 'end';
}

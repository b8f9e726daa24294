/** How options of the maths are told to people; the shape that the recipe's options have too. */

export interface DescribedChoice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** One sentence. */
  readonly help: string;
}

export interface DescribedNumber {
  readonly label: string;
  /** One sentence. */
  readonly help: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale: 'linear' | 'log';
  readonly default: number;
}

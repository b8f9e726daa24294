/** What the samples of a model on pictures are called. */
import { say } from '../../words/say.ts';

export interface SampleNames {
  /** The class of each sample by name. */
  names: readonly string[];
  /** The same names all along: sample i is of class i % period; 0 where they follow no such order. */
  period: number;
}

/** Name of a class; the number after the last class stands for none. */
export function className(label: number, classNames: readonly string[]): string {
  return classNames[label] ?? say`no class`;
}

/** Names to be written beside samples; null where there are none, or where all are the same and say nothing. */
export function sampleNames(labels: ArrayLike<number> | null, classNames: readonly string[]): SampleNames | null {
  if (!labels || classNames.length === 0) return null;
  const all = Array.from(labels);
  if (all.every((label) => label === all[0])) return null;
  const round = all.every((label, index) => label === index % classNames.length);
  return { names: all.map((label) => className(label, classNames)), period: round ? classNames.length : 0 };
}

/** For screen readers and tooltips: "3 of 40, class seven". */
export function describeSample(index: number, count: number, labels: ArrayLike<number> | null, classNames: readonly string[]): string {
  const label = labels?.[index];
  const place = say`${index + 1} of ${count}`;
  if (label === undefined || classNames.length === 0) return place;
  return label < classNames.length ? say`${place}, class ${className(label, classNames)}` : say`${place}, no class`;
}

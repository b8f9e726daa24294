/** Reads the fields of one object of an untrusted recipe, collecting a sentence for each that will not do. */
import type { NumberOption, Option } from './optionKinds.ts';
import { numberOption, optionAt } from './options.ts';

export interface Problem {
  /** The field, for instance `model.width`. */
  path: string;
  /** What it got and what it takes, as a sentence that names the field. */
  message: string;
}

/** A value as people should see it in a sentence; long ones are cut. */
export function shown(value: unknown): string {
  const text = typeof value === 'number' || value === undefined ? String(value) : JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** What an option takes, to be put after "it takes". */
export function takes(option: Option): string {
  switch (option.kind) {
    case 'number': return `${numberWords(option)} from ${option.min} to ${option.max}${option.orNull ? ', or null' : ''}`;
    case 'choice': return `one of ${option.choices.map((one) => one.value).join(', ')}`;
    case 'switch': return 'true or false';
    case 'text': return `text of 1 to ${option.maxLength} characters`;
  }
}

function numberWords(option: NumberOption): string {
  if (option.multipleOf !== undefined) return option.multipleOf === 2 ? 'an even number' : `a multiple of ${option.multipleOf}`;
  return option.integer ? 'a whole number' : 'a number';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export class Fields {
  private readonly record: Record<string, unknown>;
  private readonly known = new Set<string>();

  /** @param path of the object in the recipe, '' for the recipe itself; `undefined` as the value means every default */
  constructor(value: unknown, private readonly path: string, private readonly problems: Problem[], private readonly forPictures = false) {
    this.record = isRecord(value) ? value : {};
    if (value !== undefined && !isRecord(value)) {
      this.problem(path, `${path === '' ? 'A recipe' : path} is ${shown(value)}; it takes an object with fields.`);
    }
  }

  at(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  /** Adds a sentence about the field at `path`. */
  problem(path: string, message: string): void {
    this.problems.push({ path, message });
  }

  /** The raw value of a field that the caller checks; counts as known. */
  raw(key: string): unknown {
    this.known.add(key);
    return this.record[key];
  }

  private refuse(key: string, option: Option): void {
    this.problem(this.at(key), `${this.at(key)} is ${shown(this.record[key])}; it takes ${takes(option)}.`);
  }

  /** Does what may throw a sentence, which is then a problem of `path`. */
  attempt(path: string, make: () => unknown): void {
    try {
      make();
    } catch (error) {
      this.problem(path, `${path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** @param otherwise what to take when nothing is given, if not the option's default */
  number(key: string, otherwise?: number): number {
    const option = numberOption(this.at(key), this.forPictures);
    const value = this.raw(key);
    if (value === undefined) return otherwise ?? option.default;
    const fits = typeof value === 'number' && value >= option.min && value <= option.max
      && (!option.integer || Number.isInteger(value)) && (option.multipleOf === undefined || value % option.multipleOf === 0);
    if (fits) return value;
    this.refuse(key, option);
    return option.default;
  }

  /** A number, or null where nothing is given. */
  numberOrNull(key: string): number | null {
    return this.raw(key) === undefined || this.raw(key) === null ? null : this.number(key);
  }

  choice<const T extends string>(key: string, values: readonly T[]): T {
    const option = optionAt(this.at(key));
    const value = this.raw(key);
    const chosen = values.find((one) => one === (value ?? option.default));
    if (chosen !== undefined && value !== null) return chosen;
    this.refuse(key, option);
    const [first] = values;
    if (first === undefined) throw new Error(`${this.at(key)} has no choices.`);
    return first;
  }

  /** @param otherwise what to take when nothing is given, if not the option's default */
  switch(key: string, otherwise?: boolean): boolean {
    const option = optionAt(this.at(key));
    const value = this.raw(key);
    if (typeof value === 'boolean') return value;
    if (value !== undefined) this.refuse(key, option);
    return otherwise ?? option.default === true;
  }

  text(key: string): string {
    const option = optionAt(this.at(key));
    if (option.kind !== 'text') throw new Error(`${this.at(key)} is not described as text.`);
    const value = this.raw(key);
    if (value === undefined) return option.default;
    if (typeof value === 'string' && value.trim() !== '' && value.length <= option.maxLength) return value;
    this.refuse(key, option);
    return option.default;
  }

  /** To be called after all fields were read: names what the object has and a recipe does not know. */
  end(): void {
    for (const key of Object.keys(this.record)) {
      if (this.known.has(key)) continue;
      const owner = this.path === '' ? 'a recipe' : this.path;
      this.problem(this.at(key), `${this.at(key)} is not a field of ${owner}; got ${shown(this.record[key])}. The fields of ${owner} are ${[...this.known].join(', ')}.`);
    }
  }
}

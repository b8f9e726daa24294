/** What an option of a recipe is, and how one is written down. */
import type { DescribedChoice, DescribedNumber } from '../diffusion/describedChoice.ts';

interface Described {
  /** Path in the recipe, for instance `model.width`. */
  path: string;
  label: string;
  /** One sentence for people: what it does. */
  help: string;
  /** Whether a running model must start again from step 0 before a change counts. */
  restart: boolean;
}

export interface NumberOption extends Described {
  kind: 'number';
  unit?: string;
  min: number;
  max: number;
  /** Step of a control. */
  step: number;
  /** Where only multiples of a number will do. */
  multipleOf?: number;
  integer: boolean;
  /** The value may be null, which leaves it to whatever it belongs to. */
  orNull?: true;
  scale: 'linear' | 'log';
  default: number;
  /** What is different for recipes on pictures. */
  pictures?: Partial<Pick<NumberOption, 'label' | 'unit' | 'help' | 'min' | 'max' | 'step' | 'default'>>;
}

export interface Choice { value: string; label: string; help: string }
export interface ChoiceOption extends Described { kind: 'choice'; choices: readonly Choice[]; default: string }
export interface SwitchOption extends Described { kind: 'switch'; default: boolean }
export interface TextOption extends Described { kind: 'text'; maxLength: number; default: string }
export type Option = NumberOption | ChoiceOption | SwitchOption | TextOption;

/** All of an option but what the builders add. */
export type Short<T extends Option> = Omit<T, 'kind' | 'path' | 'restart'>;
const number = (path: string, restart: boolean, rest: Short<NumberOption>): NumberOption => ({ kind: 'number', path, restart, ...rest });
export const whole = (path: string, restart: boolean, rest: Omit<Short<NumberOption>, 'integer'>): NumberOption => number(path, restart, { ...rest, integer: true });
export const real = (path: string, restart: boolean, rest: Omit<Short<NumberOption>, 'integer'>): NumberOption => number(path, restart, { ...rest, integer: false });
export const choice = (path: string, restart: boolean, rest: Short<ChoiceOption>): ChoiceOption => ({ kind: 'choice', path, restart, ...rest });
export const seed = (path: string, restart: boolean, help: string): NumberOption =>
  whole(path, restart, { label: 'Seed', help, min: 0, max: 2 ** 32 - 1, step: 1, scale: 'linear', default: 1 });

/** A number that the maths describes itself. */
export const described = (path: string, restart: boolean, { label, help, min, max, step, scale, default: standard }: DescribedNumber): NumberOption =>
  real(path, restart, { label, help, min, max, step, scale, default: standard });

/** A choice whose answers the maths describes itself. */
export const oneOf = <Value extends string>(path: string, restart: boolean, label: string, help: string, choices: readonly DescribedChoice<Value>[], standard: Value): ChoiceOption =>
  choice(path, restart, { label, help, choices, default: standard });

export const onOff = (path: string, restart: boolean, rest: Short<SwitchOption>): SwitchOption => ({ kind: 'switch', path, restart, ...rest });

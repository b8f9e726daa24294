/** Every option of a recipe, described once: controls, defaults, validation, help and the need for a restart derive from here. */
import { dataOptions, pictureOptions } from './dataOptions.ts';
import { mlpOptions, unetOptions } from './modelOptions.ts';
import { objectiveOptions } from './objectiveOptions.ts';
import type { ChoiceOption, NumberOption, Option } from './optionKinds.ts';
import { optimizerOptions, trainingOptions } from './trainingOptions.ts';
import { samplingOptions } from './samplingOptions.ts';
import { scheduleOptions } from './scheduleOptions.ts';

const name: Option = { kind: 'text', path: 'name', restart: false, label: 'Name', help: 'What this recipe is called.', maxLength: 100, default: 'my recipe' };

/** All options, in the order in which people read them. */
export const options: readonly Option[] = [
  name, ...dataOptions, ...pictureOptions, ...scheduleOptions, ...mlpOptions, ...unetOptions, ...objectiveOptions, ...optimizerOptions, ...trainingOptions, ...samplingOptions,
];

const byPath = new Map(options.map((option) => [option.path, option]));

/**
 * The option at a path. The schedule of a detached sampler (`sampling.schedule.…`) has the options of `schedule.…`.
 * @throws when there is none
 */
export function optionAt(path: string): Option {
  const option = byPath.get(path.replace(/^sampling\.schedule\./, 'schedule.'));
  if (option === undefined) throw new Error(`The recipe has no option ${path}.`);
  return option;
}

/**
 * The number option at a path.
 * @param forPictures whether it is for a recipe on pictures, where some options have other ranges and words
 * @throws when there is none or it is not a number
 */
export function numberOption(path: string, forPictures = false): NumberOption {
  const option = optionAt(path);
  if (option.kind !== 'number') throw new Error(`The option ${path} is not a number.`);
  return forPictures ? { ...option, ...option.pictures } : option;
}

/** The choice option at a path. @throws when there is none or it is not a choice */
export function choiceOption(path: string): ChoiceOption {
  const option = optionAt(path);
  if (option.kind !== 'choice') throw new Error(`The option ${path} is not a choice.`);
  return option;
}

/** What people call an answer of the choice at a path; the answer itself where the choice has none such. @throws as `choiceOption` */
export function choiceLabel(path: string, value: string): string {
  return choiceOption(path).choices.find((choice) => choice.value === value)?.label ?? value;
}

/** What stands on the cards of a comparison. */
import type { Distance } from '../../protocol/messages.ts';
import { samplerEntry } from '../../diffusion/samplerTable.ts';
import { axisNumber } from '../../plot/chartScales.ts';
import { choiceLabel, optionAt } from '../../recipe/options.ts';
import { groupedNumber, say, sayCount } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { dataTitle } from '../data/dataTitle.ts';
import { columnParts, differingParts, type ColumnPart, type DrawnColumn } from './columns.ts';
import type { KeptFilm } from './desk.ts';
import type { SweepPoint } from './sweep.ts';

function partName(part: ColumnPart): string {
  switch (part) {
    case 'of': return say`model`;
    case 'sampler': return say`sampler`;
    case 'steps': return say`number of steps`;
    case 'eta': return say`eta`;
    case 'schedule': return say`noise schedule`;
    case 'guidance': return say`guidance`;
    case 'seed': return say`starting noise`;
  }
}

/** In what a column differs from the first, for instance "Differs from A in sampler, steps." */
export function differenceText(column: DrawnColumn, first: DrawnColumn, letter: string): string {
  const parts = differingParts(column, first);
  if (parts.length === 0) return say`The same as ${letter}: choose something else here.`;
  if (parts.length === columnParts.length) return say`Differs from ${letter} in everything.`;
  return say`Differs from ${letter} in ${parts.map(partName).join(', ')}.`;
}

const saidLabel = (path: string, value: string): string => sayText(choiceLabel(path, value));

/** What made a kept film: name and value of what runs are compared by. */
export function keptFacts({ recipe, column, film }: KeptFilm): readonly (readonly [string, string])[] {
  const named = (path: string, value: string): readonly [string, string] => [sayText(optionAt(path).label), value];
  return [
    [say`Data`, dataTitle(recipe.data)],
    [say`Trained`, sayCount(film.trainedSteps, '{0} step', '{0} steps')],
    [say`Schedule`, saidLabel('schedule.kind', recipe.schedule.kind)],
    named('objective.prediction', saidLabel('objective.prediction', recipe.objective.prediction)),
    named('objective.loss', saidLabel('objective.loss', recipe.objective.loss)),
    named('optimizer.kind', saidLabel('optimizer.kind', recipe.optimizer.kind)),
    named('optimizer.learningRate', axisNumber(recipe.optimizer.learningRate)),
    [say`Sampler`, say`${sayText(samplerEntry(column.sampler).label)}, ${sayCount(column.steps, '{0} step', '{0} steps')}`],
  ];
}

/** A distance in a sentence. */
export function distanceText({ value, floor, floorDeviation, count }: Distance): string {
  return say`Sliced Wasserstein distance from the data ${axisNumber(value)}; ${groupedNumber(count)} samples of the data lie ${axisNumber(floor)} ± ${roundedError(floorDeviation)} from each other.`;
}

/** Two figures of an error are enough. */
export function roundedError(error: number): string {
  return axisNumber(Number(error.toPrecision(2)));
}

/** What a film costs, for instance "10 calls of the model, 0.5 times the time of A". */
export function costText(calls: number, times: number | null, letter: string): string {
  const said = sayCount(calls, '{0} call of the model', '{0} calls of the model');
  if (times === null) return said;
  const rounded = Number(times.toPrecision(2));
  return rounded === 1 ? say`${said}, as long as ${letter}` : say`${said}, ${rounded} times the time of ${letter}`;
}

/** A measurement in three parts: the sampler, what its samples cost, and how far they lie from the data. */
export function pointWords({ sampler, steps, evaluations, mean, error }: SweepPoint): readonly [sampler: string, cost: string, distance: string] {
  const calls = sayCount(evaluations, '{0} call of the model', '{0} calls of the model');
  return [sayText(samplerEntry(sampler).label), say`${sayCount(steps, '{0} step', '{0} steps')}, ${calls}`, say`distance ${axisNumber(mean)} ± ${roundedError(error)}`];
}

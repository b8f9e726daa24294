/** Tests of optimizers: one step of the kernel beside its float64 reference, with allowances from how the reference answers to rounding. */
import type { Gpu } from '../gpu/device.ts';
import { at, elements, type Operation } from '../ops/operation.ts';
import { type ArenaLength, arenasOf, type MomentName, type UpdateAttributes } from '../ops/optimizer.ts';
import { Array64 } from '../ops/reference/array64.ts';
import type { UpdateStep } from '../ops/reference/optimizer.ts';
import { expectClose, randomArray, UNIT_ROUNDOFF } from './operationCheck.ts';
import { runSteps } from './stepCheck.ts';

type UpdateReference<A> = (attributes: A & { step: UpdateStep }, ...arenas: Array64[]) => Array64[];

/** The step's values after six steps with betas 0.9 and 0.99, as the kernel gets them. */
export const midStep = {
  learning_rate: Math.fround(2e-3), moment1_correction: Math.fround(1 / (1 - 0.9 ** 7)), moment2_correction: Math.fround(1 / (1 - 0.99 ** 7)), ema_decay: 0.4375,
  coefficients_a: [0, 0.75, 0.875, 0],
} as const satisfies UpdateStep;

/** Arenas of a run under way, rounded to float32: the second moment is positive, and the third's square is below it. */
export function arenasMidway(moments: readonly MomentName[], averages: number, length: number): Array64[] {
  return arenasOf(moments, averages).map((name, place) => {
    const normals = randomArray([length], place + 1);
    const seconds = randomArray([length], 50).map((v) => 0.01 * v * v + 1e-4);
    if (name === 'moment1') return normals.map((m) => Math.fround(0.1 * m));
    if (name === 'moment2') return seconds.map(Math.fround);
    return name === 'moment3' ? seconds.map((square, i) => Math.fround(0.5 * Math.sqrt(square) * Math.sin(i))) : normals;
  });
}

/**
 * Roundings that one number meets on its way through a step, square root and division counted by their 2.5 units; the
 * longest chain, RMSProp's, has 20 of half a unit.
 */
const CHAIN = 20;

/** Half units that the factor of the clipping may be off: a chain of additions of 4-term sums, which a square root halves. */
function clipUnits(length: number): number {
  const count = length / 4;
  const parts = Math.min(256, Math.ceil(count / 1024));
  return (Math.ceil(count / (64 * parts)) + 64 + parts + 8) / 2 + 12;
}

/**
 * Runs one step on the GPU and compares every arena. A kernel is right if its answer is the exact one for inputs that are off
 * by their roundings: each arena and the learning rate is moved by CHAIN roundings in turn, and what the reference answers
 * differently is allowed, with CHAIN roundings of the answer.
 */
export async function checkUpdate<A extends UpdateAttributes>(gpu: Gpu, operation: Operation<A & ArenaLength>, reference: UpdateReference<A>, attributes: A, moments: readonly MomentName[], length: number): Promise<void> {
  const names = arenasOf(moments, attributes.averages);
  const before = arenasMidway(moments, attributes.averages ?? 1, length);
  const answer = (arenas: readonly Array64[], step: UpdateStep): Array64[] => reference({ ...attributes, step }, ...arenas);
  const wanted = answer(before, midStep);
  const allowed = wanted.map((arena) => arena.map((value) => CHAIN * UNIT_ROUNDOFF * Math.abs(value)));
  const allow = (moved: readonly Array64[]): void => {
    moved.forEach((arena, place) => { arena.data.forEach((value, i) => { at(allowed, place).data[i] = (at(allowed, place).data[i] ?? 0) + Math.abs(value - (at(wanted, place).data[i] ?? 0)); }); });
  };
  const unclipped = { ...attributes, clipNorm: 0 };
  names.forEach((name, moved) => {
    const units = CHAIN + (name === 'gradient' && attributes.clipNorm > 0 ? clipUnits(length) : 0);
    const shifted = before.map((arena, place) => (place === moved ? arena.map((value) => value * (1 + units * UNIT_ROUNDOFF)) : arena));
    if (name !== 'gradient' || attributes.clipNorm === 0) { allow(answer(shifted, midStep)); return; }
    // Clipping would undo a longer gradient: it is moved after it was clipped.
    const norm = Math.sqrt(at(before, 1).data.reduce((sum, g) => sum + g * g, 0));
    const clip = Math.min(1, attributes.clipNorm / (norm + 1e-6));
    allow(reference({ ...unclipped, step: midStep }, ...shifted.map((arena, place) => (place === 1 ? arena.map((g) => clip * g) : arena))));
  });
  allow(answer(before, { ...midStep, learning_rate: midStep.learning_rate * (1 + CHAIN * UNIT_ROUNDOFF) }));
  const got = await runSteps(gpu, operation, [], { ...attributes, parameters: length }, { steps: [midStep], before });
  names.forEach((name, place) => expectClose(at(got, place), at(wanted, place), at(allowed, place), name));
}

/** A gradient with one number that is not finite changes nothing and is cleared. */
export async function checkSkip<A extends UpdateAttributes>(gpu: Gpu, operation: Operation<A & ArenaLength>, attributes: A, moments: readonly MomentName[]): Promise<void> {
  const length = 4100;
  const before = arenasMidway(moments, attributes.averages ?? 1, length);
  const broken = before.map((arena, place) => (place === 1 ? arena.map((g, i) => (i === length - 1 ? Infinity : g)) : arena));
  const got = await runSteps(gpu, operation, [], { ...attributes, skipBadSteps: true, parameters: length }, { steps: [midStep], before: broken });
  arenasOf(moments, attributes.averages).forEach((name, place) => {
    const arena = at(before, place);
    expectClose(at(got, place), name === 'gradient' ? new Array64([elements(arena.shape)]) : arena, 0, name);
  });
}

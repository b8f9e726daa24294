import code from '../../shaders/optimizer/muon.wgsl?raw';
import { type AdamWAttributes, adamwConstants } from './adamw.ts';
import { at, elements, lineOf, type Operation } from './operation.ts';
import { type ArenaLength, arenasOf, expectArenas, furtherAverages, recordNorm, ringSpec } from './optimizer.ts';

const shader = { name: 'optimizer/muon', code };
const MOMENTS = ['moment1', 'moment2'] as const;

/**
 * The end of a step of Muon, over whole arenas, in place: AdamW with these attributes where moment2 is not negative; where it
 * is, the direction that orthogonalise left in d_value, with the same weight decay. Input: the squared norm [1] of the
 * gradient before orthogonalise. Outputs, all [P] with P a multiple of 4: value, d_value (cleared afterwards), moment1,
 * moment2, averages. Formula: shaders/optimizer/muon.wgsl.
 */
export const muon: Operation<Omit<AdamWAttributes, 'coupled'> & ArenaLength> = {
  name: 'muon',
  infer(_, { parameters, averages, ringSlots }) {
    expectArenas('muon', parameters, averages);
    return [...arenasOf(MOMENTS, averages).map(() => ({ shape: [parameters], type: 'f32' as const })), ...ringSpec({ ringSlots })];
  },
  launch({ inputs, outputs, attributes }) {
    const [value, gradient, moment1, moment2, average] = [at(outputs, 0), at(outputs, 1), at(outputs, 2), at(outputs, 3), at(outputs, 4)];
    const count = elements(value.shape) / 4;
    const { COUPLED: _, ...own } = adamwConstants(attributes);
    const watched = { CLIP_NORM: attributes.clipNorm, SKIP_BAD_STEPS: attributes.skipBadSteps ?? false };
    const norm = at(inputs, 0);
    const step = {
      shader, constants: { COUNT: count, ...own, ...watched },
      bind: { value, d_value: gradient, moment1, moment2, average, norm }, workgroups: lineOf(count),
    };
    const arenas = 4 + (attributes.averages ?? 1);
    return [...recordNorm(norm, outputs[arenas] ?? null), step, ...furtherAverages(value, outputs.slice(5, arenas), { launches: [], partial: norm, constants: { PARTS: 1, ...watched } })];
  },
  gradient: 'an optimizer ends the step',
};

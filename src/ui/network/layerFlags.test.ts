import { expect, it } from 'vitest';
import type { LayerStatistics, NumberStatistics } from '../../protocol/messages.ts';
import type { LayerLook } from '../../store/layerLooks.ts';
import { layerFlags } from './layerFlags.ts';

const numbers = (changes: Partial<NumberStatistics> = {}): NumberStatistics => ({ count: 100, mean: 0, deviation: 1, rms: 1, smallest: -3, largest: 3, zeros: 0, nearZeros: 1, notFinite: 0, ...changes });
const layer = (changes: Partial<LayerStatistics> = {}): LayerStatistics => ({ name: 'in', weight: numbers(), gradient: numbers({ rms: 1e-3 }), update: numbers({ rms: 1e-3 }), output: numbers(), ...changes });
const looks = (...layers: LayerStatistics[]): LayerLook[] => layers.map((one, i) => ({ step: 100 + i, layers: [one] }));
const texts = (all: readonly LayerLook[]) => layerFlags(all).map(({ words }) => words());

it('says nothing of layers that are well, and of none', () => {
  expect(layerFlags([])).toEqual([]);
  expect(texts(looks(layer(), layer()))).toEqual([]);
});

it('tells numbers that are not finite at once', () => {
  expect(texts([{ step: 1, layers: [layer({ weight: numbers({ notFinite: 3 }) })] }])).toEqual(['3 of 100 weights are no finite numbers. Reset, and take a lower learning rate.']);
  expect(texts(looks(layer({ gradient: numbers({ notFinite: 1 }) })))[0]).toContain('its gradient is not finite');
});

it('tells what is dead, once it is old enough and was so twice', () => {
  const dead = layer({ gradient: numbers({ rms: 0 }) });
  expect(texts(looks(dead))).toEqual([]);
  expect(texts(looks(dead, dead))[0]).toContain('learns nothing');
  expect(texts([{ step: 0, layers: [dead] }, { step: 10, layers: [dead] }])).toEqual([]);
  expect(texts(looks(layer({ output: numbers({ deviation: 0 }) })))[0]).toContain('the same whatever');
  expect(texts(looks(layer({ output: numbers({ nearZeros: 99 }) })))[0]).toContain('99 % of its outputs are nearly zero');
});

it('tells what grows out of hand or changes too fast', () => {
  const usual = Array.from({ length: 5 }, () => layer());
  expect(texts(looks(...usual, layer({ gradient: numbers({ rms: 0.05 }) })))[0]).toContain('its gradient is 50 times');
  expect(texts(looks(...usual.slice(1), layer({ gradient: numbers({ rms: 0.05 }) })))).toEqual([]);
  expect(texts(looks(layer({ update: numbers({ rms: 0.5 }) })))[0]).toContain('changes it by 50 %');
  expect(texts(looks(layer({ update: null })))).toEqual([]);
});

import { describe, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import { checkSkip, checkUpdate } from '../node/updateCheck.ts';
import type { MomentName } from './optimizer.ts';
import * as reference from './reference/adagrad.ts';
import { adagrad, type AdagradAttributes } from './adagrad.ts';

const held = useGpu();
const defaults: AdagradAttributes = { epsilon: 1e-10, initial: 0, weightDecay: 0.01, clipNorm: 1 };

describe('adagrad', () => {
  const cases: [string, number, Partial<AdagradAttributes>, MomentName[]][] = [
    ['one vec4', 4, {}, ['moment2']], ['one part and one vec4', 4100, { initial: 0.1 }, ['moment2']], ['many parts, not clipped', 70_004, { clipNorm: 0, weightDecay: 0 }, ['moment2']],
    ['three averages', 124, { averages: 3 }, ['moment2']],
  ];
  it.each(cases)('%s: one step is the reference', async (_, length, changed, moments) => {
    await checkUpdate(held.gpu, adagrad, reference.adagrad, { ...defaults, ...changed }, moments, length);
  });

  it('skips a step whose gradient is infinite, further averages too', async () => {
    await checkSkip(held.gpu, adagrad, { ...defaults, averages: 2 }, ['moment2']);
  });
});

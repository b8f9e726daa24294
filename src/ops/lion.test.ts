import { describe, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import { checkSkip, checkUpdate } from '../node/updateCheck.ts';
import type { MomentName } from './optimizer.ts';
import * as reference from './reference/lion.ts';
import { lion, type LionAttributes } from './lion.ts';

const held = useGpu();
const defaults: LionAttributes = { beta1: 0.9, beta2: 0.99, weightDecay: 0.01, clipNorm: 1 };

describe('lion', () => {
  const cases: [string, number, Partial<LionAttributes>, MomentName[]][] = [
    ['one vec4', 4, {}, ['moment1']], ['one part and one vec4', 4100, {}, ['moment1']], ['many parts, not clipped', 70_004, { clipNorm: 0, weightDecay: 0 }, ['moment1']],
    ['three averages', 124, { averages: 3 }, ['moment1']],
  ];
  it.each(cases)('%s: one step is the reference', async (_, length, changed, moments) => {
    await checkUpdate(held.gpu, lion, reference.lion, { ...defaults, ...changed }, moments, length);
  });

  it('skips a step whose gradient is infinite, further averages too', async () => {
    await checkSkip(held.gpu, lion, { ...defaults, averages: 2 }, ['moment1']);
  });
});

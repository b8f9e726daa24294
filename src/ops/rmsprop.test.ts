import { describe, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import { checkSkip, checkUpdate } from '../node/updateCheck.ts';
import type { MomentName } from './optimizer.ts';
import * as reference from './reference/rmsprop.ts';
import { rmsprop, type RmspropAttributes } from './rmsprop.ts';

const held = useGpu();
const defaults: RmspropAttributes = { smoothing: 0.95, epsilon: 1e-8, momentum: 0, centred: false, weightDecay: 0.01, clipNorm: 1 };

describe('rmsprop', () => {
  const cases: [string, number, Partial<RmspropAttributes>, MomentName[]][] = [
    ['one vec4', 4, {}, ['moment2']], ['with momentum', 4100, { momentum: 0.5 }, ['moment1', 'moment2']], ['centred', 260, { centred: true, clipNorm: 0 }, ['moment2', 'moment3']],
    ['centred with momentum and three averages', 70_004, { momentum: 0.9, centred: true, averages: 3 }, ['moment1', 'moment2', 'moment3']],
  ];
  it.each(cases)('%s: one step is the reference', async (_, length, changed, moments) => {
    await checkUpdate(held.gpu, rmsprop, reference.rmsprop, { ...defaults, ...changed }, moments, length);
  });

  it('skips a step whose gradient is infinite, further averages too', async () => {
    await checkSkip(held.gpu, rmsprop, { ...defaults, averages: 2 }, ['moment2']);
  });
});

import { describe, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import { checkSkip, checkUpdate } from '../node/updateCheck.ts';
import type { MomentName } from './optimizer.ts';
import * as reference from './reference/sgd.ts';
import { sgd, type SgdAttributes } from './sgd.ts';

const held = useGpu();
const defaults: SgdAttributes = { momentum: 0.9, nesterov: false, weightDecay: 0.01, clipNorm: 1 };

describe('sgd', () => {
  const cases: [string, number, Partial<SgdAttributes>, MomentName[]][] = [
    ['one vec4', 4, {}, ['moment1']], ['one part and one vec4', 4100, { nesterov: true }, ['moment1']], ['many parts, not clipped', 70_004, { clipNorm: 0 }, ['moment1']],
    ['without momentum', 124, { momentum: 0 }, []], ['three averages and a norm below the clip', 260, { momentum: 0, averages: 3, clipNorm: 1000, weightDecay: 0 }, []],
  ];
  it.each(cases)('%s: one step is the reference', async (_, length, changed, moments) => {
    await checkUpdate(held.gpu, sgd, reference.sgd, { ...defaults, ...changed }, moments, length);
  });

  it('skips a step whose gradient is infinite, further averages too', async () => {
    await checkSkip(held.gpu, sgd, { ...defaults, averages: 2 }, ['moment1']);
  });
});

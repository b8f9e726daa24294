import { expect, it } from 'vitest';
import { useGpu } from '../node/operationCheck.ts';
import { tinyImageRecipe } from './fixtures/tinyImageRecipe.ts';
import { Run } from './run.ts';

const held = useGpu();

// Eight pictures of eight classes: told the class, the model can know the picture however much noise there is.
it('learns one batch of eight pictures by heart', async () => {
  const recipe = tinyImageRecipe({
    data: { classes: [0, 1, 2, 3, 4, 5, 6, 7], count: 8, heldOut: 0, mirror: false, shift: 0 },
    model: { dropout: 0, attention: [false, false] }, objective: { prediction: 'x0' },
    optimizer: { learningRate: 0.01, warmupSteps: 10, weightDecay: 0, decay: 'cosine' },
    training: { steps: 250, batch: 8, labelDropout: 0 },
  });
  const run = await Run.create({ gpu: held.gpu, recipe });
  try {
    const losses: number[] = [];
    await run.train(250, { onProgress: (progress) => losses.push(...progress.losses) });
    const last = losses.slice(-20);
    expect(last.reduce((sum, loss) => sum + loss, 0) / last.length).toBeLessThan(0.01);
  } finally {
    await run.destroy();
  }
}, 600_000);

// TensorFlow.js: which file knows which problem.
import { openTfjs } from './tfjsDevice.mjs';
import { openMlp } from './tfjsMlp.mjs';
import { openAttention, openConv, openMatmul, openNorm } from './tfjsOperations.mjs';
import { openUnetSample, openUnetTrain } from './tfjsUnet.mjs';

const OPEN = { mlp: openMlp, matmul: openMatmul, conv: openConv, norm: openNorm, attention: openAttention, 'unet-train': openUnetTrain, 'unet-sample': openUnetSample };

export async function open(gpu, problem) {
  const device = await openTfjs(gpu);
  return OPEN[problem.kind](problem, device);
}

// jax-js: which file knows which problem.
import { openJax } from './jaxDevice.mjs';
import { openMlp } from './jaxMlp.mjs';
import { openAttention, openConv, openMatmul, openNorm } from './jaxOperations.mjs';
import { openUnetSample, openUnetTrain } from './jaxUnet.mjs';

const OPEN = { mlp: openMlp, matmul: openMatmul, conv: openConv, norm: openNorm, attention: openAttention, 'unet-train': openUnetTrain, 'unet-sample': openUnetSample };

export async function open(gpu, problem) {
  await openJax();
  return OPEN[problem.kind](problem);
}

/** An ONNX model where samplers, likelihoods and loss floors take a model. */
import { denoiserOfOutput, inBatches } from '../diffusion/levelDenoiser.ts';
import type { LevelDenoiser } from '../diffusion/levelDenoiser.ts';
import type { AnyPrediction } from '../diffusion/predictions.ts';
import type { OnnxModel } from './onnxModel.ts';

/**
 * Predicts x0 with a model that was trained on the noise table that the levels come from: it is told their timestep and shown
 * the state in that table's coordinates, as they are.
 * @param prediction what the model was trained to predict; ONNX files do not say
 * @param sigmaData for edm; see `toX0`
 * @param signal looked at before each call of the model
 */
export function onnxDenoiser(model: OnnxModel, prediction: AnyPrediction, { sigmaData = 1, signal }: { readonly sigmaData?: number; readonly signal?: AbortSignal } = {}): LevelDenoiser {
  const denoise = denoiserOfOutput((x, { timestep }) => model.predict(x, timestep), prediction, sigmaData);
  return inBatches(denoise, model.size, model.batch ?? Number.MAX_SAFE_INTEGER, signal);
}

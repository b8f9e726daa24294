/** Diffusion models in ONNX files, run by onnxruntime-web on the processor. The runtime is loaded when the first file is opened. */
import type * as onnx from 'onnxruntime-web/webgpu';
import type { InferenceSession, Tensor } from 'onnxruntime-web/webgpu';
import { modelSignature } from './modelSignature.ts';
import type { ModelSignature } from './modelSignature.ts';

type Runtime = typeof onnx;

/** What goes wrong is thrown; the console needs no copy, so only what is fatal goes there. */
const quiet = { logSeverityLevel: 4 } as const;

export interface OnnxModel extends Pick<ModelSignature, 'shape' | 'batch'> {
  /** How many numbers a sample has. */
  readonly size: number;
  /**
   * The network's output for samples one after the other, [n, ...shape] flattened, all at one timestep; as many numbers. Await
   * each call before the next. A file of a fixed batch takes up to so many samples (the rest is filled up with zeros).
   * @param timestep told as it is, but to files that take a whole number the nearest one
   * @throws Error with a sentence when x is no whole number of samples or too many, or the output is not like it
   */
  predict(x: Float64Array, timestep: number): Promise<Float64Array>;
  /** Frees its memory; not to be called while it predicts. */
  close(): Promise<void>;
}

/**
 * Opens a model of the inputs "sample" [N, ...] and "timestep" and the output "out_sample" (see `modelSignature`).
 * @param bytes the whole file; weights in files beside it are not read
 * @param shape of one sample, where the file leaves it open
 * @throws Error with a sentence when the file is no such model
 */
export async function openOnnxModel(bytes: Uint8Array, shape?: readonly number[]): Promise<OnnxModel> {
  const runtime = await loadRuntime();
  const session = await createSession(runtime, bytes);
  try {
    return modelOf(runtime, session, modelSignature(session.inputMetadata, session.outputMetadata, shape));
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function loadRuntime(): Promise<Runtime> {
  const runtime = await import('onnxruntime-web/webgpu');
  // More threads need a page that is isolated from other origins, which a static site cannot ask for.
  runtime.env.wasm.numThreads = 1;
  return runtime;
}

async function createSession({ InferenceSession }: Runtime, bytes: Uint8Array): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, { executionProviders: ['wasm'], ...quiet });
  } catch (error) {
    // The runtime fetches its own code with the first file.
    if (reason(error).startsWith('no available backend')) throw new Error(`The ONNX runtime could not be loaded (${reason(error)}). Check the connection and try again.`, { cause: error });
    throw new Error(`The file cannot be opened as an ONNX model (${reason(error)}). Choose a .onnx file that has its weights within.`, { cause: error });
  }
}

function modelOf(runtime: Runtime, session: InferenceSession, signature: ModelSignature): OnnxModel {
  const { names, shape, batch } = signature;
  const size = shape.reduce((product, one) => product * one, 1);
  return {
    shape, batch, size,
    predict: async (x, timestep) => {
      const count = x.length / size;
      if (!Number.isInteger(count) || count > (batch ?? Infinity)) {
        throw new Error(`${x.length} numbers are not what the model takes: ${batch === null ? 'whole samples' : `at most ${batch} samples`} of ${size} numbers, [${shape.join(', ')}].`);
      }
      if (count === 0) return new Float64Array(0);
      const dims = [batch ?? count, ...shape];
      const sample = new Float32Array((batch ?? count) * size);
      sample.set(x);
      const feeds = { [names.sample]: new runtime.Tensor('float32', sample, dims), [names.timestep]: timestepTensor(runtime, signature, timestep, batch ?? count) };
      const made = (await run(session, feeds, names.output))[names.output];
      const data = await made?.getData();
      if (!(data instanceof Float32Array) || made?.dims.join() !== dims.join()) {
        throw new Error(`The model made [${made?.dims.join(', ') ?? ''}] of [${dims.join(', ')}]; ${names.output} must have the dimensions of ${names.sample}.`);
      }
      return Float64Array.from(data.subarray(0, x.length));
    },
    close: () => session.release(),
  };
}

async function run(session: InferenceSession, feeds: Record<string, Tensor>, output: string): Promise<InferenceSession.OnnxValueMapType> {
  try {
    return await session.run(feeds, [output], quiet);
  } catch (error) {
    throw new Error(`The ONNX model could not be run (${reason(error)}). Export it again, for samples of this shape.`, { cause: error });
  }
}

function timestepTensor({ Tensor }: Runtime, { timestepType, timesteps }: ModelSignature, timestep: number, count: number): Tensor {
  const length = timesteps === 'each' ? count : 1;
  const dims = timesteps === 'scalar' ? [] : [length];
  switch (timestepType) {
    case 'float32':
      return new Tensor('float32', new Float32Array(length).fill(timestep), dims);
    case 'float64':
      return new Tensor('float64', new Float64Array(length).fill(timestep), dims);
    case 'int32':
      return new Tensor('int32', new Int32Array(length).fill(Math.round(timestep)), dims);
    case 'int64':
      return new Tensor('int64', new BigInt64Array(length).fill(BigInt(Math.round(timestep))), dims);
  }
}

/** What the runtime says, without its codes. */
function reason(error: unknown): string {
  return String(error instanceof Error ? error.message : error).replace(/^.*ERROR_MESSAGE: /s, '').replace(/[.\s]+$/, '');
}

import { guarded, type Gpu } from '../gpu/device.ts';
import { packStep, STEP_BYTES, type StepValues } from '../ops/stepUniform.ts';

/** A range of a buffer that a tensor occupies, in bytes. */
export interface BufferRange {
  readonly buffer: GPUBuffer;
  readonly offset: number;
  readonly bytes: number;
}

export interface RecordedDispatch {
  readonly label: string;
  readonly pipeline: GPUComputePipeline;
  readonly tensors: GPUBindGroup;
  readonly readsStep: boolean;
  readonly workgroups: readonly [number, number, number];
}

export interface ProgramFacts {
  /** Dispatches in one step. */
  readonly dispatches: number;
  /** Bytes of planned memory, and what a perfect plan would need at least. */
  readonly plannedBytes: number;
  readonly lowerBoundBytes: number;
}

/** Most steps in one submit: the length of the uniform buffer. */
export const MAX_STEPS_A_SUBMIT = 256;

/** A compiled graph: a recorded list of dispatches over fixed buffers. Replaying it allocates nothing and reads nothing back. */
export class Program {
  readonly facts: ProgramFacts;
  readonly dispatches: readonly RecordedDispatch[];
  readonly #gpu: Gpu;
  readonly #owned: readonly GPUBuffer[];
  readonly #uniform: GPUBuffer;
  readonly #stride: number;
  readonly #stepGroup: GPUBindGroup;
  readonly #staging: ArrayBuffer;
  readonly #ranges: ReadonlyMap<number, BufferRange>;

  constructor(gpu: Gpu, dispatches: readonly RecordedDispatch[], owned: readonly GPUBuffer[], ranges: ReadonlyMap<number, BufferRange>, facts: ProgramFacts) {
    this.#gpu = gpu;
    this.dispatches = dispatches;
    this.#owned = owned;
    this.#ranges = ranges;
    this.facts = facts;
    const alignment = gpu.device.limits.minUniformBufferOffsetAlignment;
    this.#stride = Math.ceil(STEP_BYTES / alignment) * alignment;
    this.#staging = new ArrayBuffer(this.#stride * MAX_STEPS_A_SUBMIT);
    this.#uniform = gpu.ledger.allocate('step values', this.#staging.byteLength, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
    this.#stepGroup = gpu.device.createBindGroup({
      label: 'step values', layout: gpu.pipelines.stepLayout,
      entries: [{ binding: 0, resource: { buffer: this.#uniform, size: STEP_BYTES } }],
    });
  }

  /** Where a tensor lies. @throws if the program never touches it. */
  range(tensorId: number): BufferRange {
    const range = this.#ranges.get(tensorId);
    if (!range) throw new Error(`Tensor ${tensorId} has no memory in this program.`);
    return range;
  }

  /**
   * Submits one command buffer with one replay for each entry of `steps` (at most MAX_STEPS_A_SUBMIT).
   * @param between commands recorded after each replay, for copies out.
   */
  submit(steps: readonly StepValues[], between?: (encoder: GPUCommandEncoder, index: number) => void): void {
    this.stage(steps);
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'steps' });
    let pass: GPUComputePassEncoder | null = null;
    for (let index = 0; index < steps.length; index++) {
      pass ??= encoder.beginComputePass({ label: 'steps' });
      this.record(pass, index);
      if (between) {
        pass.end();
        pass = null;
        between(encoder, index);
      }
    }
    pass?.end();
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  /**
   * Submits dispatches `from` to `to - 1` of one replay; it is done when all of them were submitted in order.
   * @param after commands recorded behind them, for copies out.
   */
  submitPart(step: StepValues, from: number, to: number, after?: (encoder: GPUCommandEncoder) => void): void {
    this.stage([step]);
    const encoder = this.#gpu.device.createCommandEncoder({ label: 'part of a step' });
    const pass = encoder.beginComputePass({ label: 'part of a step' });
    this.record(pass, 0, from, to);
    pass.end();
    after?.(encoder);
    this.#gpu.device.queue.submit([encoder.finish()]);
  }

  /** Sets the values that replays of the next submits read: replay `index` those of entry `index`, at most MAX_STEPS_A_SUBMIT. */
  stage(steps: readonly StepValues[]): void {
    if (steps.length === 0 || steps.length > MAX_STEPS_A_SUBMIT) throw new RangeError(`A submit takes 1 to ${MAX_STEPS_A_SUBMIT} steps, not ${steps.length}.`);
    const view = new DataView(this.#staging);
    steps.forEach((values, index) => packStep(view, index * this.#stride, values));
    this.#gpu.device.queue.writeBuffer(this.#uniform, 0, this.#staging, 0, steps.length * this.#stride);
  }

  /** Records dispatches `from` to `to - 1` of replay `index`, so that a long replay can be cut over several submits. */
  record(pass: GPUComputePassEncoder, index: number, from = 0, to = this.dispatches.length): void {
    for (const dispatch of this.dispatches.slice(from, to)) {
      pass.setPipeline(dispatch.pipeline);
      pass.setBindGroup(0, dispatch.tensors);
      if (dispatch.readsStep) pass.setBindGroup(1, this.#stepGroup, [index * this.#stride]);
      pass.dispatchWorkgroups(...dispatch.workgroups);
    }
  }

  /** Frees all memory that the program owns; buffers given from outside stay. */
  destroy(): void {
    for (const buffer of [...this.#owned, this.#uniform]) this.#gpu.ledger.free(buffer);
  }
}

/** Allocates storage buffers and fails with a sentence if one does not fit; what was made before is freed again. */
export async function allocateStorage(gpu: Gpu, requests: readonly { label: string; bytes: number }[]): Promise<GPUBuffer[]> {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const made: GPUBuffer[] = [];
  const total = requests.reduce((sum, request) => sum + request.bytes, 0);
  try {
    await guarded(gpu.device, `allocating ${(total / 2 ** 20).toFixed(1)} MiB`, () => {
      for (const { label, bytes } of requests) made.push(gpu.ledger.allocate(label, bytes, usage));
    });
    return made;
  } catch (error) {
    for (const buffer of made) gpu.ledger.free(buffer);
    throw error;
  }
}

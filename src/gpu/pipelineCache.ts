import { type Constants, declaredBindings, numberedExcerpt, type Shader, specialise } from './shader.ts';

export interface Pipeline {
  readonly pipeline: GPUComputePipeline;
  /** Group 0: the tensors. */
  readonly tensors: GPUBindGroupLayout;
  /** True where the shader reads the uniform of group 1, whose offset moves from step to step. */
  readonly readsStep: boolean;
}

/** Compiles each specialised shader once per device. */
export class PipelineCache {
  readonly #device: GPUDevice;
  readonly #pipelines = new Map<string, Promise<Pipeline>>();
  /** Group 1 of every pipeline: one uniform struct at a dynamic offset. */
  readonly stepLayout: GPUBindGroupLayout;

  constructor(device: GPUDevice) {
    this.#device = device;
    this.stepLayout = device.createBindGroupLayout({
      label: 'step',
      entries: [{ binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: 'uniform', hasDynamicOffset: true } }],
    });
  }

  /**
   * @param halves names of buffers that hold float16.
   * @throws with the compiler's messages and the numbered source round them.
   */
  get(shader: Shader, constants: Constants, halves: readonly string[] = []): Promise<Pipeline> {
    const code = specialise(shader, constants, halves);
    const cached = this.#pipelines.get(code);
    if (cached) return cached;
    const made = this.#compile(shader, code);
    this.#pipelines.set(code, made);
    made.catch(() => this.#pipelines.delete(code));
    return made;
  }

  async #compile(shader: Shader, code: string): Promise<Pipeline> {
    const device = this.#device;
    const bindings = declaredBindings(shader);
    const tensors = device.createBindGroupLayout({
      label: shader.name,
      entries: bindings.filter(({ group }) => group === 0).map(({ binding, access }) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: access === 'read' ? 'read-only-storage' as const : 'storage' as const },
      })),
    });
    const readsStep = bindings.some(({ group }) => group === 1);
    const layout = device.createPipelineLayout({ label: shader.name, bindGroupLayouts: readsStep ? [tensors, this.stepLayout] : [tensors] });
    device.pushErrorScope('validation');
    const module = device.createShaderModule({ label: shader.name, code });
    const attempt = device.createComputePipelineAsync({ label: shader.name, layout, compute: { module, entryPoint: 'main' } });
    const scope = device.popErrorScope();
    try {
      const pipeline = await attempt;
      await scope;
      return { pipeline, tensors, readsStep };
    } catch (error) {
      await scope;
      const { messages } = await module.getCompilationInfo();
      const told = messages.map((m) => `line ${m.lineNum}: ${m.message}`).join('\n') || (error instanceof Error ? error.message : String(error));
      throw new Error(`Shader ${shader.name} does not compile:\n${told}\n${numberedExcerpt(code, messages.map((m) => m.lineNum))}`);
    }
  }
}

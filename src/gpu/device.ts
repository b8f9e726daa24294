import { BufferLedger } from './bufferLedger.ts';
import { Doorbell } from './doorbell.ts';
import { PipelineCache } from './pipelineCache.ts';

/** What the adapter says of itself, and what follows from it for the choice of kernels. */
export interface AdapterFacts {
  /** For people, e.g. "Apple M2" or "SwiftShader (software)". */
  label: string;
  vendor: string;
  architecture: string;
  /** True where the "GPU" is really the CPU: training works, slowly. */
  software: boolean;
  /** Threads in a subgroup, where the device has subgroups and all of one size. */
  subgroupSize?: number;
}

/** An open device with everything that hangs on it. Knows no maths. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly facts: AdapterFacts;
  readonly ledger: BufferLedger;
  readonly pipelines: PipelineCache;
  /** Milliseconds from a submit that has nothing to do until its end is heard of: what is measured shorter than it is no measurement. */
  readonly latency: number;
  /** Settles when all that was submitted so far is done. */
  settled(): Promise<void>;
  /** Settles as `promise` does, which waits for the GPU: in some browsers sooner than by waiting for it oneself. */
  heard<T>(promise: Promise<T>): Promise<T>;
  /** Settles with a sentence when the device is gone for another reason than `close`. */
  readonly lost: Promise<string>;
  /** Takes the errors that no scope caught since the last call, as sentences. */
  takeErrors(): string[];
  /** Destroys the device and with it every buffer. */
  close(): void;
}

const WANTED_FEATURES: readonly GPUFeatureName[] = ['shader-f16', 'subgroups', 'timestamp-query'];

const WANTED_LIMITS = [
  'maxBufferSize', 'maxStorageBufferBindingSize', 'maxComputeWorkgroupStorageSize', 'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX', 'maxComputeWorkgroupSizeY', 'maxComputeWorkgroupSizeZ', 'maxStorageBuffersPerShaderStage',
] as const satisfies readonly (keyof GPUSupportedLimits)[];

/**
 * Opens the most capable adapter with all the limits and the useful features that it has.
 * @throws an Error whose message says what to do when there is no adapter or it refuses a device.
 */
export async function openGpu(gpu: GPU): Promise<Gpu> {
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) {
    throw new Error('WebGPU is here, but it found no graphics adapter. Switch on hardware acceleration in the browser\'s settings, or update the graphics driver, then reload the page.');
  }
  const requiredLimits = Object.fromEntries(WANTED_LIMITS.map((name) => [name, adapter.limits[name]]));
  const requiredFeatures = WANTED_FEATURES.filter((feature) => adapter.features.has(feature));
  const device = await adapter.requestDevice({ requiredFeatures, requiredLimits });

  const errors: string[] = [];
  device.addEventListener('uncapturederror', (event) => errors.push(event.error.message));
  let closing = false;
  const lost = new Promise<string>((resolve) => {
    void device.lost.then((info) => {
      if (!closing) resolve(`The graphics device was lost (${info.message || info.reason || 'no reason given'}).`);
    });
  });
  const bell = await Doorbell.hang(device.queue);
  const { subgroupMinSize: least, subgroupMaxSize: most } = adapter.info;
  const fixedSize = device.features.has('subgroups') && least > 0 && least === most;
  const facts: AdapterFacts = { ...adapterFacts(adapter.info), ...(fixedSize ? { subgroupSize: least } : {}) };
  return {
    device,
    facts,
    ledger: new BufferLedger(device),
    pipelines: new PipelineCache(device),
    latency: bell.latency,
    settled: () => bell.heard(device.queue.onSubmittedWorkDone()),
    heard: (promise) => bell.heard(promise),
    lost,
    takeErrors: () => errors.splice(0),
    close() {
      closing = true;
      device.destroy();
    },
  };
}

/** Turns an adapter's description, which Firefox leaves empty, into a name for people and tells software adapters apart. */
export function adapterFacts(info: Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description' | 'device'> & { isFallbackAdapter?: boolean }): AdapterFacts {
  const text = `${info.vendor} ${info.architecture} ${info.device} ${info.description}`.toLowerCase();
  const known = /swiftshader|llvmpipe|lavapipe|basic render|warp/.exec(text)?.[0];
  const software = known !== undefined || info.isFallbackAdapter === true;
  if (software) {
    const name = known === undefined ? info.description || info.vendor || 'Processor' : SOFTWARE_NAMES[known] ?? known;
    return { label: `${name} (software)`, vendor: info.vendor, architecture: info.architecture, software };
  }
  const named = info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'Graphics card';
  return { label: named.charAt(0).toUpperCase() + named.slice(1), vendor: info.vendor, architecture: info.architecture, software };
}

const SOFTWARE_NAMES: Record<string, string> = {
  swiftshader: 'SwiftShader', llvmpipe: 'Mesa llvmpipe', lavapipe: 'Mesa llvmpipe', 'basic render': 'Microsoft Basic Render', warp: 'Microsoft WARP',
};

/**
 * Runs `work` inside error scopes and rejects with a sentence if the GPU refused any of it. The work is synchronous and the
 * scopes are closed in the same turn: they are a stack of the device, on which others would otherwise lay theirs.
 * @param what names the work in the sentence, e.g. "allocating 12 MB for activations".
 */
export async function guarded<T>(device: GPUDevice, what: string, work: () => T): Promise<T> {
  const filters = ['validation', 'internal', 'out-of-memory'] as const;
  for (const filter of filters) device.pushErrorScope(filter);
  let popped: Promise<(GPUError | null)[]>;
  let result: T;
  try {
    result = work();
  } finally {
    popped = Promise.all(filters.map(() => device.popErrorScope().catch(() => null)));
  }
  const caught = await popped;
  const [outOfMemory, internal, validation] = caught;
  if (outOfMemory) throw new Error(`The graphics device ran out of memory while ${what}. Choose a smaller model or batch, or close other pages that use the GPU.`);
  const error = validation ?? internal;
  if (error) throw new Error(`The graphics device refused ${what}: ${error.message}`);
  return result;
}

/**
 * Run by Deno, whose WebGPU is wgpu with the shader compiler naga, as in Firefox. Reads a NagaRequest as JSON from standard
 * input and writes a NagaReport as JSON to standard output. Modules are parsed and validated; pipelines also go through
 * naga's writer for this machine's graphics driver.
 */
import { Buffer } from 'node:buffer';
import process from 'node:process';
import { openGpu } from '../gpu/device.ts';
import { PipelineCache } from '../gpu/pipelineCache.ts';
import { numberedExcerpt, type Shader } from '../gpu/shader.ts';

export interface NagaRequest {
  readonly modules: readonly Shader[];
  readonly pipelines: readonly Shader[];
}

export interface NagaReport {
  /** The adapter's name, null where there is none. */
  readonly adapter: string | null;
  readonly features: readonly string[];
  /** One text for each shader that was refused: its name, naga's message, and the numbered source round the place. */
  readonly refusals: readonly string[];
}

function isShaders(value: unknown): value is Shader[] {
  return Array.isArray(value) && value.every((one: unknown) => typeof one === 'object' && one !== null && 'name' in one && 'code' in one);
}

function readRequest(text: string): NagaRequest {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('modules' in value && isShaders(value.modules)) || !('pipelines' in value && isShaders(value.pipelines))) {
    throw new Error('Standard input must hold { modules, pipelines }, two lists of { name, code }.');
  }
  return { modules: value.modules, pipelines: value.pipelines };
}

async function refusal(device: GPUDevice, { name, code }: Shader): Promise<string[]> {
  device.pushErrorScope('validation');
  const module = device.createShaderModule({ label: name, code });
  const error = await device.popErrorScope();
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === 'error');
  if (error === null && errors.length === 0) return [];
  const told = errors.map(({ lineNum, message }) => `line ${lineNum}: ${message.trim()}`).join('\n') || error?.message;
  return [`${name}: ${told}\n${numberedExcerpt(code, errors.map(({ lineNum }) => lineNum))}`];
}

async function report({ modules, pipelines }: NagaRequest): Promise<NagaReport> {
  if (await navigator.gpu.requestAdapter() === null) return { adapter: null, features: [], refusals: [] };
  const { device, facts } = await openGpu(navigator.gpu);
  const refusals: string[] = [];
  for (const shader of modules) refusals.push(...await refusal(device, shader));
  const cache = new PipelineCache(device);
  for (const shader of pipelines) {
    const refused = await refusal(device, shader);
    refusals.push(...refused);
    if (refused.length === 0) await cache.get(shader, {}).catch((error: unknown) => refusals.push(String(error)));
  }
  return { adapter: facts.label, features: [...device.features], refusals };
}

const read: Buffer[] = [];
for await (const chunk of process.stdin) if (chunk instanceof Uint8Array) read.push(Buffer.from(chunk));
const done = await report(readRequest(Buffer.concat(read).toString()));
await new Promise<void>((resolve) => { process.stdout.write(JSON.stringify(done), () => { resolve(); }); });
// The device would keep the process alive.
process.exit(0);

/** Tests of the command line: runs it as a shell would. */
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { adapterFacts } from '../gpu/device.ts';
import { testGpu } from './testDevice.ts';

const launcher = fileURLToPath(new URL('launchCli.mjs', import.meta.url));

export interface Ended { status: number | null; out: string; err: string }

/** @param during may talk to the process after its first line of output @param adapter for PLAYGROUND_ADAPTER */
export function cli(words: readonly string[], { during, adapter }: { during?: (child: ChildProcess) => void; adapter?: string } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const env = adapter === undefined ? process.env : { ...process.env, PLAYGROUND_ADAPTER: adapter };
    const child = spawn(process.execPath, [launcher, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env });
    const ended: Ended = { status: null, out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      if (ended.out === '') during?.(child);
      ended.out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => { ended.err += chunk.toString(); });
    child.on('error', reject);
    child.on('close', (status) => { resolve({ ...ended, status }); });
  });
}

/** What PLAYGROUND_ADAPTER must be for commands to compute on what kernel tests compute on: there shaders compile soonest. */
export async function testAdapter(): Promise<string> {
  const adapter = await (await testGpu()).requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new Error('The adapter went away between two requests.');
  return /swiftshader/i.test(adapterFacts(adapter.info).label) ? 'swiftshader' : process.env['PLAYGROUND_ADAPTER'] ?? 'auto';
}

interface Line { step: number; loss: number; stepsPerSecond?: number; done?: boolean; seconds?: number; device?: string }

function isLine(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && 'step' in value && typeof value.step === 'number' && 'loss' in value && typeof value.loss === 'number';
}

/** What `train` printed. */
export function trainingLines(out: string): Line[] {
  return out.trimEnd().split('\n').map((line) => {
    const value: unknown = JSON.parse(line);
    if (!isLine(value)) throw new Error(`Not a line of training: ${line}`);
    return value;
  });
}

/** The losses among them, by step. */
export function lossesOf(out: string): [number, number][] {
  return trainingLines(out).filter((line) => line.done !== true).map(({ step, loss }) => [step, loss]);
}

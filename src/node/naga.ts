/** Firefox's shader compiler, naga, through the npm package `deno`. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NagaReport, NagaRequest } from './compileUnderNaga.ts';
import { findSwiftShader } from './findBrowser.mjs';
import { adapterChoice, nothingFound } from './gpu.ts';

const script = fileURLToPath(new URL('compileUnderNaga.ts', import.meta.url));
/** Where Deno keeps the script without its types. */
const cache = fileURLToPath(new URL('../../node_modules/.cache/deno', import.meta.url));

/** @throws a sentence where Deno has no package for this system or it was not installed. */
function denoExecutable(): string {
  const windows = process.platform === 'win32';
  const name = `@deno/${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), windows ? 'deno.exe' : 'deno');
  } catch {
    throw new Error(`Shaders are checked with naga, the compiler of Firefox and Deno, and the package ${name} that brings it is not here. Run "npm ci" without --omit=optional; Deno runs on Windows, macOS and Linux with glibc.`);
  }
}

function run(executable: string, input: string, environment: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(executable, ['run', '--quiet', '--no-config', '--no-lock', '--no-prompt', '--allow-env', '--unstable-webgpu', script], {
      stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, DENO_DIR: cache, DENO_NO_UPDATE_CHECK: '1', ...environment },
    });
    const told = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => { told.out += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { told.err += chunk.toString(); });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve(told.out);
      else reject(new Error(`Deno ended with status ${status} while it compiled shaders:\n${told.err}`));
    });
    child.stdin.end(input);
  });
}

function readReport(text: string): NagaReport {
  const value: unknown = JSON.parse(text);
  const isText = (one: unknown): one is string => typeof one === 'string';
  if (typeof value !== 'object' || value === null || !('adapter' in value) || !('features' in value) || !('refusals' in value)) throw new Error(`Not a report of naga: ${text}`);
  const { adapter, features, refusals } = value;
  if (!(adapter === null || isText(adapter)) || !Array.isArray(features) || !Array.isArray(refusals)) throw new Error(`Not a report of naga: ${text}`);
  return { adapter, features: features.filter(isText), refusals: refusals.filter(isText) };
}

/**
 * Compiles shaders under naga, on the adapter that PLAYGROUND_ADAPTER asks for.
 * @throws a sentence that says what to install where there is no Deno or no adapter.
 */
export async function compileUnderNaga(request: NagaRequest): Promise<NagaReport> {
  const deno = denoExecutable();
  const choice = adapterChoice();
  const driver = process.platform === 'linux' && choice !== 'default' ? await findSwiftShader() : null;
  const environments: Record<string, string>[] = [...(choice === 'swiftshader' ? [] : [{}]), ...(driver === null ? [] : [{ VK_DRIVER_FILES: driver }])];
  for (const environment of environments) {
    const report = readReport(await run(deno, JSON.stringify(request), environment));
    if (report.adapter !== null) return report;
  }
  throw nothingFound(choice, 'Deno');
}

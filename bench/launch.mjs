// `npm run -s bench -- …`: installs the peers on first use, bundles bench.ts where it changed and runs it here.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundled } from '../src/node/bundle.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
if (!existsSync(`${here}node_modules/.package-lock.json`)) {
  process.stderr.write('Installing the peers into bench/node_modules (about 300 MB, once) …\n');
  const npm = process.env['npm_execpath'];
  const words = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const installed = npm === undefined
    ? spawnSync('npm', words, { cwd: here, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
    : spawnSync(process.execPath, [npm, ...words], { cwd: here, stdio: ['ignore', 2, 2] });
  if (installed.status !== 0) {
    process.stderr.write('The peers could not be installed; run "npm ci" in bench/ to see why.\n');
    process.exit(1);
  }
}
process.setSourceMapsEnabled(true);
const { main } = /** @type {typeof import('./bench.ts')} */ (await import(await bundled('bench/bench.ts')));
/** @param {string} name @returns {Promise<import('./engine.ts').Peer>} */
const peer = async (name) => /** @type {import('./engine.ts').Peer} */ (await import(new URL(`peers/${name}.mjs`, import.meta.url).href));
// Dawn and the peers keep threads and timers alive, so the process does not end by itself.
process.exit(await main(process.argv.slice(2), peer));

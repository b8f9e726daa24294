// Bundles a TypeScript entry for Node with Vite (so that shaders come in as text), once for each state of the sources.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string[]} entries folders and files from the root @returns {string} changes when a file below them does */
function stateOf(entries) {
  const hash = createHash('sha256').update(process.version);
  /** @param {string} path */
  const add = (path) => {
    const found = statSync(path);
    if (!found.isDirectory()) {
      if (!path.endsWith('.test.ts')) hash.update(`${path} ${found.mtimeMs} ${found.size}\n`);
    } else if (!path.endsWith('node_modules')) {
      for (const name of readdirSync(path).toSorted()) add(join(path, name));
    }
  };
  for (const entry of entries) add(join(root, entry));
  return hash.digest('hex').slice(0, 16);
}

/**
 * @param {string} entry TypeScript file from the project's root
 * @returns {Promise<string>} address of the bundle, to be given to `import()`
 */
export async function bundled(entry) {
  const name = entry.replace(/\W+/g, '-');
  const cache = join(root, 'node_modules/.cache/bundles');
  const folder = join(cache, `${name}.${stateOf(['src', 'shaders', 'package-lock.json', dirname(entry)])}`);
  const file = join(folder, 'bundle.mjs');
  if (!existsSync(file)) {
    const { build } = await import('vite');
    // Built beside and moved, so that two commands started at once do not read each other's half-written files.
    const making = `${folder}.${process.pid}`;
    mkdirSync(making, { recursive: true });
    await build({
      root, configFile: false, logLevel: 'warn', publicDir: false,
      build: { ssr: join(root, entry), outDir: making, emptyOutDir: true, minify: false, sourcemap: 'inline', target: 'node20', rolldownOptions: { output: { entryFileNames: 'bundle.mjs' } } },
    });
    for (const old of readdirSync(cache)) {
      if (old.startsWith(`${name}.`) && join(cache, old) !== making && !/\.\d+$/.test(old)) rmSync(join(cache, old), { recursive: true, force: true });
    }
    try {
      renameSync(making, folder);
    } catch (error) {
      if (!existsSync(file)) throw error;
      rmSync(making, { recursive: true, force: true });
    }
  }
  if (readFileSync(file).length === 0) throw new Error(`The bundle ${file} is empty; delete that folder and try again.`);
  return pathToFileURL(file).href;
}

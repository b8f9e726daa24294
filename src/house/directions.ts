/** Who may import whom: the plan of src/README.md as a table, and the checks that read it. */
import type { Source } from './sources.ts';

const numbers = ['diffusion', 'data', 'metrics', 'formats'];

/** Room (or file directly in src) to the rooms it may import. Every room may import itself and `random`. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  random: [],
  gpu: [],
  ops: ['gpu'],
  engine: ['gpu', 'ops'],
  nn: ['gpu', 'ops', 'engine'],
  diffusion: ['recipe types'],
  data: ['formats', 'recipe types'],
  metrics: [],
  formats: [],
  recipe: numbers,
  protocol: ['recipe types'],
  train: ['gpu', 'ops', 'engine', 'nn', ...numbers, 'recipe', 'protocol types'],
  onnx: ['diffusion'],
  // The worker opens the device that the run is given, and reads the files that people choose.
  worker: ['gpu', 'data', 'formats', 'train', 'onnx', 'protocol', 'recipe'],
  client: ['protocol', 'recipe types'],
  store: ['client', 'protocol', 'recipe'],
  // Other rooms write plain English sentences: they are translated where they are drawn.
  words: [],
  plot: ['words'],
  ui: ['store', 'plot', 'recipe', 'diffusion', 'protocol types', 'words'],
  node: ['gpu', 'ops', 'engine', 'nn', ...numbers, 'recipe', 'protocol', 'train', 'onnx', 'plot'],
  house: [],
  'cli.ts': ['gpu', 'ops', 'engine', 'nn', ...numbers, 'recipe', 'protocol', 'train', 'onnx', 'node'],
  'main.tsx': ['ui', 'store', 'client', 'recipe', 'words'],
};

/** Packages that only some rooms may import; `node:` stands for Node's own modules. Tests may import any. */
const packageRooms: Readonly<Record<string, readonly string[]>> = {
  react: ['ui', 'main.tsx'],
  'react-dom': ['ui', 'main.tsx'],
  zustand: ['store', 'ui'],
  'onnxruntime-web': ['onnx'],
  fflate: ['formats'],
  webgpu: ['node'],
  playwright: ['node'],
  vitest: ['node'],
  vite: ['node', 'house'],
  'node:': ['node', 'house', 'cli.ts'],
};

/** 'src/gpu/device.ts' is in room 'gpu', 'src/cli.ts' and its test are a room of their own, 'shaders/…' is 'shaders'. */
function roomOf(path: string): string {
  const [top = '', room = ''] = path.split('/');
  return top === 'src' ? room.replace('.test.', '.') : top;
}

/** Tests, and the reference values they read. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.includes('/fixtures/');
}

/** Broken import rules, a sentence each. Tests are held only to the rule on shaders. */
export function brokenDirections(sources: readonly Source[]): string[] {
  const broken: string[] = [];
  for (const { path, imports } of sources) {
    const room = roomOf(path);
    const allowed = mayImport[room];
    if (allowed === undefined) broken.push(`${path}: the room ${room} is not in the plan`);
    for (const { target, relative, typeOnly } of imports) {
      if (relative) {
        const other = roomOf(target);
        const ok = other === 'shaders' ? room === 'ops'
          : isTest(path) || other === room || other === 'random' || (allowed?.includes(other) ?? false) || (typeOnly && (allowed?.includes(`${other} types`) ?? false));
        if (!ok) broken.push(`${path} (${room}) imports ${target} (${other})`);
      } else if (!isTest(path)) {
        const rooms = packageRooms[target.startsWith('node:') ? 'node:' : target];
        if (rooms !== undefined && !rooms.includes(room)) broken.push(`${path} (${room}) imports the package ${target}, which belongs to ${rooms.join(', ')}`);
      }
    }
  }
  return broken;
}

/** Import circles between files, each as its files in order with the first repeated at the end. Type imports count. */
export function circles(sources: readonly Source[]): string[][] {
  const files = new Map(sources.map((source) => [source.path, source]));
  const found: string[][] = [];
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) { found.push([...trail.slice(start), path]); return; }
    if (done.has(path)) return;
    for (const { target, relative } of files.get(path)?.imports ?? []) if (relative && files.has(target)) visit(target, [...trail, path]);
    done.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return found;
}

/** Files that hand on what another file exports. */
export function barrels(sources: readonly Source[]): string[] {
  return sources.filter(({ path, imports }) => /(^|\/)index\.(tsx?|mjs)$/.test(path) || imports.some((one) => one.reExport)).map(({ path }) => path);
}

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTest } from './directions.ts';
import { filesBelow, readSources, root } from './sources.ts';

/** Lines a file may have. Split by meaning, not by length. */
const budgets = [
  { what: 'TypeScript', folders: ['src', 'e2e', 'bench'], endings: ['.ts', '.mjs'], most: 400 },
  { what: 'components', folders: ['src'], endings: ['.tsx'], most: 150 },
  { what: 'shaders', folders: ['shaders'], endings: ['.wgsl'], most: 200 },
];

const lines = (path: string): number => readFileSync(join(root, path), 'utf8').trimEnd().split('\n').length;

describe('line budget', () => {
  it.each(budgets)('$what: at most $most lines a file', ({ folders, endings, most }) => {
    const over = folders.flatMap((folder) => filesBelow(folder, endings)).map((path) => ({ path, lines: lines(path) })).filter((file) => file.lines > most);
    expect(over).toEqual([]);
  });
});

describe('names and escapes', () => {
  const sources = readSources();

  it('no file or folder is called after nothing in particular', () => {
    const vague = [...sources.map(({ path }) => path), ...filesBelow('shaders', ['.wgsl'])]
      .filter((path) => path.split('/').some((part) => /^(utils?|helpers?|misc|common)(\.|$)/i.test(part)));
    expect(vague).toEqual([]);
  });
  it('files are camelCase, components PascalCase, shader folders snake_case', () => {
    const wrong = sources.map(({ path }) => path).filter((path) => {
      const name = basename(path);
      const component = path.startsWith('src/ui/') && name.endsWith('.tsx') && !isTest(path);
      // sayNodes is no component: it is the tag of templates that hold nodes.
      return !(component ? /^([A-Z][A-Za-z0-9]*|sayNodes)\.tsx$/ : /^[a-z][A-Za-z0-9]*(\.test)?\.(tsx?|mjs|d\.ts)$/).test(name) && !/^[A-Z][A-Za-z0-9]*\.test\.tsx?$/.test(name);
    });
    const folders = filesBelow('shaders', ['.wgsl']).filter((path) => !/^shaders\/[a-z0-9_]+\/[a-z][a-zA-Z0-9_]*\.wgsl$/.test(path));
    expect([...wrong, ...folders]).toEqual([]);
  });
  it('nothing switches off the linter or the type checker', () => {
    const escapes = sources.filter(({ comments }) => comments.some((text) => /\b(oxlint|eslint)-disable|@ts-(ignore|expect-error|nocheck)/.test(text)));
    expect(escapes.map(({ path }) => path)).toEqual([]);
  });
});

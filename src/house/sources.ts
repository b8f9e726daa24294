/** The project's own source files and what each imports, read with the parser that the build uses. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Import {
  /** For relative imports the file from the project's root, without a query; for packages the package's name. */
  target: string;
  relative: boolean;
  typeOnly: boolean;
  reExport: boolean;
}

export interface Source {
  /** From the project's root, with forward slashes. */
  path: string;
  text: string;
  imports: readonly Import[];
  comments: readonly string[];
}

/** All files below `folder` with one of these endings, sorted, as paths from the root with forward slashes. */
export function filesBelow(folder: string, endings: readonly string[]): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules/'))
    .toSorted();
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0] ?? specifier;
}

/** Reads one file's imports; static, dynamic with a literal, and re-exports. @throws on a syntax error */
export function parseSource(path: string, text: string): Source {
  const parsed = parseSync(path, text);
  const error = parsed.errors[0];
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const imports: Import[] = [];
  const add = (specifier: string, typeOnly: boolean, reExport: boolean): void => {
    const relative = specifier.startsWith('.');
    const file = specifier.split('?')[0] ?? specifier;
    imports.push({ target: relative ? posix.normalize(posix.join(posix.dirname(path), file)) : packageName(specifier), relative, typeOnly, reExport });
  };
  for (const { moduleRequest, entries } of parsed.module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every((entry) => entry.isType), false);
  }
  for (const { entries } of parsed.module.staticExports) {
    for (const { moduleRequest, isType } of entries) if (moduleRequest) add(moduleRequest.value, isType, true);
  }
  for (const { moduleRequest } of parsed.module.dynamicImports) {
    const literal = /^['"`](.*)['"`]$/s.exec(text.slice(moduleRequest.start, moduleRequest.end))?.[1];
    if (literal !== undefined) add(literal, false, false);
  }
  return { path, text, imports, comments: parsed.comments.map((comment) => comment.value) };
}

/** Every TypeScript and JavaScript file of src. */
export function readSources(): Source[] {
  return filesBelow('src', ['.ts', '.tsx', '.mjs']).map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')));
}

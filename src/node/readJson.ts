/** Files that people write, and errors as they should read them. */
import { readFile } from 'node:fs/promises';

/** Beyond this a recipe is refused before it is parsed; 200,000 points take about 8 MB. */
const MAX_BYTES = 32 * 2 ** 20;

/** @throws a sentence when the file is too large or not JSON */
export async function readJson(path: string): Promise<unknown> {
  const bytes = await readFile(path);
  if (bytes.length > MAX_BYTES) throw new Error(`the file has ${bytes.length} bytes; at most ${MAX_BYTES} are read`);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return value;
  } catch (error) {
    throw new Error(`this is not JSON: ${sentenceOf(error)}`, { cause: error });
  }
}

const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'it is not there', EACCES: 'permission is refused', EPERM: 'permission is refused', EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file', EROFS: 'the disk is read-only', ENOSPC: 'the disk is full', EEXIST: 'a file of that name is in the way',
};

/** An error's message, with the system's error codes put into words. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return systemErrors[code] ?? error.message;
}

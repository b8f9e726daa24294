import type { BadFile, FileSource, FilesRead } from '../data/images/fileSource.ts';
import type { ImageSet } from '../data/images/imageSet.ts';
import type { OpenedFile } from '../protocol/messages.ts';

/** Hexadecimal digits of a fingerprint: 64 bits tell apart all the folders that one person opens. */
const FINGERPRINT_DIGITS = 16;
const NAMED_FILES = 3;

/** Tells files from others by their names and sizes; the order in which they were opened does not matter. */
export async function fingerprint(files: readonly OpenedFile[]): Promise<string> {
  const lines = files.map(({ path, file }) => `${path}\n${file.size}\n`).toSorted();
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.join('')));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('').slice(0, FINGERPRINT_DIGITS);
}

export function sourcesOf(files: readonly OpenedFile[]): FileSource[] {
  return files.map(({ path, file }) => ({ path, size: file.size, stream: () => file.stream() }));
}

/** The pictures read. @throws a sentence naming some of the files and their reasons when there is none */
export function picturesRead({ set, bad }: FilesRead): ImageSet {
  if (set) return set;
  if (bad.length === 0) throw new Error('There are no pictures in what was opened; give PNG, JPEG or WebP files, a folder or zip archive of them, or files of arrays.');
  const named = bad.slice(0, NAMED_FILES).map(({ name, reason }: BadFile) => `File ${name}: ${reason}`);
  const rest = bad.length - named.length;
  throw new Error(`No picture could be read. ${named.join(' ')}${rest > 0 ? ` And ${rest.toLocaleString('en')} more.` : ''}`);
}

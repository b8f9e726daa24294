/** Files that a person chose or dropped, with the folders they came in. */
import type { OpenedFile } from '../../../protocol/messages.ts';
import { groupedNumber } from '../../../words/say.ts';

export interface BadFile { name: string; reason: string }
export interface Gathered { files: OpenedFile[]; bad: BadFile[] }

/** Files from an input; those of a chosen folder carry their path in it. */
export function chosenFiles(list: Iterable<File>): OpenedFile[] {
  return Array.from(list, (file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/**
 * What a drop brings: an entry for each file or folder, or a plain file where the browser gives no entry. To be called while
 * the drop is handled: afterwards the browser forgets the items.
 */
export function droppedThings(items: Iterable<DataTransferItem>): (FileSystemEntry | File)[] {
  return Array.from(items, (item) => (item.kind === 'file' ? item.webkitGetAsEntry() ?? item.getAsFile() : null)).filter((thing) => thing !== null);
}

/** All files of the dropped things, folders and their folders walked through; what cannot be opened is named with its reason. */
export async function gatherFiles(things: readonly (FileSystemEntry | File)[]): Promise<Gathered> {
  const gathered: Gathered = { files: [], bad: [] };
  for (const thing of things) {
    if (thing instanceof File) gathered.files.push({ path: thing.name, file: thing });
    else await walk(thing, gathered);
  }
  return gathered;
}

async function walk(entry: FileSystemEntry, gathered: Gathered): Promise<void> {
  const path = entry.fullPath.replace(/^\//, '') || entry.name;
  try {
    if (isFile(entry)) gathered.files.push({ path, file: await fileOf(entry) });
    else if (isFolder(entry)) for (const inside of await entriesOf(entry)) await walk(inside, gathered);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    gathered.bad.push({ name: path, reason: `The browser could not open it: ${reason}` });
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** A reader hands out a folder in parts (100 at a time in Chromium) until one is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

/** What to call them: the file, the folder that holds them all, or how many there are. */
export function nameOfFiles(files: readonly OpenedFile[]): string {
  const [first] = files;
  if (first === undefined) return 'no files';
  if (files.length === 1) return first.file.name;
  const folder = first.path.split('/')[0] ?? '';
  const together = files.every(({ path }) => path.startsWith(`${folder}/`));
  return together ? folder : `${groupedNumber(files.length)} files`;
}

/**
 * Whether what was dropped is one table of points: where the person looks at points anything that is not plainly pictures,
 * else only what is called one.
 */
export function isTableDrop(things: readonly (FileSystemEntry | File)[], atPoints: boolean): boolean {
  const [thing] = things;
  if (thing === undefined || things.length > 1 || (!(thing instanceof File) && thing.isDirectory)) return false;
  if (/\.(csv|tsv|txt)$/i.test(thing.name)) return true;
  return atPoints && !/\.(png|jpe?g|webp|zip|gz|np[yz]|bin|idx\d?|ubyte)$|ubyte$/i.test(thing.name);
}

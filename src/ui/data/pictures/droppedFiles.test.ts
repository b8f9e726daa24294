import { describe, expect, it } from 'vitest';
import { chosenFiles, droppedThings, gatherFiles, isTableDrop, nameOfFiles } from './droppedFiles.ts';

const nowhere = { name: '', get root(): FileSystemDirectoryEntry { throw new Error('Nobody asks for the root.'); } };

/** A folder or file as a browser describes it; folders are read two entries at a time. */
function entry(fullPath: string, inside: readonly FileSystemEntry[] | null = null, broken = false): FileSystemEntry {
  const name = fullPath.split('/').at(-1) ?? '';
  const shared = { name, fullPath, filesystem: nowhere, getParent: () => undefined };
  if (inside === null) {
    const file: FileSystemFileEntry = {
      ...shared, isFile: true, isDirectory: false,
      file: (resolve, reject) => (broken ? reject?.(new DOMException('Gone.', 'NotFoundError')) : resolve(new File(['x'], name))),
    };
    return file;
  }
  const folder: FileSystemDirectoryEntry = {
    ...shared, isFile: false, isDirectory: true, getDirectory: () => undefined, getFile: () => undefined,
    createReader() {
      let read = 0;
      return { readEntries: (resolve) => { read += 2; resolve(inside.slice(read - 2, read)); } };
    },
  };
  return folder;
}

describe('files', () => {
  it('are found in folders within folders, with their paths', async () => {
    const pets = entry('/pets', [entry('/pets/cats', [1, 2, 3, 4, 5].map((i) => entry(`/pets/cats/${i}.png`))), entry('/pets/dogs', [entry('/pets/dogs/1.png')]), entry('/pets/empty', [])]);
    const { files, bad } = await gatherFiles([pets, new File(['y'], 'mine.png')]);
    expect(files.map(({ path }) => path)).toEqual([...[1, 2, 3, 4, 5].map((i) => `pets/cats/${i}.png`), 'pets/dogs/1.png', 'mine.png']);
    expect(files[0]?.file.name).toBe('1.png');
    expect(bad).toEqual([]);
  });
  it('that cannot be opened are named, and the rest goes on', async () => {
    const { files, bad } = await gatherFiles([entry('/a', [entry('/a/1.png', null, true), entry('/a/2.png')])]);
    expect(files.map(({ path }) => path)).toEqual(['a/2.png']);
    expect(bad).toEqual([{ name: 'a/1.png', reason: 'The browser could not open it: Gone.' }]);
  });
  it('come from a drop as entries where there are any', () => {
    const file = new File(['x'], 'x.png');
    const known = entry('/known.png');
    const item = (kind: string, found: FileSystemEntry | null): DataTransferItem => ({ kind, type: '', getAsFile: () => file, getAsString: () => undefined, webkitGetAsEntry: () => found });
    expect(droppedThings([item('file', known), item('string', null), item('file', null)])).toEqual([known, file]);
  });
  it('from an input keep the path of their folder', () => {
    const inFolder = Object.defineProperty(new File([], '1.png'), 'webkitRelativePath', { value: 'cats/1.png' });
    const alone = Object.defineProperty(new File([], '2.png'), 'webkitRelativePath', { value: '' });
    expect(chosenFiles([inFolder, alone]).map(({ path }) => path)).toEqual(['cats/1.png', '2.png']);
  });
});

describe('names', () => {
  const at = (path: string) => ({ path, file: new File([], path.split('/').at(-1) ?? '') });
  it('are of the file, of the folder that holds all, or a number', () => {
    expect(nameOfFiles([at('pets/cats/1.png')])).toBe('1.png');
    expect(nameOfFiles([at('pets/cats/1.png'), at('pets/dogs/2.png')])).toBe('pets');
    expect(nameOfFiles([at('pets/1.png'), at('petshop.png')])).toBe('2 files');
    expect(nameOfFiles([])).toBe('no files');
  });
});

describe('a drop', () => {
  const dropped = (name: string, atPoints: boolean) => isTableDrop([new File([], name)], atPoints);
  it('of a table is one wherever the person looks', () => {
    expect(['points.csv', 'A.TSV', 'x.txt'].flatMap((name) => [dropped(name, true), dropped(name, false)])).not.toContain(false);
  });
  it('of pictures is none', () => {
    expect(['x.PNG', 'a.zip', 'train-images-idx3-ubyte', 'train-images-idx3-ubyte.gz', 'x.npz', 'data_batch_1.bin'].map((name) => dropped(name, true))).not.toContain(true);
  });
  it('of something unknown is answered where the person looks', () => expect([dropped('what', true), dropped('what', false)]).toEqual([true, false]));
  it('of a folder or several files is none', () => {
    expect(isTableDrop([entry('/pets.csv', [])], true)).toBe(false);
    expect(isTableDrop([new File([], 'a.csv'), new File([], 'b.csv')], true)).toBe(false);
    expect(isTableDrop([], true)).toBe(false);
  });
});

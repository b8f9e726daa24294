/** What paths say: which files nobody meant to add, which class a picture is of, and in which order things come. */

/** Files that systems put beside one's own. */
export function isClutter(path: string): boolean {
  return path.split('/').some((part) => part === '__MACOSX' || (part.startsWith('.') && part !== '.' && part !== '..') || /^(thumbs\.db|desktop\.ini)$/i.test(part));
}

/** The name of the folder that a file lies in, or null when it lies in none. */
export function folderOf(path: string): string | null {
  return path.split('/').filter((part) => part !== '' && part !== '.').at(-2) ?? null;
}

/** Order of names in which `2` comes before `10`; the same everywhere. */
export function compareNames(a: string, b: string): number {
  const [partsA, partsB] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let i = 0; i < Math.min(partsA.length, partsB.length); i += 1) {
    const [x = '', y = ''] = [partsA[i], partsB[i]];
    // Odd places hold the digits; of equal numbers the one with fewer leading zeros comes first, by the comparison of texts below.
    const difference = i % 2 === 1 ? Number(x) - Number(y) : 0;
    if (difference !== 0) return difference;
    if (x !== y) return x < y ? -1 : 1;
  }
  return partsA.length - partsB.length;
}

/** Words of a name that only say whether it holds pictures or labels. */
const ROLE = /(images?|labels?|targets?|data|idx\d?|ubyte|classes|class|(?<![a-z])[xy](?![a-z]))/g;

/** What is left of an array's name without its role: `train-images-idx3-ubyte` and `train-labels-idx1-ubyte` agree, `x_train` and `y_train` too. */
export function arrayKey(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase().replace(/\.(npy|gz|bin)$/g, '');
  return name.replace(ROLE, '').replace(/[^a-z0-9]/g, '');
}

/** Everything before the last slash. */
export function placeOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

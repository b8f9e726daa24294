import { fileURLToPath } from 'node:url';

/** Where the pictures go; the folder is not kept in the repository. */
export const folder = fileURLToPath(new URL('../../screenshots/', import.meta.url));

export interface Look {
  width: number;
  height: number;
  theme: 'light' | 'dark';
}

const sizes = [[360, 780], [1024, 768], [1440, 900]] as const;
export const projector: readonly Look[] = [{ width: 1920, height: 1080, theme: 'light' }, { width: 1920, height: 1080, theme: 'dark' }];

/** A phone, a tablet, a laptop, each in both themes. */
export const looks: readonly Look[] = sizes.flatMap(([width, height]) => [{ width, height, theme: 'light' } as const, { width, height, theme: 'dark' } as const]);

export const fileOf = (view: string, { width, theme }: Look): string => `${view}-${width}-${theme}.png`;

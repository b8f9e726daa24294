/** German: one file for each folder of the page and each room whose sentences people read. */
import { merged, type Catalogue } from './catalogue.ts';

export const germanParts = import.meta.glob<Readonly<Record<string, Catalogue>>>('./german/*.ts', { eager: true });

export const german = merged(Object.values(germanParts).flatMap((part) => Object.values(part)));

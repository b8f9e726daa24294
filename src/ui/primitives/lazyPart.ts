import { lazy, type ComponentType } from 'react';
import { NotLoaded } from './NotLoaded.tsx';

/** A part that comes when it is looked at first; a page that has lost its server says so instead of going to pieces. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const loaded: ComponentType<Props> = await load().catch(() => NotLoaded);
    return { default: loaded };
  });
}

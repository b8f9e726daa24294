import { lazy, type ComponentType } from 'react';
import { Status } from './Status.tsx';

function NotLoaded() {
  return <Status tone="bad">This part of the page could not be loaded. Check the connection and reload the page.</Status>;
}

/** A part that comes when it is looked at first; a page that has lost its server says so instead of going to pieces. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => {
    const loaded: ComponentType<Props> = await load().catch(() => NotLoaded);
    return { default: loaded };
  });
}

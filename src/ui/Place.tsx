import { Suspense, type ComponentType } from 'react';
import type { OtherPlace } from './places.ts';
import { lazyPart } from './primitives/lazyPart.ts';

/** What stands in each place, loaded when one goes there first. Each is a `main` of its own. */
const parts: Readonly<Record<OtherPlace, ComponentType>> = {
  compare: lazyPart(async () => (await import('./compare/ComparePlace.tsx')).ComparePlace),
};

/** A place beside the playground. */
export function Place({ name }: { name: OtherPlace }) {
  const Part = parts[name];
  return <Suspense fallback={null}><Part /></Suspense>;
}

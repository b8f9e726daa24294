import { useState } from 'react';

/** The pictures of one film. They join when they are there; the film, which is made before them, draws them all. */
export interface Redraws {
  all(): void;
  /** @returns the way out */
  join(redraw: () => void): () => void;
}

function makeRedraws(): Redraws {
  const joined = new Set<() => void>();
  return {
    all() {
      for (const redraw of joined) redraw();
    },
    join(redraw) {
      joined.add(redraw);
      return () => { joined.delete(redraw); };
    },
  };
}

/** The same object all along. */
export function useRedraws(): Redraws {
  return useState(makeRedraws)[0];
}

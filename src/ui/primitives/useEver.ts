import { useState } from 'react';

/** Whether something has been so at any time: what is loaded when it is wanted first stays afterwards. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}

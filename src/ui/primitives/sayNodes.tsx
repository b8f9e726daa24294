import { Fragment, type ReactNode } from 'react';
import { keyOf, wordsOf } from '../../words/say.ts';

/** Tag of a template whose holes are nodes: sayNodes`Press ${<kbd>Space</kbd>} to start`. */
export function sayNodes(strings: TemplateStringsArray, ...holes: readonly ReactNode[]): ReactNode {
  return wordsOf(keyOf(strings)).split(/\{(\d+)\}/).map((part, i) => {
    const key = `${i} ${part}`;
    return <Fragment key={key}>{i % 2 === 0 ? part : holes[Number(part)]}</Fragment>;
  });
}

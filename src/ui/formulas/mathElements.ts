/** Trees of MathML as React elements. */
import { createElement, type ReactElement } from 'react';
import type { MathNode } from '../../diffusion/mathml.ts';

/** A whole formula or symbol. @param display `block` is set large, for a line of its own; `inline` fits into a line of text */
export function mathOf(node: MathNode, display: 'block' | 'inline'): ReactElement {
  // React puts what lies in a `math` element into the namespace of MathML by itself.
  return createElement('math', { display }, elementOf(node));
}

function elementOf(node: MathNode): ReactElement {
  if ('text' in node) return createElement(node.tag, node.tight ? { lspace: '0', rspace: '0' } : null, node.text);
  return createElement(node.tag, null, ...node.children.map(elementOf));
}

import { describe, expect, it } from 'vitest';
import { filmStep } from './filmKeys.ts';

const press = (key: string, more: { ctrlKey?: boolean; defaultPrevented?: boolean } = {}) => ({ key, defaultPrevented: false, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('the keys of a film', () => {
  it('step back and on, from the page and from its controls', () => {
    expect([filmStep(press(','), 'page'), filmStep(press('.'), 'control'), filmStep(press('ArrowLeft'), 'page')]).toEqual([-1, 1, null]);
  });
  it('leave numbers to who types them, and the browser its own', () => {
    expect([filmStep(press('.'), 'typing'), filmStep(press('.', { ctrlKey: true }), 'page'), filmStep(press(',', { defaultPrevented: true }), 'page')]).toEqual([null, null, null]);
  });
});

import { describe, expect, it } from 'vitest';
import { globalKey, type Focus, type Press } from './globalKey.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({ key, repeat: false, defaultPrevented: false, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });
const meaning = (key: string, focus: Focus = 'page', more: Partial<Press> = {}, alone = false) => globalKey(press(key, more), focus, alone);

describe('keys that work anywhere', () => {
  it('start the run, open the list of keys, and fill the screen', () => {
    expect([meaning(' '), meaning('?'), meaning('f'), meaning('F', 'page', { shiftKey: true }), meaning('x')]).toEqual(['run', 'keys', 'alone', 'screen', null]);
  });
  it('leave Space to the control that has the focus, and take nothing from who types', () => {
    expect([' ', '?', 'f'].map((key) => meaning(key, 'control'))).toEqual([null, 'keys', 'alone']);
    expect([' ', '?', 'f', 'Escape'].map((key) => meaning(key, 'typing', {}, true))).toEqual([null, null, null, null]);
  });
  it('are not those of browser and system, nor those that were answered already', () => {
    for (const more of [{ ctrlKey: true }, { metaKey: true }, { altKey: true }, { repeat: true }, { defaultPrevented: true }]) expect(meaning('f', 'page', more)).toBeNull();
  });
  it('end the picture alone with Escape, and do nothing with it else', () => {
    expect([meaning('Escape'), meaning('Escape', 'control', {}, true)]).toEqual([null, 'alone']);
  });
});

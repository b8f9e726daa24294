import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { readOpening } from '../opening.ts';
import { beginningOf, frameCode, pageSearch, type PageLink } from './pageAddress.ts';
import { panelNames } from './panels.ts';

const plain: PageLink = { beginning: { preset: 'rings' }, place: 'playground', hidden: new Set(), embedded: false, autostart: true, theme: 'system', language: null };

describe('the address of a page', () => {
  it('says only what is not as usual', () => {
    expect(pageSearch({ ...plain, beginning: null })).toBe('');
    expect(pageSearch(plain)).toBe('?preset=rings');
    expect(pageSearch({ ...plain, place: 'compare' })).toBe('?preset=rings&place=compare');
    expect(pageSearch({ ...plain, beginning: { lesson: 'guidance' }, theme: 'dark', language: 'de', autostart: false })).toBe('?lesson=guidance&autostart=0&theme=dark&lang=de');
  });
  it('names the fewer panels', () => {
    expect(pageSearch({ ...plain, hidden: new Set(['network', 'data']) })).toBe('?preset=rings&hide=data,network');
    expect(pageSearch({ ...plain, hidden: new Set(panelNames.filter((name) => name !== 'schedule')) })).toBe('?preset=rings&show=schedule');
    expect(pageSearch({ ...plain, embedded: true, hidden: new Set(panelNames) })).toBe('?preset=rings&embed=1');
    expect(pageSearch({ ...plain, embedded: true, hidden: new Set(panelNames.slice(2)) })).toBe('?preset=rings&embed=1&show=data,network');
  });
  it('opens the page that was meant', () => {
    const recipe = { ...preset('tiny'), training: { ...preset('tiny').training, batch: 8 } };
    for (const embedded of [false, true]) {
      for (const hidden of [[], ['data'], panelNames.slice(1), [...panelNames]] as const) {
        const opening = readOpening(pageSearch({ ...plain, beginning: beginningOf(recipe, null), embedded, hidden: new Set(hidden), autostart: false }), false);
        expect(opening).toMatchObject({ recipe, autostart: false, notice: null, panels: { embedded } });
        expect([...opening.panels.hidden].toSorted()).toEqual([...hidden].toSorted());
      }
    }
  });
});

describe('what a page begins with', () => {
  it('is the lesson that is open, the preset while nothing of it was changed, else the whole recipe', () => {
    expect(beginningOf(preset('rings'), 'noise')).toEqual({ lesson: 'noise' });
    expect(beginningOf(preset('rings'), null)).toEqual({ preset: 'rings' });
    expect(Object.keys(beginningOf({ ...preset('rings'), name: 'mine' }, null) ?? {})).toEqual(['recipe']);
  });
});

it('code for another page keeps its quotes and ampersands', () => {
  expect(frameCode('https://x.org/?a=1&b="2"', 'Diffusion Playground')).toContain('src="https://x.org/?a=1&amp;b=&quot;2&quot;" title="Diffusion Playground"');
});

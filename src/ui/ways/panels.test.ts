import { describe, expect, it } from 'vitest';
import { askedPanels, isEmbedded, panelNames } from './panels.ts';

const hidden = (search: string) => [...askedPanels(new URLSearchParams(search)).hidden];

describe('panels that an address leaves away', () => {
  it('are none where nothing is asked for', () => expect(hidden('?preset=rings')).toEqual([]));
  it('are those that it hides', () => {
    expect(hidden('?hide=network,optimizer')).toEqual(['network', 'optimizer']);
    expect(hidden('?hide=Data, gallery&hide=lessons')).toEqual(['data', 'gallery', 'lessons']);
  });
  it('are all but those that it shows', () => {
    expect(hidden('?show=data,schedule')).toEqual(panelNames.filter((name) => name !== 'data' && name !== 'schedule'));
    expect(hidden('?show=')).toEqual([...panelNames]);
    expect(hidden('?show=data,schedule&hide=data')).toEqual(panelNames.filter((name) => name !== 'schedule'));
  });
  it('are all in a page inside another, but those that it shows', () => {
    expect(hidden('?embed=1')).toEqual([...panelNames]);
    expect(hidden('?embed&show=training')).toEqual(panelNames.filter((name) => name !== 'training'));
    expect(hidden('?embed=0')).toEqual([]);
  });
  it('names what is no panel, once', () => {
    expect(askedPanels(new URLSearchParams('?hide=menu,data&show=menu,kitchen')).unknown).toEqual(['menu', 'kitchen']);
  });
  it('knows a page inside another', () => expect(['?embed', '?embed=1', '?embed=0', ''].map((search) => isEmbedded(new URLSearchParams(search)))).toEqual([true, true, false, false]));
});

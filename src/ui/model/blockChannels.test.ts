import { describe, expect, it } from 'vitest';
import { modelSizes } from '../../recipe/modelSizes.ts';
import { channelsText, readChannels, resolutionsOf, withAttention, withChannels } from './blockChannels.ts';

const { model } = modelSizes.tiny;

describe('channels as text', () => {
  it('come back as they were written', () => {
    expect(readChannels(channelsText(model.blockChannels))).toEqual({ channels: [...model.blockChannels] });
    expect(readChannels(' 8;16  32,')).toEqual({ channels: [8, 16, 32] });
  });
  it.each([['32, x', /"x" will not do/], ['31', /"31" will not do/], ['1.5 32', /"1.5"/], ['0', /from 2 to 512/], ['1024', /"1024"/], ['', /there are 0/], ['2 2 2 2 2 2', /1 to 5 numbers/]])('%s is explained', (text, sentence) => {
    const read = readChannels(text);
    expect('problem' in read && read.problem).toMatch(sentence);
  });
});

describe('resolutions', () => {
  it('keep their attention when the channels change', () => {
    expect(withChannels(model, [8, 16]).attention).toEqual([false, false]);
    expect(withChannels(model, [8, 16, 16, 32]).attention).toEqual([false, false, true, true]);
    expect(resolutionsOf(model, 16)).toEqual([16, 8, 4]);
    expect(withAttention(model, 1, true).attention).toEqual([false, true, true]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OpenedImages, Pictures } from '../../../protocol/messages.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { firstPictures, madePictures } from './pictureChoice.ts';
import { createPictureDraft, LOOK_DELAY } from './pictureDraft.ts';

const digits = firstPictures();
const shapes = madePictures('shapes', digits);

function picturesOf(count: number): Pictures {
  const facts = {
    width: 1, height: 1, channels: 1, count, heldOut: 1, allClassNames: [], classNames: [], classCounts: [], mean: [0], deviation: [0], min: [0], max: [0],
    duplicates: 0, scale: 1, offset: 0, description: '',
  } as const;
  return { facts, pixels: new Uint8Array(1), labels: null };
}

/** A question that the test answers. */
function asked<Q, A>() {
  const open: { question: Q; answer(answer: A): Promise<void>; fail(error: Error): Promise<void> }[] = [];
  const flush = async () => { await vi.advanceTimersByTimeAsync(0); };
  const ask = (question: Q) => new Promise<A>((resolve, reject) => open.push({
    question, answer: (answer) => { resolve(answer); return flush(); }, fail: (error) => { reject(error); return flush(); },
  }));
  return { open, ask };
}

function setUp() {
  const looks = asked<ImageDataRecipe, Pictures>();
  const openings = asked<ImageDataRecipe, OpenedImages>();
  const cancelReading = vi.fn(() => Promise.resolve());
  const draft = createPictureDraft({ look: looks.ask, openImages: (_name, _files, data) => openings.ask(data), cancelReading });
  return { draft, state: () => draft.getState(), looks: looks.open, openings: openings.open, cancelReading };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('editing', () => {
  it('looks once the edits rest, at the newest only', async () => {
    const { state, looks } = setUp();
    state().edit(digits);
    await vi.advanceTimersByTimeAsync(LOOK_DELAY - 1);
    state().edit(shapes);
    await vi.advanceTimersByTimeAsync(LOOK_DELAY);
    expect(looks.map(({ question }) => question)).toEqual([shapes]);
    expect(state()).toMatchObject({ data: shapes, looking: true, pictures: null });
    await looks[0]?.answer(picturesOf(3));
    expect(state()).toMatchObject({ looking: false, pictures: picturesOf(3) });
  });
  it('forgets the answer to an older look, good or bad', async () => {
    const { state, looks } = setUp();
    for (const data of [digits, shapes]) {
      state().edit(data);
      await vi.advanceTimersByTimeAsync(LOOK_DELAY);
    }
    await looks[1]?.answer(picturesOf(2));
    await looks[0]?.fail(new Error('superseded'));
    expect(state()).toMatchObject({ data: shapes, pictures: picturesOf(2), problem: null });
  });
  it('does not ask for what cannot be, and says why', async () => {
    const { state, looks } = setUp();
    state().edit({ ...digits, classes: [] });
    await vi.advanceTimersByTimeAsync(LOOK_DELAY);
    expect(looks).toHaveLength(0);
    expect(state().looking).toBe(false);
    expect(state().problem).toMatch(/class/);
  });
  it('shows what the worker says of it', async () => {
    const { state, looks } = setUp();
    state().edit(digits);
    await vi.advanceTimersByTimeAsync(LOOK_DELAY);
    await looks[0]?.fail(new Error('Too many.'));
    expect(state()).toMatchObject({ data: digits, looking: false, problem: 'Too many.' });
  });
  it('can be taken back, also while a look is under way', async () => {
    const { state, looks } = setUp();
    state().edit(digits);
    await vi.advanceTimersByTimeAsync(LOOK_DELAY);
    state().discard();
    await looks[0]?.answer(picturesOf(3));
    expect(state()).toMatchObject({ data: null, pictures: null, looking: false });
  });
});

describe('own files', () => {
  const pets = Promise.resolve({ files: [{ path: 'pets/1.png', file: new File([], '1.png') }, { path: 'pets/2.png', file: new File([], '2.png') }], bad: [{ name: 'x', reason: 'gone' }] });
  const one = Promise.resolve({ files: [{ path: '1.png', file: new File([], '1.png') }], bad: [] });
  const gathered = () => vi.advanceTimersByTimeAsync(0);

  it('become the data, with all their pictures', async () => {
    const { state, openings } = setUp();
    void state().open(pets, digits);
    expect(state().opening).toBe(true);
    await gathered();
    expect(openings[0]?.question).toMatchObject({ kind: 'images', name: 'pets', count: 100_000, size: digits.size });
    await openings[0]?.answer({ source: 'f00', pictures: picturesOf(11), bad: [{ name: 'y', reason: 'broken' }] });
    expect(state()).toMatchObject({ opening: false, opened: { name: 'pets', source: 'f00', count: 12 }, data: { kind: 'images', source: 'f00', name: 'pets', count: 12 } });
    expect(state().bad.map(({ name }) => name)).toEqual(['x', 'y']);
  });
  it('without colour are prepared in grey, those opened next are judged anew', async () => {
    const { state, looks, openings } = setUp();
    const inColour = (pixels: number[]) => ({ ...picturesOf(11), facts: { ...picturesOf(11).facts, channels: 3 as const }, pixels: Uint8Array.from(pixels) });
    void state().open(one, digits);
    await gathered();
    expect(openings[0]?.question.colour).toBe('colour');
    await openings[0]?.answer({ source: 'f00', pictures: inColour([7, 7, 7, 200, 200, 200]), bad: [] });
    expect(state()).toMatchObject({ data: { source: 'f00', colour: 'grey' }, looking: true });
    await vi.advanceTimersByTimeAsync(LOOK_DELAY);
    await looks[0]?.answer(picturesOf(11));
    void state().open(one, state().data ?? digits);
    await gathered();
    expect(openings[1]?.question.colour).toBe('colour');
    await openings[1]?.answer({ source: 'b', pictures: inColour([7, 7, 7, 200, 10, 200]), bad: [] });
    expect(state()).toMatchObject({ data: { source: 'b', colour: 'colour' }, looking: false });
  });
  it('that are cancelled leave what was there', async () => {
    const { state, looks, openings, cancelReading } = setUp();
    state().edit(shapes);
    await vi.advanceTimersByTimeAsync(LOOK_DELAY);
    await looks[0]?.answer(picturesOf(3));
    void state().open(pets, shapes);
    await gathered();
    state().cancel();
    expect(cancelReading).toHaveBeenCalledOnce();
    expect(state()).toMatchObject({ data: shapes, pictures: picturesOf(3), opening: false });
    await openings[0]?.fail(Object.assign(new Error('Cancelled.'), { code: 'superseded' }));
    expect(state()).toMatchObject({ data: shapes, opening: false, problem: null });
  });
  it('cancelled while a folder is walked through are not read', async () => {
    const { state, openings } = setUp();
    void state().open(pets, digits);
    state().cancel();
    await gathered();
    expect(openings).toHaveLength(0);
    expect(state()).toMatchObject({ data: null, opening: false, problem: null });
  });
  it('that cannot be read, or are none, say why', async () => {
    const { state, openings } = setUp();
    void state().open(one, digits);
    await gathered();
    await openings[0]?.fail(new Error('No picture could be read.'));
    expect(state()).toMatchObject({ data: null, opening: false, problem: 'No picture could be read.' });
    void state().open(Promise.resolve({ files: [], bad: [] }), digits);
    await gathered();
    expect(state().problem).toMatch(/no files in it\. Choose/);
  });
  it('wait behind their tile when the person went on with other pictures', async () => {
    const { state, openings } = setUp();
    void state().open(one, digits);
    await gathered();
    state().edit(shapes);
    await openings[0]?.answer({ source: 'f00', pictures: picturesOf(11), bad: [] });
    expect(state()).toMatchObject({ data: shapes, opening: false, opened: { source: 'f00' } });
  });
  it('opened anew take the place of those still being read', async () => {
    const { state, openings } = setUp();
    void state().open(pets, digits);
    await gathered();
    void state().open(one, digits);
    await gathered();
    await openings[0]?.fail(Object.assign(new Error('superseded'), { code: 'superseded' }));
    expect(state().opening).toBe(true);
    await openings[1]?.answer({ source: 'b', pictures: picturesOf(4), bad: [] });
    expect(state()).toMatchObject({ opening: false, data: { name: '1.png', source: 'b' } });
  });
});

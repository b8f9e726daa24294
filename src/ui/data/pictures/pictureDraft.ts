/** Pictures in preparation: what the person tries before it is trained on. The run is not touched. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OpenedFile, OpenedImages, Pictures } from '../../../protocol/messages.ts';
import type { ImageDataRecipe } from '../../../recipe/recipe.ts';
import { nameOfFiles, type BadFile, type Gathered } from './droppedFiles.ts';
import { ownPictures, pictureProblem } from './pictureChoice.ts';

export interface PictureDraft {
  /** What is being prepared; null while there is nothing but what the run learns. */
  data: ImageDataRecipe | null;
  /** What the last look showed, and the data it was of: `data`, or those of a moment before while `looking`. */
  pictures: Pictures | null;
  of: ImageDataRecipe | null;
  looking: boolean;
  /** A sentence on why there are no pictures of `data`. */
  problem: string | null;
  /** The files opened last: what they are called in a recipe and how many pictures they gave. */
  opened: { name: string; source: string; count: number } | null;
  /** Those of them that could not be read. */
  bad: readonly BadFile[];
  /** Files are being read. */
  opening: boolean;

  /** Another preparation: looked at soon; a newer edit takes the place of an older one. */
  edit(data: ImageDataRecipe): void;
  /** Back to what the run learns. */
  discard(): void;
  /** Reads files once they are gathered; `data` says how they are prepared, but for the colour, which is that of the files. */
  open(gathering: Promise<Gathered>, data: ImageDataRecipe): Promise<void>;
  /** Stops gathering and reading; what was there before stays. */
  cancel(): void;
}

export interface DraftParts {
  look(data: ImageDataRecipe): Promise<Pictures>;
  openImages(name: string, files: readonly OpenedFile[], data: ImageDataRecipe): Promise<OpenedImages>;
  cancelReading(): Promise<void>;
}

/** Milliseconds that edits rest before they are looked at. */
export const LOOK_DELAY = 150;
/** Most pictures of one set that a recipe takes. */
const MOST_PICTURES = 100_000;

/** Whether the pictures have three channels and no use for them. */
function lackColour({ facts, pixels }: Pictures): boolean {
  if (facts.channels !== 3) return false;
  return pixels.every((value, index) => index % 3 === 0 || value === pixels[index - 1]);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function createPictureDraft(parts: DraftParts): StoreApi<PictureDraft> {
  return createStore<PictureDraft>()((set, get) => {
    /** Counts wishes: only what was wished last may be shown. */
    let newest = 0;
    let openings = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;

    const look = async (data: ImageDataRecipe, mine: number) => {
      try {
        const pictures = await parts.look(data);
        if (mine === newest) set({ pictures, of: data, looking: false });
      } catch (error) {
        if (mine === newest) set({ looking: false, problem: sentence(error) });
      }
    };
    const nothing = { data: null, pictures: null, of: null, looking: false, problem: null };

    return {
      ...nothing, opened: null, bad: [], opening: false,
      edit(data) {
        clearTimeout(timer);
        const mine = ++newest;
        const problem = pictureProblem(data);
        set({ data, problem, looking: problem === null });
        if (problem === null) timer = setTimeout(() => void look(data, mine), LOOK_DELAY);
      },
      discard() {
        clearTimeout(timer);
        newest += 1;
        set(nothing);
      },
      async open(gathering, data) {
        clearTimeout(timer);
        const mine = ++newest;
        const opening = ++openings;
        set({ opening: true, looking: false, problem: null, bad: [] });
        try {
          const { files, bad: unopened } = await gathering;
          if (opening !== openings) return;
          if (files.length === 0) throw new Error(unopened.length > 0 ? 'There are no files in it that could be opened. Choose pictures, or a folder that holds some.' : 'There are no files in it. Choose pictures, or a folder that holds some.');
          const name = nameOfFiles(files);
          set({ bad: unopened });
          const inColour: ImageDataRecipe = { ...data, colour: 'colour' };
          const { source, pictures, bad } = await parts.openImages(name, files, ownPictures(name, 'none', MOST_PICTURES, inColour));
          if (opening !== openings) return;
          const count = pictures.facts.count + pictures.facts.heldOut;
          set({ opened: { name, source, count }, bad: [...unopened, ...bad], opening: false });
          const own = ownPictures(name, source, count, inColour);
          if (mine !== newest) return;
          set({ data: own, pictures, of: own });
          if (lackColour(pictures)) get().edit({ ...own, colour: 'grey' });
        } catch (error) {
          if (opening !== openings) return;
          set({ opening: false, ...(mine === newest ? { problem: sentence(error) } : {}) });
        }
      },
      cancel() {
        openings += 1;
        set({ opening: false });
        parts.cancelReading().catch((error: unknown) => set({ problem: sentence(error) }));
      },
    };
  });
}

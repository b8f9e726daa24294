/** The desk on which films lie beside each other: which columns there are, their films, and what is being drawn. Kept while the page is open. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Distance, PictureFacts, SampleRequest, Trajectory } from '../../protocol/messages.ts';
import type { Recipe } from '../../recipe/recipe.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { failureText } from '../../store/failureText.ts';
import type { PlaygroundState } from '../../store/state.ts';
import { columnProblems, firstColumns, isKept, MOST_COLUMNS, requestOf, type Column, type DrawnColumn } from './columns.ts';
import type { Pace } from './lockstep.ts';

export interface ComparedFilm {
  readonly film: Trajectory;
  readonly request: SampleRequest;
  /** null where the samples cannot be measured. */
  readonly distance: Distance | null;
  /** What the model learns: the points, or what is known of the pictures. */
  readonly points: Float32Array | null;
  readonly pictures: PictureFacts | null;
}

/** A film with what it was made of, for comparisons with later runs. */
export interface KeptFilm extends ComparedFilm {
  readonly id: number;
  /** What the person calls it; null until it has a name of its own. */
  readonly name: string | null;
  readonly column: DrawnColumn;
  readonly recipe: Recipe;
}

export interface DeskState {
  readonly open: boolean;
  readonly columns: readonly Column[];
  /** By `keyOf`. */
  readonly films: ReadonlyMap<string, ComparedFilm>;
  /** Why a film could not be drawn, by `keyOf`. */
  readonly failures: ReadonlyMap<string, string>;
  readonly kept: readonly KeptFilm[];
  /** Key of the film under way. */
  readonly drawing: string | null;
  /** Counts the runs, and the wishes to compare the weights of now. */
  readonly run: number;
  readonly moment: number;
  readonly pace: Pace;
  readonly view: 'noisy' | 'predicted';
  readonly trails: boolean;
  /** The sample that is marked in all columns. */
  readonly picked: number | null;
}

export interface Desk extends StoreApi<DeskState> {
  /** The films of the columns are drawn while it is open. */
  setOpen(open: boolean): void;
  change(id: number, part: Partial<Omit<DrawnColumn, 'id'>>): void;
  showKept(id: number, kept: number): void;
  add(): void;
  remove(id: number): void;
  /** Keeps the film of a column. @returns it, or null where there is none or no room */
  keep(id: number): KeptFilm | null;
  forget(kept: number): void;
  /** Gives a kept film a name; an empty one takes it away again. */
  rename(kept: number, name: string): void;
  /** Draws the films of the model anew, with the weights of now. */
  refresh(): void;
  /** Draws what could not be drawn. */
  retry(): void;
  /** What a column asks for now; null where nothing runs or it shows a kept film. */
  wanted(column: Column): { key: string; request: SampleRequest } | null;
  filmOf(column: Column): ComparedFilm | null;
}

/** Films that are kept for later runs, and films in all that a page can be expected to hold. */
export const MOST_KEPT = 6;
const MOST_FILMS = 12;
const MOST_BYTES = 2 ** 28;

/** What a film depends on; the perfect model does not learn. */
function keyOf({ of }: DrawnColumn, request: SampleRequest, { schedule, objective }: Recipe, { run, moment }: Pick<DeskState, 'run' | 'moment'>): string {
  return JSON.stringify([of, run, of === 'ideal' ? null : [moment, objective.prediction], schedule, request]);
}

function bytesOf({ film: { states, predictions } }: ComparedFilm): number {
  return [...states, ...predictions].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

export function makeDesk(playground: StoreApi<PlaygroundState>): Desk {
  let ids = 0;
  let working = false;
  const nextId = (): number => (ids += 1);
  const begin = (): DrawnColumn[] => firstColumns(playground.getState().recipe).map((column) => ({ ...column, id: nextId() }));
  const store = createStore<DeskState>()(() => ({
    open: false, columns: begin(), films: new Map(), failures: new Map(), kept: [],
    drawing: null, run: 0, moment: 0, pace: 'level', view: 'noisy', trails: false, picked: null,
  }));
  const { getState: get, setState: set } = store;

  const isReady = (): boolean => {
    const { runningRecipe, status } = playground.getState();
    return runningRecipe !== null && status !== 'compiling' && status !== 'error';
  };
  const wanted = (column: Column): { key: string; request: SampleRequest } | null => {
    const { runningRecipe, recipe } = playground.getState();
    if (isKept(column) || !runningRecipe) return null;
    const request = requestOf(column, runningRecipe, recipe.sampling);
    return { key: keyOf(column, request, runningRecipe, get()), request };
  };
  const isSound = (column: DrawnColumn): boolean => {
    const { runningRecipe, recipe } = playground.getState();
    return runningRecipe !== null && columnProblems(column, runningRecipe, recipe.sampling).length === 0;
  };
  /** The first column whose film is missing. */
  const missing = (): { column: DrawnColumn; key: string; request: SampleRequest } | null => {
    const { open, columns, films, failures } = get();
    if (!open || !isReady()) return null;
    for (const column of columns) {
      if (isKept(column) || !isSound(column)) continue;
      const asked = wanted(column);
      if (asked && !films.has(asked.key) && !failures.has(asked.key)) return { column, ...asked };
    }
    return null;
  };
  const lay = (key: string, film: ComparedFilm): void => {
    const films = new Map(get().films).set(key, film);
    const needed = new Set(get().columns.map((column) => wanted(column)?.key));
    const isMuch = (): boolean => films.size > MOST_FILMS || [...films.values()].reduce((sum, one) => sum + bytesOf(one), 0) > MOST_BYTES;
    for (const old of films.keys()) if (!needed.has(old) && isMuch()) films.delete(old);
    set({ films });
  };
  const draw = async (column: DrawnColumn, key: string, request: SampleRequest): Promise<void> => {
    set({ drawing: key });
    try {
      const { carry, measureDistance } = playground.getState();
      const film = await carry('compare', column.of, request);
      const distance = await measureDistance(film.states.at(-1) ?? new Float32Array(0)).catch(() => null);
      const { data, pictures } = playground.getState();
      lay(key, { film, request, distance, points: data, pictures: pictures?.facts ?? null });
    } catch (error) {
      // What was superseded is drawn again if it is still wanted.
      const told = failureText(error);
      if (told !== null) set({ failures: new Map(get().failures).set(key, told) });
    } finally {
      set({ drawing: null });
    }
  };
  const work = async (): Promise<void> => {
    if (working) return;
    working = true;
    try {
      for (let next = missing(); next; next = missing()) await draw(next.column, next.key, next.request);
    } finally {
      working = false;
    }
  };
  /** After any change: what is under way and no longer wanted ends, what is missing is drawn. */
  const settle = (): void => {
    const { open, columns, drawing } = get();
    if (drawing !== null && !(open && columns.some((column) => wanted(column)?.key === drawing))) void playground.getState().cancelQuestion('compare').catch(() => undefined);
    void work();
  };
  const setColumns = (columns: readonly Column[]): void => {
    set({ columns });
    settle();
  };
  const anew = (change: Partial<DeskState>): void => {
    set({ ...change, failures: new Map() });
    settle();
  };

  playground.subscribe((now, before) => {
    // Points and pictures are sampled with other numbers of steps and other guidance.
    if (isImageData(now.recipe.data) !== isImageData(before.recipe.data)) set({ columns: begin(), picked: null });
    const begun = now.step < before.step || (now.status === 'compiling' && before.status !== 'compiling');
    if (begun) anew({ run: get().run + 1 });
    else if (now.runningRecipe !== before.runningRecipe || now.recipe.sampling !== before.recipe.sampling || now.status !== before.status) settle();
  });

  const filmOf = (column: Column): ComparedFilm | null => {
    if (isKept(column)) return get().kept.find(({ id }) => id === column.kept) ?? null;
    return get().films.get(wanted(column)?.key ?? '') ?? null;
  };
  return {
    ...store, wanted, filmOf,
    setOpen(open) {
      set({ open });
      settle();
    },
    change(id, part) {
      setColumns(get().columns.map((column) => {
        if (column.id !== id) return column;
        const before = isKept(column) ? get().kept.find((one) => one.id === column.kept)?.column : column;
        return before ? { ...before, ...part, id } : column;
      }));
    },
    showKept(id, kept) {
      setColumns(get().columns.map((column) => (column.id === id ? { id, kept } : column)));
    },
    add() {
      const { columns } = get();
      const last = columns.at(-1);
      if (last && columns.length < MOST_COLUMNS) setColumns([...columns, { ...last, id: nextId() }]);
    },
    remove(id) {
      if (get().columns.length > 1) setColumns(get().columns.filter((column) => column.id !== id));
    },
    keep(id) {
      const column = get().columns.find((one) => one.id === id);
      const { runningRecipe } = playground.getState();
      const film = column && filmOf(column);
      if (!column || isKept(column) || !film || !runningRecipe || get().kept.length >= MOST_KEPT) return null;
      const kept: KeptFilm = { ...film, id: nextId(), name: null, column, recipe: runningRecipe };
      set({ kept: [...get().kept, kept] });
      return kept;
    },
    forget(kept) {
      const entry = get().kept.find(({ id }) => id === kept);
      set({ kept: get().kept.filter(({ id }) => id !== kept) });
      setColumns(get().columns.map((column) => (isKept(column) && column.kept === kept && entry ? { ...entry.column, id: column.id } : column)));
    },
    rename(kept, name) {
      const own = name.trim();
      set({ kept: get().kept.map((one) => (one.id === kept ? { ...one, name: own === '' ? null : own } : one)) });
    },
    refresh: () => anew({ moment: get().moment + 1 }),
    retry: () => anew({}),
  };
}

const desks = new WeakMap<StoreApi<PlaygroundState>, Desk>();

/** The desk of a page: the same one whenever it is looked at again. */
export function deskOf(playground: StoreApi<PlaygroundState>): Desk {
  const desk = desks.get(playground) ?? makeDesk(playground);
  desks.set(playground, desk);
  return desk;
}

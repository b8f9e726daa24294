/** What a lesson is: data that one player shows and one interpreter carries out. */
import type { PointView } from '../../plot/filmPoints.ts';
import type { Asked } from '../../protocol/messages.ts';
import type { OptionValue } from '../../recipe/optionValues.ts';
import type { PresetName } from '../../recipe/presets.ts';
import type { ControlPoint } from '../../recipe/recipe.ts';
import type { TheatreMode } from '../theatre/trajectoryFrames.ts';
import type { BenchTab } from '../view.ts';
import type { LessonName } from './names.ts';

/** A preset, and by the paths of their options what is different. */
export interface Beginning { preset: PresetName; changes: Readonly<Record<string, OptionValue>> }

/** One thing that a person could do with the page's controls. */
export type Action =
  /** An option of the recipe, by its path. */
  | { do: 'set'; path: string; value: OptionValue }
  /** A hand-drawn schedule through points (place u from 0 to 1, log-SNR), or through the present curve. */
  | { do: 'draw'; points?: readonly ControlPoint[] }
  /** The class that is asked for, by its number. */
  | { do: 'class'; label: 'each' | number }
  /** Trains until the run has this many steps in all; does nothing when it has. */
  | { do: 'train'; to: number }
  /** From step 0 again, with all changes. */
  | { do: 'restart' }
  | { do: 'tab'; tab: BenchTab }
  | { do: 'picture'; mode: TheatreMode; of?: Asked; points?: PointView }
  /** Goes to a place of the film, 0 (noise) to 1 (samples), and rests there. */
  | { do: 'seek'; to: number }
  /** Draws samples and takes the lesson's measure of them: of a run from step 0 that is trained anew for `train` steps, of the model as it is, or of the perfect model. */
  | { do: 'measure'; of?: Asked; train?: number };

/** When a step is done. */
export type Condition =
  | { is: 'trained'; steps: number }
  | { is: 'option'; path: string; equals: OptionValue }
  | { is: 'class'; label: 'each' | number }
  | { is: 'tab'; tab: BenchTab }
  /** The film is there and shown. */
  | { is: 'film'; of?: Asked; points?: PointView }
  /** The film rests within a twentieth of this place. */
  | { is: 'at'; place: number }
  /** So many measures were taken, and one of them is at least `best`. */
  | { is: 'measured'; times: number; best?: number }
  | { is: 'all'; of: readonly Condition[] };

export interface Question {
  ask: string;
  /** Exactly one is right. */
  choices: readonly { text: string; right?: true }[];
  /** What is so and why, shown after the prediction. */
  answer: string;
}

/** Parts of the page, by the ids of their elements. */
export type Place = 'samples' | 'time' | 'bench';

export interface LessonStep {
  title: string;
  /** What the step is about: it is brought into sight. */
  at?: Place;
  /** Short paragraphs; [[term]] or [[term|as it is written here]] leads to the glossary. */
  text: readonly string[];
  question?: Question;
  action?: { label: string; does: readonly Action[] };
  done?: Condition;
  /** What there is to see once it is done. */
  after?: string;
}

/** How samples are measured, see measures.ts. */
export type MeasureName = 'clusters' | 'copies';

export interface Lesson {
  name: LessonName;
  title: string;
  /** What it is about, in a line. */
  line: string;
  minutes: number;
  /** What one can say afterwards, going on from “Afterwards”. */
  goal: string;
  begins: Beginning;
  measure?: MeasureName;
  steps: readonly LessonStep[];
}

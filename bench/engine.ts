/** What a workload needs of an engine, ours or a peer's. */
import type { Program, ProgramFacts } from '../src/engine/program.ts';
import type { Gpu } from '../src/gpu/device.ts';
import type { Problem } from './problems/problem.ts';

export interface Engine {
  readonly name: string;
  /** Starts one step; does not wait for the GPU. */
  step(): void;
  /** Starts several, where an engine can do that better than one by one. */
  steps?(count: number): void | Promise<void>;
  /** Milliseconds of CPU time that starting steps took so far, where `steps` also waits. */
  recordingMs?(): number;
  /** What the last step computed, to be compared: the loss, or all output arrays one after the other. */
  result(): Promise<ArrayLike<number>>;
  /** Waits until everything started is done. */
  settle(): Promise<void>;
  /** Ours only. */
  readonly compiled?: { readonly gpu: Gpu; readonly program: Program; readonly facts: ProgramFacts };
}

/** A module of peers/: plain JavaScript against a package of bench/package.json. */
export interface Peer {
  open(gpu: GPU, problem: Problem): Promise<Engine>;
}

export type Scale = 'small' | 'full';

export interface Case {
  readonly problem: Problem;
  ours(gpu: GPU): Promise<Engine>;
  /** Does more than the peers, so it is measured but not compared. */
  ourMore?(gpu: GPU): Promise<Engine>;
  /** Steps whose results are compared before any time counts. */
  readonly checkedSteps: number;
  /** Largest difference of a result from ours, relative to the root mean square of ours in that step. */
  readonly tolerance: number;
  /** Multiplications and additions of one step, where that is a sensible measure. */
  readonly operations?: number;
}

/** Cases are made one at a time, each in a process of its own, for they hold many numbers. */
export interface CasePlan {
  readonly name: string;
  make(gpu: GPU): Case | Promise<Case>;
}

export interface Workload {
  readonly plans: (scale: Scale) => readonly CasePlan[];
  /** What the reader of the numbers must know. */
  readonly note?: string;
}

/** What a workload needs of an engine, ours or a peer's. */
import type { MlpProblem } from './problem.ts';

export interface Engine {
  readonly name: string;
  /** Starts one training step; does not wait for the GPU. */
  step(): void;
  /** Starts several, where an engine can do that better than one by one. */
  steps?(count: number): void | Promise<void>;
  /** Loss of the last step. */
  lossNow(): Promise<number>;
  /** Waits until everything started is done. */
  settle(): Promise<void>;
}

/** A module of peers/: plain JavaScript against a package of bench/package.json. */
export interface Peer {
  open(gpu: GPU, problem: MlpProblem): Promise<Engine>;
}

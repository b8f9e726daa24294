import { useState } from 'react';
import { usePlaygroundStore } from '../playground.ts';

export interface PointsFileState {
  /** What is being read, or was read last; null before any file. */
  name: string | null;
  reading: boolean;
  /** What the reader found. */
  description: string | null;
  problem: string | null;
}

const NO_FILE: PointsFileState = { name: null, reading: false, description: null, problem: null };

export interface PointsFileReader {
  file: PointsFileState;
  /** Reads a table of points; null when it could not be, which `file.problem` explains. */
  read(file: File): Promise<[number, number][] | null>;
}

/** Reads files of points in the worker and keeps what came of the last one. */
export function usePointsFile(): PointsFileReader {
  const store = usePlaygroundStore();
  const [file, setFile] = useState(NO_FILE);
  return {
    file,
    async read(chosen) {
      setFile({ ...NO_FILE, name: chosen.name, reading: true });
      try {
        const { points, description } = await store.getState().readPoints(chosen);
        setFile({ name: chosen.name, reading: false, description, problem: null });
        return points;
      } catch (error) {
        setFile({ ...NO_FILE, name: chosen.name, problem: error instanceof Error ? error.message : String(error) });
        return null;
      }
    },
  };
}

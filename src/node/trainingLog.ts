/** How a checkpoint came about, beside it: one entry for each time that training went on. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

export const LOG_FILE = 'training_log.json';

const stretch = v.object({
  /** As it was typed. */
  command: v.string(),
  fromStep: v.number(),
  toStep: v.number(),
  seconds: v.number(),
  device: v.string(),
});
const schema = v.array(stretch);

export type TrainingLog = v.InferOutput<typeof schema>;

/** The log of a checkpoint; empty where there is none that can be read, which harms nothing. */
export async function readTrainingLog(folder: string): Promise<TrainingLog> {
  try {
    const read = v.safeParse(schema, JSON.parse(await readFile(join(folder, LOG_FILE), 'utf8')));
    return read.success ? read.output : [];
  } catch {
    return [];
  }
}

export function trainingLogText(log: TrainingLog): string {
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** A command line as one would type it; words with blanks or signs in them are quoted. */
export function typed(command: string, words: readonly string[]): string {
  return ['npm run -s cli --', command, ...words.map((word) => (/^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll('\'', '\'\\\'\'')}'`))].join(' ');
}

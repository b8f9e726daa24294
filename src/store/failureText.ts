import { CommandFailed } from '../client/client.ts';

/** Why something failed, in a sentence for people; null where only something newer took its place, or it was given up. */
export function failureText(error: unknown): string | null {
  if (error instanceof CommandFailed && error.code === 'superseded') return null;
  return error instanceof Error ? error.message : String(error);
}

/** What was asked for is not wanted any more: something newer was, or it was cancelled. */
export class Withdrawn extends Error {
  override readonly name = 'Withdrawn';
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

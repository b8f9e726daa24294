/** The rules of accessibility that a machine can check, by axe. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright/test';
import { expect } from './fixtures.ts';

interface Checked {
  /** Said when something is found. */
  readonly where?: string;
  /** Only these rules; all of them where it is left out. */
  readonly rules?: readonly string[];
  /** Only what is inside this selector. */
  readonly within?: string;
}

/**
 * Fails with the rule, the element and what axe says of it.
 * What passed is not described, and the result is made in the page itself and not in another one opened for it (the mode
 * is called legacy because it leaves out frames of other origins, of which the page has none): that halves the time.
 */
export async function expectNoViolation(page: Page, { where = 'the page', rules, within }: Checked = {}): Promise<void> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  if (rules) axe.withRules([...rules]);
  if (within !== undefined) axe.include(within);
  const { violations } = await axe.analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`)), where).toEqual([]);
}

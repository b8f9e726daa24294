/** The workbench beside the picture: one tab for each part of a run. */
import type { Page } from 'playwright/test';

export type BenchTab = 'Data' | 'Network' | 'Objective' | 'Optimizer' | 'Sampling' | 'Insight';

/** Chooses a tab and waits for its panel, which comes after the page stands. */
export async function openTab(page: Page, name: BenchTab): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
  await page.getByRole('tabpanel', { name, exact: true }).locator('> *').first().waitFor();
}

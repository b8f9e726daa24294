/** The workbench beside the picture: one tab for each part of a run. */
import type { Page } from 'playwright/test';

export type BenchTab = 'Data' | 'Network' | 'Objective' | 'Optimizer' | 'Sampling' | 'Insight';

export async function openTab(page: Page, name: BenchTab): Promise<void> {
  await page.getByRole('tab', { name, exact: true }).click();
}

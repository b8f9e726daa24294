/** The panels of the workbench but the first: they come after the page stands, so that it stands soon. */
import { lazyPart } from '../primitives/lazyPart.ts';

const loads = {
  network: async () => (await import('../model/ModelPanel.tsx')).ModelPanel,
  objective: async () => (await import('../objective/ObjectivePanel.tsx')).ObjectivePanel,
  optimizer: async () => (await import('../optimizer/OptimizerPanel.tsx')).OptimizerPanel,
  sampling: async () => (await import('../sampling/SamplingControls.tsx')).SamplingControls,
  insight: async () => (await import('./InsightTab.tsx')).InsightTab,
};

export const NetworkPart = lazyPart(loads.network);
export const ObjectivePart = lazyPart(loads.objective);
export const OptimizerPart = lazyPart(loads.optimizer);
export const SamplingPart = lazyPart(loads.sampling);
export const InsightPart = lazyPart(loads.insight);

/** Fetches them all, so that nobody waits for a tab. What does not come now is asked for again when its tab is opened. */
export function preloadBench(): void {
  for (const load of Object.values(loads)) void load().catch(() => undefined);
}

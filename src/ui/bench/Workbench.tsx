import { Suspense, useContext, useEffect, type ReactNode } from 'react';
import { say } from '../../words/say.ts';
import { DataPanel } from '../data/DataPanel.tsx';
import { usePlayground } from '../playground.ts';
import { Tabs, type Tab } from '../primitives/Tabs.tsx';
import { isOfPart } from '../controls/parts.ts';
import { useView, useViewState, type BenchTab } from '../view.ts';
import { PanelsContext } from '../ways/usePanels.ts';
import { InsightPart, NetworkPart, ObjectivePart, OptimizerPart, preloadBench, SamplingPart } from './benchParts.ts';

const awaited = (part: ReactNode) => <Suspense fallback={null}>{part}</Suspense>;

/** Everything that a run is made of, in the order of the craft; the schedule has its own place. */
export function Workbench({ onPerfectFilm }: { onPerfectFilm(): void }) {
  const view = useView();
  const tab = useViewState((state) => state.tab);
  const problems = usePlayground((state) => state.problems);
  const flagged = (...parts: string[]) => problems.some(isOfPart(parts));
  const { hidden } = useContext(PanelsContext);
  useEffect(preloadBench, []);
  const tabs: readonly Tab<BenchTab>[] = [
    { name: 'data', label: 'Data', title: 'What is to be learnt', children: <DataPanel /> },
    { name: 'network', label: 'Network', title: 'What learns it', children: awaited(<NetworkPart />) },
    { name: 'objective', label: 'Objective', title: 'What it is asked for, and how wrong answers count', flagged: flagged('objective'), children: awaited(<ObjectivePart />) },
    { name: 'optimizer', label: 'Optimizer', title: 'How it gets better', flagged: flagged('optimizer', 'training'), children: awaited(<OptimizerPart />) },
    { name: 'sampling', label: 'Sampling', title: 'How samples are drawn', flagged: flagged('sampling'), children: awaited(<SamplingPart />) },
    { name: 'insight', label: 'Insight', title: 'What it has learnt', children: awaited(<InsightPart onFilm={onPerfectFilm} />) },
  ];
  const shown = tabs.filter(({ name }) => !hidden.has(name));
  const [first] = shown;
  if (!first) return null;
  return (
    <Tabs<BenchTab>
      label={say`What the run is made of`}
      value={hidden.has(tab) ? first.name : tab}
      onChange={(name) => view.setState({ tab: name })}
      tabs={shown}
    />
  );
}

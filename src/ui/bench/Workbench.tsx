import { useContext } from 'react';
import { say } from '../../words/say.ts';
import { DataPanel } from '../data/DataPanel.tsx';
import { InsightSection } from '../insight/InsightSection.tsx';
import { ModelPanel } from '../model/ModelPanel.tsx';
import { ObjectivePanel } from '../objective/ObjectivePanel.tsx';
import { OptimizerPanel } from '../optimizer/OptimizerPanel.tsx';
import { usePlayground } from '../playground.ts';
import { Tabs, type Tab } from '../primitives/Tabs.tsx';
import { SamplingControls } from '../sampling/SamplingControls.tsx';
import { NoiseLevelLoss } from '../training/NoiseLevelLoss.tsx';
import { RunDetails } from '../training/RunDetails.tsx';
import { isOfPart } from '../controls/parts.ts';
import { useView, useViewState, type BenchTab } from '../view.ts';
import { PanelsContext } from '../ways/usePanels.ts';
import styles from './Workbench.module.css';

/** Everything that a run is made of, in the order of the craft; the schedule has its own place. */
export function Workbench({ onPerfectFilm }: { onPerfectFilm(): void }) {
  const view = useView();
  const tab = useViewState((state) => state.tab);
  const problems = usePlayground((state) => state.problems);
  const flagged = (...parts: string[]) => problems.some(isOfPart(parts));
  const { hidden } = useContext(PanelsContext);
  const tabs: readonly Tab<BenchTab>[] = [
    { name: 'data', label: 'Data', title: 'What is to be learnt', children: <DataPanel /> },
    { name: 'network', label: 'Network', title: 'What learns it', children: <ModelPanel /> },
    { name: 'objective', label: 'Objective', title: 'What it is asked for, and how wrong answers count', flagged: flagged('objective'), children: <ObjectivePanel /> },
    { name: 'optimizer', label: 'Optimizer', title: 'How it gets better', flagged: flagged('optimizer', 'training'), children: <OptimizerPanel /> },
    { name: 'sampling', label: 'Sampling', title: 'How samples are drawn', flagged: flagged('sampling'), children: <SamplingControls /> },
    { name: 'insight', label: 'Insight', title: 'What it has learnt', children: <div className={styles.insight}><NoiseLevelLoss /><InsightSection onFilm={onPerfectFilm} /><RunDetails /></div> },
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

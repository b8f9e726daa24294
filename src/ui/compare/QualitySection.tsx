import { useStore } from 'zustand';
import { samplerEntry, samplerNames } from '../../diffusion/samplerTable.ts';
import { groupedNumber, say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { ProgressBar } from '../primitives/ProgressBar.tsx';
import { saveFile } from '../primitives/saveFile.ts';
import { Section } from '../primitives/Section.tsx';
import { Status } from '../primitives/Status.tsx';
import { ToggleChip } from '../primitives/ToggleChip.tsx';
import { QualityChart } from './QualityChart.tsx';
import { QualityTable } from './QualityTable.tsx';
import { countsOffered, MOST_SAMPLERS, sweepCsv, sweepOf } from './sweep.ts';
import styles from './Compare.module.css';

/** How good samples are with more or fewer steps, measured in the page. */
export function QualitySection() {
  const sweep = sweepOf(usePlaygroundStore());
  const { samplers, counts, points, missed, floor, under, problem } = useStore(sweep);
  const ready = usePlayground((state) => state.runningRecipe !== null && state.status !== 'compiling');
  const share = usePlayground((state) => state.insights.quality ?? 0);
  const toggled = <T,>(list: readonly T[], one: T): T[] => (list.includes(one) ? list.filter((other) => other !== one) : [...list, one]);
  const steps = points.map(({ trainedSteps }) => trainedSteps);
  const [from, to] = [Math.min(...steps), Math.max(...steps)];
  return (
    <Section
      title={say`Quality against number of steps`}
      hint={say`Samples of three seeds for each sampler and each number of steps, and how far they lie from the data. Good samplers come near the data with few calls of the model; below the dashed line nothing can be told from data.`}
      actions={points.length > 0 ? <Button variant="quiet" icon="copy" flush="end" onClick={() => saveFile('quality-against-steps.csv', 'text/csv', sweepCsv(sweep.getState()))}>{say`Save as CSV`}</Button> : null}
      className={styles.quality}
    >
      <fieldset className={styles.chips}>
        <legend className={styles.legend}>{say`Numbers of steps`}</legend>
        {countsOffered.map((count) => <ToggleChip key={count} label={String(count)} checked={counts.includes(count)} disabled={under !== null} onChange={() => sweep.chooseCounts(toggled(counts, count))} />)}
      </fieldset>
      <Disclosure summary={say`Samplers: ${samplers.map((name) => sayText(samplerEntry(name).label)).join(', ')}`}>
        <fieldset className={styles.chips}>
          <legend className={styles.legend}>{say`At most ${MOST_SAMPLERS} samplers`}</legend>
          {samplerNames.map((name) => (
            <ToggleChip key={name} label={sayText(samplerEntry(name).label)} checked={samplers.includes(name)} disabled={under !== null || (!samplers.includes(name) && samplers.length >= MOST_SAMPLERS)} onChange={() => sweep.choose(toggled(samplers, name))} />
          ))}
        </fieldset>
      </Disclosure>
      <div className={styles.row}>
        {under === null
          ? <Button variant="plain" icon="play" disabled={!ready || samplers.length === 0 || counts.length === 0} onClick={() => void sweep.start()}>{points.length > 0 ? say`Measure again` : say`Measure`}</Button>
          : <Button variant="plain" icon="close" onClick={() => sweep.stop()}>{say`Cancel`}</Button>}
        {under ? <span className={styles.note}>{say`${sayText(samplerEntry(under.sampler).label)} with ${under.steps} steps: ${under.done + 1} of ${under.of}`}</span> : null}
        {points.length > 0 ? <span className={styles.note}>{from === to ? say`Model after ${groupedNumber(to)} steps` : say`Model after ${groupedNumber(from)} to ${groupedNumber(to)} steps: it learnt while it was measured`}</span> : null}
      </div>
      {under ? <ProgressBar label={say`Measuring`} share={(under.done + share) / under.of} /> : null}
      {problem ? <Status tone="bad">{sayText(problem)}</Status> : null}
      <QualityChart samplers={samplers} points={points} floor={floor} />
      {points.length + missed.length > 0 ? <QualityTable samplers={samplers} counts={counts} points={points} missed={missed} /> : null}
    </Section>
  );
}

import { samplerEntry } from '../../diffusion/samplerTable.ts';
import { numberOption } from '../../recipe/options.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { NumberField } from '../primitives/NumberField.tsx';
import { Select } from '../primitives/Select.tsx';
import { useSavedSchedules } from '../schedule/useSavedSchedules.ts';
import { samplerOptions } from '../sampling/samplerWords.ts';
import type { DrawnColumn } from './columns.ts';
import { chosenOf, scheduleChoices } from './scheduleChoices.ts';
import { useCompareDesk } from './useCompareDesk.ts';
import styles from './Compare.module.css';

/** What a column has of its own. */
export function ColumnControls({ column }: { column: DrawnColumn }) {
  const desk = useCompareDesk();
  const running = usePlayground((state) => state.runningRecipe ?? state.recipe);
  const { saved } = useSavedSchedules();
  const change = (part: Partial<Omit<DrawnColumn, 'id'>>) => desk.change(column.id, part);
  const schedules = scheduleChoices(running.schedule, saved, column.schedule);
  const [steps, eta, guidance, seed] = [numberOption('sampling.steps'), numberOption('sampling.eta'), numberOption('sampling.guidance'), numberOption('sampling.seed')];
  const conditional = isImageData(running.data) && running.data.conditional;
  return (
    <div className={styles.controls}>
      <div className={styles.sampler}>
        <Select label={say`Sampler`} hideLabel value={column.sampler} options={samplerOptions()} onChange={(sampler) => change({ sampler, eta: null })} />
        <NumberField label={say`Steps`} value={column.steps} min={steps.min} max={steps.max} integer onChange={(value) => change({ steps: value })} />
      </div>
      <Disclosure summary={say`Schedule, noise and more`} className={styles.more}>
        <div className={styles.controls}>
          <Select
            label={say`Schedule`}
            hint={say`Whose noise levels the steps visit; the model is asked as it was trained.`}
            value={chosenOf(schedules, column.schedule)}
            options={schedules}
            onChange={(value) => change({ schedule: schedules.find((one) => one.value === value)?.schedule ?? null })}
          />
          <NumberField label={say`Starting noise`} hint={say`The same number gives all columns the same noise to start from.`} value={column.seed} min={seed.min} max={seed.max} integer onChange={(value) => change({ seed: value })} />
          {samplerEntry(column.sampler).settings.includes('eta') ? (
            <NumberField label={sayText(eta.label)} hint={sayText(eta.help)} value={column.eta ?? Number(samplerEntry(column.sampler).defaults.eta ?? eta.default)} min={eta.min} max={eta.max} onChange={(value) => change({ eta: value })} />
          ) : null}
          {conditional ? <NumberField label={sayText(guidance.label)} hint={sayText(guidance.help)} value={column.guidance} min={guidance.min} max={guidance.max} onChange={(value) => change({ guidance: value })} /> : null}
        </div>
      </Disclosure>
    </div>
  );
}

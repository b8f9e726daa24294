import { useId, useMemo } from 'react';
import { modelSizeNames, modelSizeOf, modelSizes } from '../../recipe/modelSizes.ts';
import type { UNetRecipe } from '../../recipe/recipe.ts';
import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Hint } from '../primitives/Hint.tsx';
import { estimateText, recommended, shapeProblem } from './estimateText.ts';
import { useEstimates } from './useEstimates.ts';
import styles from './SizeList.module.css';

export interface SizeListProps {
  model: UNetRecipe;
  /** Pixels on each side of the pictures. */
  size: number;
  onChange(model: UNetRecipe): void;
}

const hint = 'How large the network is: more parameters paint finer pictures and take longer. Memory and time are estimated for this device, from a short measurement, with the present pictures and batch size.';

/** Networks of four sizes, and one's own, with what each would take here. */
export function SizeList({ model, size, onChange }: SizeListProps) {
  const name = useId();
  const present = modelSizeOf(model);
  const { storage, dropout } = model;
  const models = useMemo(() => modelSizeNames.map((one) => ({ ...modelSizes[one].model, storage, dropout })), [storage, dropout]);
  const problems = models.map((one) => shapeProblem(one, size));
  const asked = useMemo(() => [...models.filter((one) => shapeProblem(one, size) === null), ...(present === null ? [model] : [])], [models, size, present, model]);
  const { estimates, problem } = useEstimates(asked);
  const suiting = models.filter((_, i) => problems[i] === null);
  const ofSizes = models.map((one) => estimates?.[suiting.indexOf(one)] ?? null);
  const best = recommended(ofSizes);
  const rows = [
    ...modelSizeNames.map((one, i) => ({ key: one, label: one, help: modelSizes[one].help, to: models[i], estimate: ofSizes[i] ?? null, wrong: problems[i] ?? ofSizes[i]?.tooBig ?? null, best: best === i })),
    ...(present === null ? [{ key: 'own', label: 'your own', help: 'As set under More settings.', to: model, estimate: estimates?.at(-1) ?? null, wrong: null, best: false }] : []),
  ];
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{say`Size of the network`} <Hint label={say`Size of the network`} text={sayText(hint)} /></legend>
      {rows.map(({ key, label, help, to, estimate, wrong, best: isBest }) => {
        const checked = key === (present ?? 'own');
        const reason = wrong ?? (checked ? estimate?.tooBig ?? null : null);
        return (
          <div key={key} className={styles.row}>
            <label className={styles.item} title={sayText(help)}>
              <input className={styles.input} type="radio" name={name} checked={checked} disabled={wrong !== null && !checked} onChange={() => to && onChange(to)} />
              <span className={styles.face}>
                <span className={styles.name}>{sayText(label)}</span>
                {isBest ? <span className={styles.best}>{say`recommended`}</span> : null}
                <span className={styles.costs}>{estimate ? estimateText(estimate) : wrong ? say`does not suit these pictures` : problem ? say`not measured` : say`measuring…`}</span>
                {checked ? <span className={styles.help}>{sayText(help)}</span> : null}
              </span>
            </label>
            {reason ? <span className={styles.reason}><Hint label={say`why not ${sayText(label)}`} text={sayText(reason)} /></span> : null}
          </div>
        );
      })}
      {problem ? <p className={styles.problem} role="alert">{sayText(problem)}</p> : null}
    </fieldset>
  );
}

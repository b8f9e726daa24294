import type { Asked } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { NumberField } from '../primitives/NumberField.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import type { LikelihoodContext, LikelihoodSettings } from './likelihoodRequest.ts';
import styles from './LikelihoodPanel.module.css';

const methods = [
  { value: 'bound', label: 'Variational bound', title: 'What the reverse steps need to tell the data, term by term' },
  { value: 'ode', label: 'Probability-flow ODE', title: 'The density itself, along the deterministic path to noise' },
] as const;
const askeds = [{ value: 'model', label: 'Model' }, { value: 'ideal', label: 'Perfect model' }] as const;
const traces = [
  { value: 'exact', label: 'Exact', title: 'Differences along both axes' },
  { value: 'hutchinson', label: 'Hutchinson', title: 'An estimate along random directions' },
] as const;

export interface LikelihoodSettingsFormProps {
  settings: LikelihoodSettings;
  context: LikelihoodContext;
  disabled: boolean;
  onChange(change: Partial<LikelihoodSettings>): void;
}

/** How a likelihood is measured; only what counts for the chosen method. */
export function LikelihoodSettingsForm({ settings, context: { pictures, timesteps, learned }, disabled, onChange }: LikelihoodSettingsFormProps) {
  const { method, of, exact, levels } = settings;
  const variances = [
    { value: 'small', label: 'Small' } as const, { value: 'large', label: 'Large' } as const,
    ...(learned && of === 'model' ? [{ value: 'learned', label: 'Learned' } as const] : []),
  ];
  return (
    <div className={styles.settings}>
      <Segmented<LikelihoodSettings['method']>
        label={say`Method`}
        hint={say`The variational bound adds up what each reverse step needs to tell the data: an upper bound, with terms that show where bits go. The probability-flow ODE follows each of the data to noise and tells its density.`}
        value={method}
        options={methods}
        disabled={disabled}
        onChange={(value) => onChange({ method: value })}
      />
      <Segmented<Asked> label={say`Of`} hint={say`The network as it is now, or the perfect model of its training data.`} value={of} options={askeds} disabled={disabled} onChange={(value) => onChange({ of: value })} />
      {method === 'bound' ? (
        <Segmented<LikelihoodSettings['variance']>
          label={say`Variance of the steps`}
          hint={say`Small is the posterior’s, right for data at one point; large is beta, right for normal data; learned is what the network tells, where it was trained to.`}
          value={variances.some(({ value }) => value === settings.variance) ? settings.variance : 'small'}
          options={variances}
          disabled={disabled}
          onChange={(variance) => onChange({ variance })}
        />
      ) : of === 'model' && !pictures ? (
        <Segmented<'exact' | 'hutchinson'>
          label={say`Divergence`}
          hint={say`How the change of density along the path is had: exactly, which in the plane takes four more calls for a point, or estimated along random directions, which is the only way for pictures.`}
          value={exact ? 'exact' : 'hutchinson'}
          options={traces}
          disabled={disabled}
          onChange={(value) => onChange({ exact: value === 'exact' })}
        />
      ) : null}
      <div className={styles.numbers}>
        <NumberField label={pictures ? say`Pictures` : say`Points`} hint={pictures ? say`How many pictures are looked at: four times as many halve the error.` : say`How many points are looked at: four times as many halve the error.`} value={settings.count} min={2} max={pictures ? 1000 : 10_000} integer disabled={disabled} onChange={(count) => onChange({ count })} />
        <NumberField label={say`Seed`} hint={pictures ? say`Chooses the pictures and their noise; the same seed makes models comparable.` : say`Chooses the points and their noise; the same seed makes models comparable.`} value={settings.seed} min={0} max={2 ** 31 - 1} integer disabled={disabled} onChange={(seed) => onChange({ seed })} />
        {method === 'bound' ? (
          <NumberField
            label={say`Noise levels`}
            hint={say`How many of the T − 1 terms are measured; each of fewer stands for its neighbours, which leaves the expected total the same.`}
            value={Math.min(levels ?? timesteps - 1, timesteps - 1)}
            min={1}
            max={timesteps - 1}
            integer
            disabled={disabled}
            onChange={(value) => onChange({ levels: value === timesteps - 1 ? null : value })}
          />
        ) : null}
        {method === 'ode' && of === 'model' && (pictures || !exact) ? (
          <NumberField label={say`Random directions`} hint={say`For each of the data: the estimate is right on average with a single one, and scatters less with more.`} value={settings.probes} min={1} max={64} integer disabled={disabled} onChange={(probes) => onChange({ probes })} />
        ) : null}
        {method === 'ode' ? (
          <NumberField label={say`Tolerance`} hint={say`Error of a step of the ODE solver, as a part of what it follows: smaller is slower. 32-bit networks give little below 0.0001.`} value={settings.tolerance} min={1e-7} max={0.5} disabled={disabled} onChange={(tolerance) => onChange({ tolerance })} />
        ) : null}
      </div>
    </div>
  );
}

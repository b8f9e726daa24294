import { say } from '../../words/say.ts';
import { usePlayground, usePlaygroundStore } from '../playground.ts';
import { Status } from '../primitives/Status.tsx';
import { quietly } from '../quietly.ts';
import { useView, useViewState } from '../view.ts';
import { effortWarning, likelihoodContext, requestOf, usualSettings } from './likelihoodRequest.ts';
import { LikelihoodResults } from './LikelihoodResults.tsx';
import { LikelihoodSettingsForm } from './LikelihoodSettingsForm.tsx';
import { Question } from './Question.tsx';
import styles from './LikelihoodPanel.module.css';

/** How likely the model holds data to be: settings, the measurement, and what came of those so far. */
export function LikelihoodPanel() {
  const store = usePlaygroundStore();
  const running = usePlayground((state) => state.runningRecipe ?? state.recipe);
  const asking = usePlayground((state) => state.insights.likelihood !== undefined);
  const context = likelihoodContext(running);
  const view = useView();
  const changed = useViewState((state) => state.likelihood);
  // Numbers that were chosen for points are of no use for pictures.
  const chosen = changed.pictures === context.pictures ? changed.of : {};
  const settings = { ...usualSettings(context), ...chosen };
  const warning = effortWarning(settings, context);
  return (
    <div className={styles.panel}>
      <LikelihoodSettingsForm settings={settings} context={context} disabled={asking} onChange={(change) => view.setState({ likelihood: { pictures: context.pictures, of: { ...chosen, ...change } } })} />
      {warning && !asking ? <Status tone="warn">{warning}</Status> : null}
      <Question question="likelihood" label={say`Measure`} working={say`Measuring the likelihood`} onAsk={() => quietly(store.getState().measureLikelihood(requestOf(settings, context)))} />
      <LikelihoodResults method={settings.method} />
    </div>
  );
}

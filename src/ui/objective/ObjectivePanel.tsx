import { Problems } from '../controls/Problems.tsx';
import { RecipeOption } from '../controls/RecipeOption.tsx';
import { Section } from '../primitives/Section.tsx';
import styles from './ObjectivePanel.module.css';

/** What the network is asked for, how wrong answers are measured, and how much each noise level counts. */
export function ObjectivePanel() {
  return (
    <Section title="Objective" hint="What the network learns to predict, how a wrong answer is measured, and how much each noise level counts. Losses and weights change while it trains; the prediction needs a restart.">
      <div className={styles.controls}>
        <RecipeOption path="objective.prediction" />
        <RecipeOption path="objective.loss" />
        <RecipeOption path="objective.huberDelta" />
        <RecipeOption path="objective.pseudoHuberDelta" />
        <RecipeOption path="objective.weighting" />
        <RecipeOption path="objective.boundVariance" />
        <RecipeOption path="objective.lambda" />
        <RecipeOption path="objective.minSnrGamma" />
        <RecipeOption path="objective.softMinSnrGamma" />
        <RecipeOption path="objective.p2K" />
        <RecipeOption path="objective.p2Gamma" />
        <RecipeOption path="objective.density" />
        <RecipeOption path="objective.logNormalMean" />
        <RecipeOption path="objective.logNormalStd" />
        <RecipeOption path="objective.logitNormalMean" />
        <RecipeOption path="objective.logitNormalStd" />
        <RecipeOption path="objective.uniformShare" />
        <RecipeOption path="objective.draws" />
        <RecipeOption path="objective.variance" />
        <RecipeOption path="objective.hybridWeight" />
        <RecipeOption path="objective.offsetNoise" />
        <RecipeOption path="objective.selfConditioning" />
      </div>
      <Problems of={['objective']} />
    </Section>
  );
}

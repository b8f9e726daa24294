import type { Problem } from '../../recipe/fields.ts';
import { options } from '../../recipe/options.ts';
import { sayText } from '../../words/sayText.ts';

/** Longer paths first, so that `objective.lambda` does not eat the start of a longer one. */
const paths = options.map(({ path }) => path).toSorted((a, b) => b.length - a.length);
const groupNames: Readonly<Record<string, string>> = { objective: 'What is learnt', sampling: 'Sampling', schedule: 'Noise schedule', 'sampling.schedule': 'Sampling schedule' };

/** Lists, which have no option of their own. */
const listNames: Readonly<Record<string, string>> = { 'training.furtherEmas': 'Further averages' };

/** The sentence of a problem in the present language, with the labels of the page in place of the recipe's paths and of the answers to a choice. */
export function problemText({ path, message }: Problem): string {
  const group = groupNames[path];
  const answers = options.flatMap((option) => (option.path === path && option.kind === 'choice' ? option.choices : []));
  const named = answers.reduce((sentence, { value, label }) => sentence.replaceAll(`"${value}"`, `"${sayText(label)}"`).replaceAll(`„${value}“`, `„${sayText(label)}“`), sayText(message));
  const grouped = group === undefined ? named : named.replace(`${path}: `, `${sayText(group)}: `);
  const text = Object.entries(listNames).reduce((sentence, [one, name]) => sentence.replaceAll(one, sayText(name)), grouped);
  return paths.reduce((sentence, one) => sentence.replaceAll(one, labelOf(one)), text);
}

function labelOf(path: string): string {
  const label = options.find((option) => option.path === path)?.label;
  return label === undefined ? path : sayText(label);
}

import { describe, expect, it } from 'vitest';
import { scheduleFormula, shiftFormula, zeroTerminalSnrFormula, type Formula } from '../diffusion/scheduleFormulas.ts';
import { predictionFormula, weightingFormula } from '../diffusion/objectiveFormulas.ts';
import { mlpOptions, unetOptions } from '../recipe/modelOptions.ts';
import { modelSizes } from '../recipe/modelSizes.ts';
import { predictions, scheduleKinds, weightings } from '../recipe/names.ts';
import type { Option } from '../recipe/optionKinds.ts';
import { options } from '../recipe/options.ts';
import { german } from '../words/german.ts';
import { glossary, glossaryTerm } from './glossary/terms.ts';
import { textParts } from './glossary/termText.ts';
import type { LessonStep } from './lessons/lesson.ts';
import { lessons } from './lessons/lessons.ts';
import { measures } from './lessons/measures.ts';

/** Names and symbols that are the same in both languages. */
const NAMES = /^(alpha_bar|rho|sigma_data|sigma²|∇ log p|EDM \(F\)|(Pseudo-)?Huber|AdamW?|SGD|RMSProp|Adagrad|Lion|Muon|Nesterov|Euler|Heun|DPM2|LMS|PLMS \(PNDM\)|(SDE-)?DPM-Solver\+\+ \dM?|UniPC|B\(h\)|xt|xₜ|\P{L}{0,2}\p{L}\P{L}{0,3}|\d)$/u;

const untranslated = (texts: readonly (string | undefined)[]) => texts.filter((text) => text !== undefined && german[text] === undefined && !NAMES.test(text));

function textsOfOption(option: Option): (string | undefined)[] {
  const shared = [option.label, option.help];
  if (option.kind === 'number') return [...shared, option.unit, option.pictures?.label, option.pictures?.unit, option.pictures?.help];
  return option.kind === 'choice' ? [...shared, ...option.choices.flatMap(({ label, help }) => (help === '' ? [label] : [label, help]))] : shared;
}

function textsOfFormula({ symbols, source, note }: Formula): (string | undefined)[] {
  return [...symbols.map(({ meaning }) => meaning), source, note];
}

function textsOfStep({ title, text, question, action, after }: LessonStep): (string | undefined)[] {
  return [title, ...text, question?.ask, ...(question?.choices.map((choice) => choice.text) ?? []), question?.answer, action?.label, after];
}

describe('texts that are held in data have German', () => {
  it('options of a recipe and their answers', () => {
    expect(untranslated([...options, ...mlpOptions, ...unetOptions].flatMap(textsOfOption))).toEqual([]);
    expect(untranslated(Object.values(modelSizes).map(({ help }) => help))).toEqual([]);
  });
  it('formulas', () => {
    const formulas = [
      ...scheduleKinds.map((kind) => scheduleFormula(kind)), shiftFormula, zeroTerminalSnrFormula, ...predictions.map(predictionFormula),
      ...weightings.flatMap((kind) => weightingFormula(kind) ?? []),
    ];
    expect(untranslated(formulas.flatMap(textsOfFormula))).toEqual([]);
  });
  it('the glossary', () => { expect(untranslated(glossary.flatMap(({ term, also, text, where }) => [term, also, text, where]))).toEqual([]); });
  it('the lessons', () => {
    expect(untranslated(lessons.flatMap(({ title, line, goal, steps }) => [title, line, goal, ...steps.flatMap(textsOfStep)]))).toEqual([]);
    expect(untranslated(Object.values(measures).map(({ label }) => label))).toEqual([]);
  });
  it('terms lead to the same entries of the glossary', () => {
    const terms = (text: string) => textParts(text).flatMap((part) => (typeof part === 'string' ? [] : [part.term])).toSorted();
    const linked = Object.entries(german).filter(([english]) => english.includes('[['));
    expect(linked.length).toBeGreaterThan(30);
    for (const [english, words] of linked) expect(terms(words), english).toEqual(terms(english));
    for (const [, words] of linked) for (const term of terms(words)) expect(glossaryTerm(term), term).toBeDefined();
  });
});

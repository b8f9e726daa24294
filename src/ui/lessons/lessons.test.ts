import { describe, expect, it } from 'vitest';
import { optionValue, withOption } from '../../recipe/optionValues.ts';
import { combinationProblems } from '../../recipe/combinations.ts';
import { preset } from '../../recipe/presets.ts';
import { isRelevant } from '../../recipe/relevance.ts';
import { parseRecipe } from '../../recipe/validate.ts';
import { glossaryTerm } from '../glossary/terms.ts';
import { textParts } from '../glossary/termText.ts';
import { beginningRecipe } from './beginning.ts';
import { drawn } from './drawn.ts';
import type { Condition } from './lesson.ts';
import { lessons } from './lessons.ts';
import { lessonNames } from './names.ts';
import { isOwnRun } from './ownRun.ts';

const conditions = (condition: Condition | undefined): Condition[] => (condition === undefined ? [] : condition.is === 'all' ? condition.of.flatMap(conditions) : [condition]);

it('there is a lesson of every name, in the order of the names', () => expect(lessons.map(({ name }) => name)).toEqual(lessonNames));

describe.each(lessons.map((lesson) => [lesson.name, lesson] as const))('the lesson %s', (_, lesson) => {
  const { steps, begins } = lesson;

  it('begins with a sound recipe', () => expect(combinationProblems(beginningRecipe(begins))).toEqual([]));

  it('knows its own run, changed as its steps change it, from another', () => {
    const own = beginningRecipe(begins);
    expect(isOwnRun(begins, own)).toBe(true);
    const changed = steps.flatMap(({ action }) => action?.does ?? []).reduce((recipe, one) => (one.do === 'set' ? withOption(recipe, one.path, one.value) : recipe), own);
    expect(isOwnRun(begins, changed)).toBe(true);
    expect(isOwnRun(begins, preset(begins.preset)), 'the same data from the gallery').toBe(false);
    expect(isOwnRun(begins, { ...own, data: preset('textures').data }), 'other data').toBe(false);
    expect(isOwnRun(begins, preset('spiral')), 'another run').toBe(false);
  });

  it('has 5 to 8 steps with a title of their own, and says how long it takes', () => {
    expect(steps.length).toBeGreaterThanOrEqual(5);
    expect(steps.length).toBeLessThanOrEqual(8);
    expect(new Set(steps.map(({ title }) => title)).size).toBe(steps.length);
    expect(lesson.minutes).toBeGreaterThan(0);
    expect(steps.some(({ question }) => question)).toBe(true);
    expect(steps.some(({ action }) => action)).toBe(true);
  });

  it('asks questions with exactly one right answer', () => {
    for (const { question } of steps) {
      if (!question) continue;
      expect(question.choices.length, question.ask).toBeGreaterThan(1);
      expect(question.choices.filter(({ right }) => right), question.ask).toHaveLength(1);
      expect(new Set(question.choices.map(({ text }) => text)).size, question.ask).toBe(question.choices.length);
    }
  });

  it('links only to terms of the glossary, and writes them without stray brackets', () => {
    for (const { text, question, after = '' } of steps) {
      for (const part of [...text, question?.answer ?? '', after].flatMap(textParts)) {
        if (typeof part === 'string') expect(part).not.toMatch(/\[\[|\]\]/);
        else expect(glossaryTerm(part.term), part.term).toBeDefined();
      }
    }
  });

  it('sets options that there are, to values that they take, where they count, one after the other', () => {
    let recipe = beginningRecipe(begins);
    for (const { action, done, title } of steps) {
      for (const one of action?.does ?? []) {
        if (one.do === 'draw') recipe = parseRecipe({ ...recipe, schedule: drawn(recipe.schedule, one.points) });
        if (one.do !== 'set') continue;
        recipe = parseRecipe(withOption(recipe, one.path, one.value));
        expect(optionValue(recipe, one.path), title).toEqual(one.value);
        expect(isRelevant(one.path, recipe), `${title}: ${one.path}`).toBe(true);
        expect(combinationProblems(recipe), title).toEqual([]);
      }
      for (const one of conditions(done)) if (one.is === 'option') expect(optionValue(recipe, one.path), title).toEqual(one.equals);
    }
  });

  it('takes a measure only where it has one, and trains no more than a slow device can bear', () => {
    for (const { action } of steps) {
      for (const one of action?.does ?? []) {
        if (one.do === 'measure') expect(lesson.measure).toBeDefined();
        if (one.do === 'train') expect(one.to).toBeLessThanOrEqual(1200);
      }
    }
  });

  it('says when each step that does something is done', () => {
    for (const { action, done, title } of steps) if (action) expect(done, title).toBeDefined();
  });
});

import { describe, expect, it } from 'vitest';
import { preset } from '../../recipe/presets.ts';
import { ageOf } from './age.ts';

const { schedule } = preset('two-moons');
const answer = { trainedSteps: 900, schedule };

describe('ageOf', () => {
  it('tells steps and schedules that have changed since', () => {
    expect(ageOf(answer, 900, { ...schedule })).toEqual({ text: 'the model after 900 steps', old: false });
    expect(ageOf(answer, 1200, schedule)).toEqual({ text: 'the model after 900 steps, now at 1,200', old: true });
    const moved = { ...schedule, timesteps: schedule.timesteps + 1 };
    expect(ageOf(answer, 900, moved)).toEqual({ text: 'the model after 900 steps, with another noise schedule than now', old: true });
    expect(ageOf(answer, 0, moved).text).toBe('the model after 900 steps, now at 0 and with another noise schedule than now');
  });
});

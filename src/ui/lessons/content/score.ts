import { beginnings } from '../beginnings.ts';
import type { Lesson } from '../lesson.ts';

const trial = [{ do: 'picture', mode: 'live' }, { do: 'measure', train: 300 }] as const;

export const score: Lesson = {
  name: 'score',
  title: 'Design a schedule for a score',
  line: 'Eight steps, one curve: can you beat the cosine schedule?',
  minutes: 8,
  goal: 'you have designed a noise schedule and know a number for how good it is.',
  begins: beginnings.score,
  measure: 'clusters',
  steps: [
    {
      title: 'The game',
      text: [
        'The data are eight clouds. A trial trains a new model for 300 steps with your [[noise schedule]], then draws 500 samples in only 8 [[sampling step|steps]].',
        'The score is the share of samples on target: no further from the centre of a cloud than 3 times the [[standard deviation]] of the clouds. The data themselves have 98.9 %.',
        'All trials begin with the same random [[weights]] and the same noise, so the schedule is the only difference. With 500 samples a difference of one or two percent may still be luck.',
      ],
    },
    {
      title: 'The one to beat',
      text: ['First the [[cosine schedule]]. A trial takes a few seconds without a graphics card.'],
      action: { label: 'a trial of Cosine', does: [{ do: 'set', path: 'schedule.kind', value: 'cosine' }, ...trial] },
      done: { is: 'measured', times: 1 },
    },
    {
      title: 'An old one',
      text: ['Now the [[linear schedule]], with which the first diffusion models took 1,000 steps.'],
      question: {
        ask: 'With 8 steps only, will it do better or worse?',
        choices: [{ text: 'Better' }, { text: 'Worse', right: true }, { text: 'The same' }],
        answer: 'Much of its axis is nearly pure noise, so several of the 8 steps are spent where nothing is decided, and few are left where the clouds emerge.',
      },
      action: { label: 'a trial of Linear', does: [{ do: 'set', path: 'schedule.kind', value: 'linear' }, ...trial] },
      done: { is: 'measured', times: 2 },
    },
    {
      title: 'A curve by hand',
      text: [
        'A [[hand-drawn schedule]] to begin with: the [[log-SNR]] falls evenly from 8 to −6. Its levels are spread evenly over everything from nearly clean to nearly noise.',
        'Look where it crosses 0, and think about where the clouds come apart in the small pictures.',
      ],
      action: { label: 'a trial of a straight line', does: [{ do: 'draw', points: [{ u: 0, value: 8 }, { u: 0.5, value: 1 }, { u: 1, value: -6 }] }, ...trial] },
      done: { is: 'measured', times: 3 },
    },
    {
      title: 'Your turn',
      at: 'time',
      text: [
        'Drag the points of the curve, or focus one and use the arrow keys. Make the curve flat where you want many levels, and steep where few will do. Then try it.',
        'Two hints: at the right end the noise must drown the data, and where the clouds come apart, at a log-SNR of about 0 to 4, no step should be missing.',
      ],
      action: { label: 'a trial of the present curve', does: trial },
      done: { is: 'measured', times: 4 },
      after: 'Change the curve and try again as often as you like; the table keeps all trials of this lesson.',
    },
    {
      title: 'What the score does not see',
      text: ['A score is only as good as what it counts.'],
      question: {
        ask: 'Which bad model would have a perfect score here?',
        choices: [
          { text: 'One that draws only a single one of the eight clouds', right: true },
          { text: 'One that draws the whole ring' },
          { text: 'One that draws pure noise' },
        ],
        answer: 'All its samples would be on target, although seven clouds are missing. Honest comparisons use several numbers, for instance distances between the whole sets of points.',
      },
    },
  ],
};

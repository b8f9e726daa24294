import { beginnings } from '../beginnings.ts';
import type { Lesson } from '../lesson.ts';

export const schedule: Lesson = {
  name: 'schedule',
  title: 'What a schedule is',
  line: 'One curve says which noise levels are learnt and visited.',
  minutes: 5,
  goal: 'you can read a noise schedule and say what changes when it is bent.',
  begins: beginnings.schedule,
  steps: [
    {
      title: 'The curve',
      at: 'time',
      text: [
        'A [[noise schedule]] gives every [[timestep]] a [[noise level]]. Under the large picture, t = 0 is at the left and the last timestep at the right.',
        'The height of the curve is the [[log-SNR]]: above 0 there is more signal than noise, below 0 more noise than signal.',
      ],
      question: {
        ask: 'The curve crosses 0 at one timestep. What holds there?',
        choices: [
          { text: 'There is no noise' },
          { text: 'Signal and noise have the same variance', right: true },
          { text: 'There is only noise' },
        ],
        answer: 'The log-SNR is the logarithm of a ratio, and the logarithm of 1 is 0.',
      },
    },
    {
      title: 'What training does with it',
      text: [
        'In every [[training step]] each point of the [[batch]] is given a timestep at random and noised to its level. A flat part of the curve means many timesteps of nearly the same level, so this level is practised often.',
      ],
      action: { label: 'train 300 steps', does: [{ do: 'picture', mode: 'live' }, { do: 'train', to: 300 }] },
      done: { is: 'trained', steps: 300 },
      after: 'The coloured samples have taken the rough shape of the two moons.',
    },
    {
      title: 'What sampling does with it',
      text: [
        '[[sampling|Sampling]] goes through the curve from right to left. With 20 [[sampling step|steps]] it visits 20 of the 100 timesteps, evenly along the axis.',
        'The marker on the axis shows where the [[film]] is.',
      ],
      action: { label: 'show the film', does: [{ do: 'picture', mode: 'film', points: 'noisy' }] },
      done: { is: 'film' },
      after: 'Watch the marker run over the curve while the points find their place. Click on the axis to go to any moment.',
    },
    {
      title: 'Bend it',
      text: [
        'The EDM schedule has been made for another kind of path: its levels reach from very little noise to very much.',
        'Samples follow at once, since they take the new levels. The [[network]] goes on from what it has learnt and is trained with the new levels from now on.',
      ],
      question: {
        ask: 'If many of the 20 steps fall where everything is noise anyway, what happens to the samples?',
        choices: [
          { text: 'They get better: more noise means more variety' },
          { text: 'They get worse: fewer steps are left where the shape emerges', right: true },
          { text: 'Nothing: only the last step counts' },
        ],
        answer: 'Where there is almost only noise, there is nothing to decide. The shape emerges in the middle, round a log-SNR of 0 and somewhat above. Steps that are spent elsewhere are missing there.',
      },
      action: { label: 'choose EDM', does: [{ do: 'set', path: 'schedule.kind', value: 'edm' }] },
      done: { is: 'option', path: 'schedule.kind', equals: 'edm' },
      after: 'Play the film again: for a good part of it hardly anything happens.',
    },
    {
      title: 'Your own curve',
      at: 'time',
      text: [
        'Drag the curve, or choose Hand-drawn and move its points with the mouse or the arrow keys. The pictures above it show at once how the data drown.',
        'A curve should only fall: noise is never taken out on the way to the right. Where it rises, the page warns.',
      ],
      action: { label: 'draw it by hand', does: [{ do: 'draw' }] },
      done: { is: 'option', path: 'schedule.kind', equals: 'hand-drawn' },
      after: 'Drag a point and watch the samples. Undo brings the last curve back.',
    },
    {
      title: 'To remember',
      text: [
        'A schedule is a decision on where to spend work: in training, which levels are practised; in sampling, where the steps fall.',
        'There is no best one for all data. In the last lesson you can design one for a score.',
      ],
    },
  ],
};

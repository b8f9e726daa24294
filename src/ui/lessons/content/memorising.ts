import { beginnings } from '../beginnings.ts';
import type { Lesson } from '../lesson.ts';

export const memorising: Lesson = {
  name: 'memorising',
  title: 'Overtraining and memorising',
  line: 'The lowest loss belongs to a model that only repeats.',
  minutes: 7,
  goal: 'you can say why a lower training loss may mean worse samples.',
  begins: beginnings.memorising,
  measure: 'copies',
  steps: [
    {
      title: 'Few data',
      text: [
        'This time there are only 100 training points of the two moons, and a [[network]] that is large for them.',
        'We want a model that [[generalise|generalises]]: it should draw new points on the moons, and not these 100 again.',
      ],
    },
    {
      title: 'A little training',
      text: ['After 300 steps we draw 500 samples and count the copies: samples so near to a training point that the picture cannot tell them apart.'],
      action: { label: 'train 300 steps and count', does: [{ do: 'picture', mode: 'live' }, { do: 'train', to: 300 }, { do: 'measure' }] },
      done: { is: 'all', of: [{ is: 'trained', steps: 300 }, { is: 'measured', times: 1 }] },
      after: 'Few samples lie on a training point, and those by chance. The others are strewn loosely round the two moons.',
    },
    {
      title: 'The perfect model',
      text: ['The model with the lowest possible [[loss]] on these 100 points can be computed by a formula. The page calls it the [[perfect model]].'],
      question: {
        ask: 'What will its samples be?',
        choices: [
          { text: 'Evenly spread over two smooth moons' },
          { text: 'The 100 training points, and nothing else', right: true },
          { text: 'The same as those of our network' },
        ],
        answer: 'It knows nothing but these points, so for it all data are these points. Its guess is a mean over them, and at the end of the film one of them remains.',
      },
      action: { label: 'draw from it and count', does: [{ do: 'measure', of: 'ideal' }, { do: 'picture', mode: 'film', of: 'ideal', points: 'noisy' }, { do: 'seek', to: 1 }] },
      done: { is: 'all', of: [{ is: 'film', of: 'ideal' }, { is: 'measured', times: 2 }] },
      after: 'All but a few are copies; the few stand between two training points too close to each other for the last step to decide. The lowest loss means [[memorising]]. A useful model has to be wrong on the training points in the right way.',
    },
    {
      title: 'Train on',
      text: [
        'Now our network goes on training on the same 100 points, up to 1,200 steps. Without a graphics card this takes about half a minute.',
      ],
      question: {
        ask: 'What happens to the share of copies?',
        choices: [{ text: 'It grows', right: true }, { text: 'It stays as it is' }, { text: 'It falls' }],
        answer: 'On average, steps move the network towards the lowest loss on these points, and that is the model that repeats. With a large network and few data little holds it back but time.',
      },
      action: { label: 'train to 1,200 steps and count', does: [{ do: 'picture', mode: 'live' }, { do: 'train', to: 1200 }, { do: 'measure' }] },
      done: { is: 'all', of: [{ is: 'trained', steps: 1200 }, { is: 'measured', times: 3 }] },
      after: 'The samples begin to gather round the training points. This is [[overtraining]], and the jittery loss gives no warning of it.',
    },
    {
      title: 'How would one notice?',
      text: ['The training loss does not tell. What would?'],
      question: {
        ask: 'Which number shows it best?',
        choices: [
          { text: 'The loss on data that were held out of training', right: true },
          { text: 'The learning rate' },
          { text: 'The number of steps' },
        ],
        answer: 'On held-out data a memorising model gets worse, while the training loss goes on falling. In the Insight tab, Likelihood asks how likely the model thinks data are that it has not seen.',
      },
    },
    {
      title: 'What helps',
      text: [
        'More data help most: choose more data points in the Data tab, and the same network cannot learn them all by heart in the same time. A smaller network and stopping earlier help as well.',
        'With millions of pictures memorising is rare, except for pictures that occur many times.',
      ],
      action: { label: 'open the Data tab', does: [{ do: 'tab', tab: 'data' }] },
      done: { is: 'tab', tab: 'data' },
    },
  ],
};

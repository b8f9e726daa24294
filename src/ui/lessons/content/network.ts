import { beginnings } from '../beginnings.ts';
import type { Lesson } from '../lesson.ts';

export const network: Lesson = {
  name: 'network',
  title: 'What the network learns',
  line: 'To guess the clean data, blurry at first and sharp at the end.',
  minutes: 6,
  goal: 'you can say what the network is asked for, and why its guess is an average.',
  begins: beginnings.network,
  steps: [
    {
      title: 'The task',
      text: [
        'The [[network]] is shown a noisy point and its [[noise level]], and is asked where the point came from. It never sees the whole cloud at once.',
        'Its answer is compared with the truth; the [[loss]] tells how wrong it was. Then all [[weights]] change a little so that the answer would have been better.',
      ],
      question: {
        ask: 'Can the loss become 0?',
        choices: [
          { text: 'Yes, with enough training' },
          { text: 'Yes, with a network that is large enough' },
          { text: 'No: from a noisy point the clean one cannot be known for sure', right: true },
        ],
        answer: 'Many clean points could have become the same noisy point. The best answer is their mean, and the rest of the error stays. The Insight tab can compute this floor.',
      },
    },
    {
      title: 'Before training',
      text: ['The weights are random now. Samples are drawn all the same: from noise, following guesses that mean nothing.'],
      action: { label: 'show the film', does: [{ do: 'picture', mode: 'film', points: 'noisy' }] },
      done: { is: 'film' },
      after: 'The points move, but not to the clouds.',
    },
    {
      title: 'Training',
      text: ['Now train for 300 steps. On a slow device this takes a few seconds. Watch the live samples and the loss beside them.'],
      action: { label: 'train 300 steps', does: [{ do: 'picture', mode: 'live' }, { do: 'train', to: 300 }] },
      done: { is: 'trained', steps: 300 },
      after: 'The loss has fallen only a little, while the samples have gone from noise to clouds: most of the loss is noise that nobody could guess.',
    },
    {
      title: 'The guess at pure noise',
      text: ['In the film, the view “Predicted x₀” shows where the network thinks each point came from. We look at the very first frame, where there is only noise.'],
      question: {
        ask: 'Where will its guesses lie at pure noise?',
        choices: [
          { text: 'On the eight clouds' },
          { text: 'All near the centre', right: true },
          { text: 'Spread everywhere' },
        ],
        answer: 'At pure noise every cloud is about equally likely, so the best guess is the mean of them all: the centre, where there are no data at all.',
      },
      action: { label: 'show the first guess', does: [{ do: 'picture', mode: 'film', points: 'predicted' }, { do: 'seek', to: 0 }] },
      done: { is: 'all', of: [{ is: 'film', points: 'predicted' }, { is: 'at', place: 0 }] },
    },
    {
      title: 'The guess halfway',
      text: ['Go to the middle of the film. There is less noise now, and each point has moved to one side.'],
      question: {
        ask: 'What do the guesses look like there?',
        choices: [
          { text: 'A ring or star: each leans towards the clouds that are near', right: true },
          { text: 'Still all at the centre' },
          { text: 'Exactly the eight clouds' },
        ],
        answer: 'Each guess is a mean again, but now of the clouds that are likely for this point. The nearer the end, the fewer are left to choose from, until it is one.',
      },
      action: { label: 'go to the middle', does: [{ do: 'picture', mode: 'film', points: 'predicted' }, { do: 'seek', to: 0.5 }] },
      done: { is: 'all', of: [{ is: 'film', points: 'predicted' }, { is: 'at', place: 0.5 }] },
    },
    {
      title: 'To remember',
      text: [
        'The network is a [[denoiser]]: it answers with the mean of what could have been there. A [[sampler]] takes many small steps towards these means, and each step makes the next guess sharper.',
        'The same answer can be written as the [[score]]: the direction in which the noisy data get denser.',
      ],
      action: { label: 'show the finished samples', does: [{ do: 'picture', mode: 'film', points: 'noisy' }, { do: 'seek', to: 1 }] },
      done: { is: 'at', place: 1 },
    },
  ],
};

import { beginnings } from '../beginnings.ts';
import type { Lesson } from '../lesson.ts';

export const predictions: Lesson = {
  name: 'predictions',
  title: 'Predictions',
  line: 'Noise, data or a mixture: the same knowledge, asked for differently.',
  minutes: 6,
  goal: 'you can say what ε, x₀ and v are, and where each of them is easy.',
  begins: beginnings.predictions,
  steps: [
    {
      title: 'Three ways to ask',
      text: [
        'A noisy point is xₜ = α x₀ + σ ε. Who knows xₜ and one of the two parts can compute the other. So the [[network]] may answer with the noise [[epsilon|ε]], with the clean point [[x0|x₀]], or with a mixture of both, [[v]].',
        'The Objective tab is where it is chosen.',
      ],
      action: { label: 'open the Objective tab', does: [{ do: 'tab', tab: 'objective' }] },
      done: { is: 'tab', tab: 'objective' },
    },
    {
      title: 'Where ε is easy',
      text: ['Think of a point at a high [[noise level]], where xₜ is nearly all noise.'],
      question: {
        ask: 'Which answer is easy to give there?',
        choices: [
          { text: 'ε: xₜ itself is almost the answer', right: true },
          { text: 'x₀: the clean point can be read off' },
          { text: 'Neither' },
        ],
        answer: 'Where there is almost only noise, copying the input gives ε nearly right, and says nothing about the data. Asked for x₀, the network has to find the mean of the data instead.',
      },
    },
    {
      title: 'Train with v',
      text: ['v = α ε − σ x₀ turns from one to the other: near noise it is about −x₀, near data about ε. It asks for the hard part at each end.'],
      action: { label: 'train 300 steps with v', does: [{ do: 'picture', mode: 'live' }, { do: 'train', to: 300 }] },
      done: { is: 'trained', steps: 300 },
      after: 'Remember how the samples look. The present loss is of v and cannot be compared with that of other predictions.',
    },
    {
      title: 'The loss of each noise level',
      text: ['The Insight tab shows how wrong the network is at each noise level.'],
      action: { label: 'open the Insight tab', does: [{ do: 'tab', tab: 'insight' }] },
      done: { is: 'tab', tab: 'insight' },
      after: 'For v the losses are fairly alike: at high noise the error is that of the data, at low noise that of the noise. No level drowns out the others.',
    },
    {
      title: 'Now ε',
      text: ['Another prediction means another network: the weights have learnt to answer another question. So this begins again at step 0.'],
      question: {
        ask: 'Where will the loss of ε be small?',
        choices: [
          { text: 'At low noise levels' },
          { text: 'At high noise levels', right: true },
          { text: 'Everywhere alike' },
        ],
        answer: 'At high noise ε is nearly the input. At low noise it is a tiny part of xₜ and hard to make out, so there the loss is large.',
      },
      action: {
        label: 'train 300 steps with ε',
        does: [{ do: 'picture', mode: 'live' }, { do: 'set', path: 'objective.prediction', value: 'epsilon' }, { do: 'restart' }, { do: 'train', to: 300 }],
      },
      done: { is: 'all', of: [{ is: 'option', path: 'objective.prediction', equals: 'epsilon' }, { is: 'trained', steps: 300 }] },
      after: 'Compare the losses by noise level with those of v.',
    },
    {
      title: 'And x₀',
      text: ['The last of the three. At low noise the clean point is nearly the input, at high noise it can only be guessed.'],
      action: {
        label: 'train 300 steps with x₀',
        does: [{ do: 'picture', mode: 'live' }, { do: 'set', path: 'objective.prediction', value: 'x0' }, { do: 'restart' }, { do: 'train', to: 300 }],
      },
      done: { is: 'all', of: [{ is: 'option', path: 'objective.prediction', equals: 'x0' }, { is: 'trained', steps: 300 }] },
      after: 'Now the loss is small at low noise. Squared errors of x₀ hardly count there, although they are what makes samples sharp.',
    },
    {
      title: 'To remember',
      text: [
        'All predictions carry the same knowledge: from each the others can be computed, and the [[score]] too.',
        'What differs is how errors at each noise level count in the [[loss]], and where a small error of the network becomes a large one of the sample. v is a good first choice, therefore the page begins with it.',
      ],
    },
  ],
};

import { beginnings } from '../beginnings.ts';
import type { Lesson } from '../lesson.ts';

export const noise: Lesson = {
  name: 'noise',
  title: 'What noise does',
  line: 'How data drown in noise, and what of them lasts longest.',
  minutes: 4,
  goal: 'you can say what xₜ is, and which features of the data are lost first.',
  begins: beginnings.noise,
  steps: [
    {
      title: 'The data',
      text: [
        'The grey dots are the data: eight small clouds on a circle. A diffusion model is to make new dots of this kind.',
        'Nothing is trained in this lesson, so leave the coloured dots aside, should there be any. It is about the [[forward process]] alone, which needs no [[network]].',
      ],
    },
    {
      title: 'Mixing in noise',
      at: 'time',
      text: [
        'Look at the small pictures above the curve of the noise schedule. Clean data are at the left; further right more and more [[noise]] is mixed in.',
        'Each point is moved by its own random amount: [[xt|xₜ]] = α x₀ + σ ε. The first term is what is left of the data, the second is noise.',
      ],
      question: {
        ask: 'Which is lost first on the way to the right?',
        choices: [
          { text: 'That the eight clouds are separate', right: true },
          { text: 'That the clouds lie on a ring' },
          { text: 'Both at the same time' },
        ],
        answer: 'Small features go first. Noise as wide as a gap between two clouds fills the gap, while the ring, which is larger, can still be seen. Near the right end it is gone too.',
      },
    },
    {
      title: 'A number for it',
      at: 'time',
      text: [
        'The curve ᾱ, [[alpha bar]], tells how much of the variance is still signal: 1 is clean, 0 is noise alone.',
        'The usual curve here is the [[cosine schedule]]. Choose the view ᾱ and compare the curve with the pictures above it.',
      ],
      question: {
        ask: 'Where ᾱ is one half, is the noise stronger than the signal?',
        choices: [{ text: 'Yes' }, { text: 'No, they have the same variance', right: true }, { text: 'No, the signal is stronger' }],
        answer: 'Half of the variance is signal and half is noise. There the [[SNR]] is 1 and the [[log-SNR]] is 0.',
      },
    },
    {
      title: 'Another schedule',
      at: 'time',
      text: ['The same data can drown faster or more slowly. In the [[linear schedule]] of the first diffusion models the noise grows faster in the first half.'],
      question: {
        ask: 'How will the small pictures change?',
        choices: [
          { text: 'More of them will look like pure noise', right: true },
          { text: 'Fewer of them will look like pure noise' },
          { text: 'Only the last one changes' },
        ],
        answer: 'On the linear schedule the signal is nearly gone well before the right end, so a good part of the axis shows almost the same noise.',
      },
      action: { label: 'choose Linear', does: [{ do: 'set', path: 'schedule.kind', value: 'linear' }] },
      done: { is: 'option', path: 'schedule.kind', equals: 'linear' },
      after: 'Compare the pictures: the ring is gone earlier.',
    },
    {
      title: 'The way back',
      text: [
        'Mixing in noise is easy. Taking it out is not: from one noisy point nobody can tell for sure where it came from.',
        'But one can learn what is likely. That is what the [[network]] is for, and it is enough to make new data. The lesson “What the network learns” goes on from here.',
      ],
      action: { label: 'back to Cosine', does: [{ do: 'set', path: 'schedule.kind', value: 'cosine' }] },
      done: { is: 'option', path: 'schedule.kind', equals: 'cosine' },
    },
  ],
};

import { beginnings } from '../beginnings.ts';
import type { Lesson } from '../lesson.ts';

export const fewSteps: Lesson = {
  name: 'few-steps',
  title: 'Why few steps fail',
  line: 'One big step lands on the average; many small ones decide.',
  minutes: 5,
  goal: 'you can say why samplers take many steps, and what a better sampler changes.',
  begins: beginnings['few-steps'],
  steps: [
    {
      title: 'A model to sample from',
      text: [
        'First we need a trained model. 300 [[training step|training steps]] are enough for this lesson.',
        'Training steps and [[sampling step|sampling steps]] are different things: the first change the [[weights]], the second only use them.',
      ],
      action: { label: 'train 300 steps', does: [{ do: 'picture', mode: 'live' }, { do: 'train', to: 300 }] },
      done: { is: 'trained', steps: 300 },
    },
    {
      title: 'Twenty steps',
      text: ['The film takes 20 steps from noise to samples. It is the same model that will be used in all that follows.'],
      action: { label: 'show the film', does: [{ do: 'tab', tab: 'sampling' }, { do: 'picture', mode: 'film', points: 'noisy' }] },
      done: { is: 'film' },
      after: 'Most samples end on one of the eight clouds.',
    },
    {
      title: 'A single step',
      text: ['Now the [[sampler]] may take one step only: from pure noise straight to the guess of the clean data.'],
      question: {
        ask: 'Where will the samples end?',
        choices: [
          { text: 'On the clouds, a little blurred' },
          { text: 'Near the centre', right: true },
          { text: 'They stay where the noise was' },
        ],
        answer: 'At pure noise the best guess is the mean of all data. One step goes straight there, and the mean lies in the empty middle of the ring.',
      },
      action: { label: 'sample in 1 step', does: [{ do: 'picture', mode: 'film', points: 'noisy' }, { do: 'set', path: 'sampling.steps', value: 1 }, { do: 'seek', to: 1 }] },
      done: { is: 'option', path: 'sampling.steps', equals: 1 },
    },
    {
      title: 'Four steps',
      text: ['With four steps the sampler may look again three times on the way: after each step there is less noise, so the next guess is less of an average.'],
      action: { label: 'sample in 4 steps', does: [{ do: 'picture', mode: 'film', points: 'noisy' }, { do: 'set', path: 'sampling.steps', value: 4 }, { do: 'seek', to: 1 }] },
      done: { is: 'option', path: 'sampling.steps', equals: 4 },
      after: 'The clouds can be made out, but many samples lie between them: the paths are bent, and four straight pieces cut the corners.',
    },
    {
      title: 'More and more steps',
      text: ['The model is not perfect, so more steps cannot help for ever: the path is followed exactly at some point, and what is wrong then is the model.'],
      question: {
        ask: 'What changes from 20 steps to 50?',
        choices: [
          { text: 'Little', right: true },
          { text: 'The samples are more than twice as good' },
          { text: 'They get worse' },
        ],
        answer: 'With 20 steps the path of these points is followed closely already. For pictures and other data the numbers differ, the shape of the curve does not: steep at first, then flat.',
      },
      action: { label: 'sample in 50 steps', does: [{ do: 'picture', mode: 'film', points: 'noisy' }, { do: 'set', path: 'sampling.steps', value: 50 }, { do: 'seek', to: 1 }] },
      done: { is: 'option', path: 'sampling.steps', equals: 50 },
    },
    {
      title: 'A sampler that remembers',
      text: [
        '[[DDIM]] forgets its earlier guesses. [[DPM-Solver++]] 2M takes the last two and sees from them how the path bends, at the same price per step.',
        'Try it with four steps and compare with what DDIM did. The gain is small here, where the model itself is rough, and larger for well trained models.',
      ],
      action: { label: 'sample in 4 steps of DPM-Solver++ 2M', does: [{ do: 'picture', mode: 'film', points: 'noisy' }, { do: 'set', path: 'sampling.sampler', value: 'dpmpp-2m' }, { do: 'set', path: 'sampling.steps', value: 4 }, { do: 'seek', to: 1 }] },
      done: { is: 'all', of: [{ is: 'option', path: 'sampling.sampler', equals: 'dpmpp-2m' }, { is: 'option', path: 'sampling.steps', equals: 4 }] },
    },
  ],
};

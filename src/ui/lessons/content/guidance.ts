import { beginnings } from '../beginnings.ts';
import type { Lesson } from '../lesson.ts';

export const guidance: Lesson = {
  name: 'guidance',
  title: 'Guidance',
  line: 'Asking for a digit, and insisting.',
  minutes: 5,
  goal: 'you can say what the guidance scale multiplies, and what it costs.',
  begins: beginnings.guidance,
  steps: [
    {
      title: 'A model that knows digits',
      text: [
        'This run comes with a small trained model of handwritten digits; nothing needs to be trained. While it learnt it was told the [[class]] of each picture, and for one picture in ten it was not told.',
        'So it can be asked in two ways: for a digit, or for whatever it likes.',
      ],
      action: { label: 'show the film', does: [{ do: 'tab', tab: 'sampling' }, { do: 'picture', mode: 'film' }, { do: 'seek', to: 1 }] },
      done: { is: 'film' },
      after: 'Two pictures of each digit come out of the noise. Drawing them takes a few seconds where there is no graphics card.',
    },
    {
      title: 'Ask for one digit',
      text: ['Under the pictures stands the choice Class. Let all of them be the digit 3. The [[guidance scale]] is 1, which is no guidance.'],
      action: { label: 'ask for 3', does: [{ do: 'picture', mode: 'film' }, { do: 'class', label: 3 }, { do: 'seek', to: 1 }] },
      done: { is: 'all', of: [{ is: 'class', label: 3 }, { is: 'film' }] },
      after: 'Look for pictures that are hardly a 3, or badly drawn.',
    },
    {
      title: 'Insist',
      text: [
        'With [[classifier-free guidance]] the network is asked twice at every step: with the class, and without. The difference between both answers points to what makes it a 3. The guidance scale multiplies this difference.',
      ],
      question: {
        ask: 'With guidance 3, what will the pictures be like?',
        choices: [
          { text: 'Clearer threes, more alike', right: true },
          { text: 'Clearer threes, more varied' },
          { text: 'Other digits as well' },
        ],
        answer: 'What is typical of a 3 is exaggerated, and what is unusual gives way. Guidance trades variety for clearness.',
      },
      action: { label: 'set guidance to 3', does: [{ do: 'picture', mode: 'film' }, { do: 'set', path: 'sampling.guidance', value: 3 }, { do: 'seek', to: 1 }] },
      done: { is: 'all', of: [{ is: 'option', path: 'sampling.guidance', equals: 3 }, { is: 'film' }] },
    },
    {
      title: 'Insist too much',
      text: ['The scale can be made much larger. Try 10.'],
      question: {
        ask: 'What is lost?',
        choices: [
          { text: 'The digit: they are no longer threes' },
          { text: 'The variety: nearly the same 3 each time', right: true },
          { text: 'Nothing, they only get better' },
        ],
        answer: 'All pictures agree on one typical 3, in hard black and white. What is multiplied is no longer an answer that the network would give; in models of photographs the colours become glaring.',
      },
      action: { label: 'set guidance to 10', does: [{ do: 'picture', mode: 'film' }, { do: 'set', path: 'sampling.guidance', value: 10 }, { do: 'seek', to: 1 }] },
      done: { is: 'all', of: [{ is: 'option', path: 'sampling.guidance', equals: 10 }, { is: 'film' }] },
    },
    {
      title: 'To remember',
      text: [
        'Guidance asks the network twice per step, so it takes about twice the time. A scale of 2 or so is a good beginning for this model.',
        'It needs a model that was trained with some classes hidden: the option “Hidden classes” of the Optimizer tab.',
      ],
      action: { label: 'every digit, guidance 2', does: [{ do: 'picture', mode: 'film' }, { do: 'class', label: 'each' }, { do: 'set', path: 'sampling.guidance', value: 2 }, { do: 'seek', to: 1 }] },
      done: { is: 'all', of: [{ is: 'class', label: 'each' }, { is: 'option', path: 'sampling.guidance', equals: 2 }] },
    },
  ],
};

/** Every key of the page, by place; texts are said where they are drawn. */
export interface KeyPlace {
  place: string;
  /** What must have the focus, where it is not the page. */
  note?: string;
  keys: readonly (readonly [keys: string, meaning: string])[];
}

export const keyPlaces: readonly KeyPlace[] = [
  {
    place: 'Anywhere',
    note: 'but not while you type',
    keys: [
      ['Space', 'start or pause training, while no control has the focus'],
      ['F', 'picture alone, in full screen'],
      ['Shift + F', 'whole page in full screen'],
      ['Esc', 'back from full screen; closes dialogs and hints'],
      ['Tab, Shift + Tab', 'next and previous control'],
      ['?', 'this list'],
    ],
  },
  {
    place: 'Picture and film',
    note: 'choose Denoise, then Tab to the picture',
    keys: [
      ['←, →', 'one step of the film back or on'],
      [',', 'one step of the film back, wherever the focus is; in films of pictures and in Compare, too'],
      ['.', 'one step on, likewise'],
      ['Home, End', 'first and last step'],
      ['Space', 'play and pause the film'],
      ['↑, ↓', 'from particle to particle, while a single one is looked at; Esc ends that'],
      ['Arrow keys', 'from picture to picture, where pictures are learnt'],
      ['Enter', 'one picture large, and back'],
      ['Esc', 'from a single particle back to all samples'],
      ['←, →', 'move the border between two pictures, when it has the focus'],
    ],
  },
  {
    place: 'Curves with points',
    note: 'noise schedule, and share of the noise levels in training',
    keys: [
      ['Tab', 'to the next point'],
      ['←, →', 'move it along the axis of time'],
      ['↑, ↓', 'move it up or down; with Shift ten times as far'],
      ['Shift + ←, Shift + →', 'choose the next point, too; in the share of training ten times as far'],
      ['Ctrl + A, Esc', 'choose all points of the schedule, and one again'],
      ['Enter', 'add a point beside it'],
      ['Delete', 'remove it; on a tangent, back to the smooth one'],
      ['Ctrl + Z, Ctrl + Shift + Z', 'undo and redo, anywhere in the schedule'],
    ],
  },
  {
    place: 'Times and steps on the axis',
    note: 'place of the film, times of the noisy data, and sampling steps placed by hand',
    keys: [
      ['←, →', 'move the chosen one'],
      ['Page Up, Page Down', 'ten times as far; the neighbouring step, where steps are placed'],
      ['Enter, Delete', 'add and remove a step'],
    ],
  },
  {
    place: 'Charts of training',
    keys: [
      ['←, →', 'read the values of a step'],
      ['Page Up, Page Down', 'ten times as far'],
      ['Home, End', 'first and last step'],
      ['Esc', 'stop reading'],
    ],
  },
  {
    place: 'Tabs, choices and numbers',
    keys: [
      ['←, →', 'next tab, next choice'],
      ['↑, ↓', 'change a number or a slider a little'],
      ['Enter', 'take over a number that was typed'],
      ['Esc', 'bring the number back'],
    ],
  },
  {
    place: 'Drawing data',
    keys: [
      ['Tab, Enter', 'add a ready-made shape to the drawing'],
      ['Ctrl + Z', 'undo the last stroke'],
    ],
  },
  {
    place: 'Lessons and dialogs',
    keys: [
      ['Tab, Enter', 'go through a lesson: its questions, its buttons, then Next'],
      ['Esc', 'close a dialog'],
    ],
  },
];

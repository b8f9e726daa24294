import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import styles from './HelpDialog.module.css';

const keys = [
  ['Space', 'Start or pause training'],
  ['← →', 'Step through the film, when the picture has the focus'],
  ['Home, End', 'First and last frame of the film'],
  ['Arrow keys', 'Move a point of the schedule, a slider or a choice'],
  ['?', 'This help'],
] as const;

/** What the page does in a few sentences, and its keys. */
export function HelpDialog({ open, onClose, onGlossary }: { open: boolean; onClose(): void; onGlossary(): void }) {
  return (
    <Dialog open={open} title={say`How this works`} onClose={onClose}>
      <div className={styles.text}>
        <p>{say`A diffusion model learns to undo noise. In training, data points are noised a little or a lot, and the network learns to tell where each came from. To make new samples it starts from pure noise and takes many small steps back.`}</p>
        <p>{say`Pick data, press Start, and watch the coloured samples take its shape. Switch the picture to Denoise to see how samples emerge from noise, step by step. Drag the noise schedule and see what changes; training goes on with it.`}</p>
        <p>{say`Data are points in the plane, learnt in seconds, or small pictures, learnt in minutes to hours: digits, creatures, letters or files of your own. Choose Pictures under Data, look at what the model will see, then train on it. The Gallery has runs to begin with, and the Lessons go through it step by step.`}</p>
        <div><Button variant="plain" onClick={onGlossary}>{say`Glossary of terms`}</Button></div>
      </div>
      <dl className={styles.keys}>
        {keys.map(([key, meaning]) => (
          <div key={key} className={styles.row}>
            <dt><kbd className={styles.key}>{sayText(key)}</kbd></dt>
            <dd>{sayText(meaning)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

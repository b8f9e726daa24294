import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { Button } from '../primitives/Button.tsx';
import { Dialog } from '../primitives/Dialog.tsx';
import { useView, useViewState } from '../view.ts';
import { addressParts } from './addressParts.ts';
import styles from './HelpDialog.module.css';

/** What the page does in a few sentences, and the ways on from there. */
export function HelpDialog() {
  const view = useView();
  const open = useViewState((state) => state.dialog === 'help');
  const close = () => view.setState((state) => (state.dialog === 'help' ? { dialog: null } : {}));
  return (
    <Dialog open={open} title={say`How this works`} onClose={close}>
      <div className={styles.text}>
        <p>{say`A diffusion model learns to undo noise. In training, data points are noised a little or a lot, and the network learns to tell where each came from. To make new samples it starts from pure noise and takes many small steps back.`}</p>
        <p>{say`Pick data, press Start, and watch the coloured samples take its shape. Switch the picture to Denoise to see how samples emerge from noise, step by step. Drag the noise schedule and see what changes; training goes on with it.`}</p>
        <p>{say`Data are points in the plane, learnt in seconds, or small pictures, learnt in minutes to hours: digits, creatures, letters or files of your own. Choose Pictures under Data, look at what the model will see, then train on it. The Gallery has runs to begin with, and the Lessons go through it step by step.`}</p>
      </div>
      <div className={styles.ways}>
        <Button icon="keyboard" onClick={() => view.setState({ dialog: 'keys' })}>{say`All keys`}</Button>
        <Button icon="lesson" onClick={() => view.setState({ dialog: null, glossary: '' })}>{say`Glossary of terms`}</Button>
        <Button icon="link" onClick={() => view.setState({ dialog: 'link' })}>{say`Link to this run`}</Button>
      </div>
      <details className={styles.address}>
        <summary>{say`What the address of this page can say`}</summary>
        <dl className={styles.parts}>
          {addressParts.map(({ part, meaning, names }) => (
            <div key={part}>
              <dt><code>{part}</code></dt>
              <dd>{sayText(meaning)}{names ? ` ${names.join(', ')}` : ''}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Dialog>
  );
}

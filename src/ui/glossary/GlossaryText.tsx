import { useView } from '../view.ts';
import { glossaryTerm } from './terms.ts';
import { textParts } from './termText.ts';
import styles from './GlossaryText.module.css';

/** Text whose terms lead to the glossary; pointing at one tells what it means. */
export function GlossaryText({ text }: { text: string }) {
  const view = useView();
  return textParts(text).map((part, index) => {
    if (typeof part === 'string') return part;
    return (
      <button
        key={`${part.term} ${index}`}
        type="button"
        className={styles.term}
        title={glossaryTerm(part.term)?.text}
        aria-haspopup="dialog"
        onClick={() => view.setState({ glossary: part.term })}
      >
        {part.shown}
      </button>
    );
  });
}

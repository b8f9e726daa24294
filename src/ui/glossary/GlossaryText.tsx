import { sayText } from '../../words/sayText.ts';
import { useView } from '../view.ts';
import { glossaryTerm } from './terms.ts';
import { textParts } from './termText.ts';
import styles from './GlossaryText.module.css';

/** English text of the page's data, said; its terms lead to the glossary; pointing at one tells what it means. */
export function GlossaryText({ text }: { text: string }) {
  const view = useView();
  return textParts(sayText(text)).map((part, index) => {
    if (typeof part === 'string') return part;
    const meaning = glossaryTerm(part.term)?.text;
    return (
      <button
        key={`${part.term} ${index}`}
        type="button"
        className={styles.term}
        title={meaning === undefined ? undefined : sayText(meaning)}
        aria-haspopup="dialog"
        onClick={() => view.setState({ glossary: part.term })}
      >
        {part.shown}
      </button>
    );
  });
}

import { presentLanguage, rememberLanguage, speak, type Language } from '../../words/language.ts';
import { usePlaygroundStore } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import styles from './LanguageSwitch.module.css';

/** The other language by its own name, in its own words: who looks for it may not read this one. */
const others: Readonly<Record<Language, { language: Language; name: string; title: string }>> = {
  en: { language: 'de', name: 'Deutsch', title: 'Diese Seite auf Deutsch' },
  de: { language: 'en', name: 'English', title: 'This page in English' },
};

/** Changes the language of the page, at once and for later visits. Nothing that was made is lost. */
export function LanguageSwitch() {
  const store = usePlaygroundStore();
  const { language, name, title } = others[presentLanguage()];
  const change = async () => {
    try {
      await speak(language);
    } catch {
      store.setState({ error: 'The words of this language could not be loaded. Check the connection and try again.' });
      return;
    }
    rememberLanguage(language);
    // An address that asks for a language would bring it back on the next reload.
    const address = new URL(location.href);
    if (address.searchParams.has('lang')) {
      address.searchParams.set('lang', language);
      history.replaceState(history.state, '', address);
    }
  };
  return (
    <Button variant="quiet" className={styles.button} lang={language} aria-label={name} title={title} onClick={() => void change()}>
      <span className={styles.name}>{name}</span>
      <span className={styles.short}>{language.toUpperCase()}</span>
    </Button>
  );
}

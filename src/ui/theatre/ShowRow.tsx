import type { ReactNode } from 'react';
import type { FilmView } from '../../plot/filmViews.ts';
import type { Asked } from '../../protocol/messages.ts';
import { say } from '../../words/say.ts';
import { usePlayground } from '../playground.ts';
import { Disclosure } from '../primitives/Disclosure.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { Segmented } from '../primitives/Segmented.tsx';
import { useMedia } from '../primitives/useMedia.ts';
import { SecondPicker } from './SecondPicker.tsx';
import type { SecondView } from './secondView.ts';
import type { Subject } from './trajectoryFrames.ts';
import { ViewPicker } from './ViewPicker.tsx';
import { viewsHint } from './viewWords.ts';
import styles from './ShowRow.module.css';

export interface ShowRowProps<View extends FilmView> {
  subject: Subject;
  /** Whose film it is. */
  of: Asked;
  onOf(of: Asked): void;
  views: readonly View[];
  view: View;
  onView(view: View): void;
  /** See `SecondPicker`. */
  second: SecondView | null;
  onSecond(second: SecondView | null): void;
  roomy: boolean;
  /** What may lie over the picture: switches. */
  children?: ReactNode;
}

/** What the film shows: whose it is, which view, what stands beside it and what lies over it. */
export function ShowRow<View extends FilmView>({ subject, of, onOf, views, view, onView, second, onSecond, roomy, children }: ShowRowProps<View>) {
  // On a phone the picture comes soon.
  const narrow = useMedia('(max-width: 600px)');
  const recorded = usePlayground((state) => state.noWebGpu !== null);
  const askeds = [
    { value: 'model', label: say`Model`, title: say`What the network makes of the noise` },
    { value: 'ideal', label: say`Perfect model`, title: say`What the best answer at every step makes of the same noise` },
  ] as const;
  const further = (
    <div className={styles.row}>
      <SecondPicker subject={subject} of={of} view={view} views={views} second={second} onSecond={onSecond} roomy={roomy} />
      {children}
    </div>
  );
  return (
    <div className={styles.show} role="group" aria-label={say`What the film shows`}>
      <div className={styles.row}>
        {recorded ? null : <Segmented<Asked> label={say`Whose film`} hideLabel value={of} options={askeds} onChange={onOf} />}
        <div className={styles.views}>
          <ViewPicker<View> subject={subject} views={views} view={view} onView={onView} />
          <Hint label={say`the views`} text={viewsHint(subject)} />
        </div>
      </div>
      {narrow ? <Disclosure summary={say`Beside and over the picture`}>{further}</Disclosure> : further}
    </div>
  );
}

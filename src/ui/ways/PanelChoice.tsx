import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { panelNames, panelTitles, type PanelName } from './panels.ts';
import styles from './PanelChoice.module.css';

/** Which panels the page of a link has: native checkboxes, all visible at once. */
export function PanelChoice({ hidden, onHide }: { hidden: ReadonlySet<PanelName>; onHide(hidden: ReadonlySet<PanelName>): void }) {
  return (
    <fieldset>
      <legend className={styles.legend}>{say`Panels on the page`}</legend>
      <div className={styles.panels}>
        {panelNames.map((panel) => (
          <label key={panel} className={styles.panel}>
            <input
              type="checkbox"
              className={styles.box}
              checked={!hidden.has(panel)}
              onChange={(event) => onHide(new Set(panelNames.filter((one) => (one === panel ? !event.target.checked : hidden.has(one)))))}
            />
            {sayText(panelTitles[panel])}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

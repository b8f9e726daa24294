import { BANDS, describeBalance, describeChange, wholePercents, type Balance } from './balance.ts';
import styles from './ScheduleEditor.module.css';

/** Where the steps go, as a bar and in one sentence; `before` is what a change started from. */
export function BalanceBar({ balance, before }: { balance: Balance; before: Balance | null }) {
  const sentence = (before && describeChange(before, balance)) ?? describeBalance(balance);
  const percents = wholePercents(balance);
  const shares = BANDS.map((band) => ({ ...band, share: balance[band.key] }));
  return (
    <div className={styles.balance}>
      <div className={styles.bar} aria-hidden="true">
        {shares.map((band) => (
          <span key={band.key} className={styles[band.key]} style={{ flexGrow: Math.max(0.001, band.share) }} />
        ))}
      </div>
      <p className={styles.shares}>
        {shares.map((band) => (
          <span key={band.key}>{band.name} {percents[band.key]} %</span>
        ))}
      </p>
      <p className={styles.sentence} aria-live="polite">{sentence}</p>
    </div>
  );
}

import { say } from '../../words/say.ts';
import { sayText } from '../../words/sayText.ts';
import { usePlayground } from '../playground.ts';
import styles from './NoWebGpu.module.css';

const ways = [
  ['Chrome or Edge', 'Version 113 or newer on Windows, macOS and ChromeOS; 121 or newer on Android. On Linux, where it is off, open chrome://flags, switch on "Unsafe WebGPU Support" and "Vulkan", and restart the browser.'],
  ['Safari', 'Version 26 or newer on macOS, iOS and iPadOS: nothing to switch on.'],
  ['Firefox', 'Version 141 or newer on Windows, 147 or newer on Macs with Apple silicon. Elsewhere, open about:config, set dom.webgpu.enabled and, where no graphics card is found then, gfx.webgpu.ignore-blocklist to true, and restart.'],
] as const;

/** Why nothing trains here, and how that changes. A recorded run plays below. */
export function NoWebGpu() {
  const why = usePlayground((state) => state.noWebGpu);
  const recording = usePlayground((state) => state.device !== null);
  return (
    <section className={styles.why} aria-labelledby="no-webgpu">
      <h2 id="no-webgpu" className={styles.title}>{say`Training needs WebGPU`}</h2>
      <p className={styles.reason}>
        {sayText(why ?? '')}
        {recording ? ` ${say`Below plays a recorded run instead, in fast motion: pause it, start it again, and step through how its samples emerge from noise.`}` : ''}
      </p>
      <details open>
        <summary className={styles.summary}>{say`Browsers that can train, and how to switch it on`}</summary>
        <dl className={styles.ways}>
          {ways.map(([browser, how]) => (
            <div key={browser}>
              <dt className={styles.browser}>{sayText(browser)}</dt>
              <dd className={styles.how}>{sayText(how)}</dd>
            </div>
          ))}
          <div>
            <dt className={styles.browser}>{say`Still not?`}</dt>
            <dd className={styles.how}>{say`Update the driver of the graphics card, see that hardware acceleration is on in the browser's settings, and reload this page.`}</dd>
          </div>
        </dl>
      </details>
    </section>
  );
}

import { noiseReach } from '../../plot/imagePixels.ts';
import type { PictureView } from '../../plot/filmSheets.ts';
import styles from './Legend.module.css';

const words: Record<PictureView | 'live' | 'training', string> = {
  training: 'training pictures, as the model sees them',
  live: 'samples of the averaged weights, from the same noise each time',
  noisy: `noisy pictures xₜ: black to white spans the picture’s own range and ${noiseReach} standard deviations of its noise`,
  predicted: 'predicted clean pictures x₀: what lies beyond black and white is cut off',
  noise: `predicted noise ε: black is −${noiseReach}, middle grey 0, white ${noiseReach}`,
};

/** What the pictures are, and what their tones mean. */
export function PictureLegend({ view }: { view: PictureView | 'live' | 'training' }) {
  return <p className={styles.tones}>{words[view]}</p>;
}

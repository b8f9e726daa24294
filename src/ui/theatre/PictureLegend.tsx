import type { FilmView } from '../../plot/filmViews.ts';
import { noiseReach } from '../../plot/imagePixels.ts';
import { say } from '../../words/say.ts';
import styles from './Legend.module.css';

export interface PictureLegendProps {
  view: FilmView | 'live' | 'training';
  /** What white means in a view of signed numbers, black being its negative. */
  reach?: number | null;
}

function tonesText(view: PictureLegendProps['view'], reach: number): string {
  const white = String(Number(reach.toPrecision(2)));
  switch (view) {
    case 'training': return say`training pictures, as the model sees them`;
    case 'live': return say`samples of the averaged weights, from the same noise each time`;
    case 'noisy': return say`noisy pictures xₜ: black to white spans the picture’s own range and ${noiseReach} standard deviations of its noise`;
    case 'predicted': return say`predicted clean pictures x₀: what lies beyond black and white is cut off`;
    case 'noise': return say`predicted noise ε: black is −${white}, middle grey 0, white ${white}`;
    case 'velocity': return say`velocity v, the noise less the picture: black is −${white}, middle grey 0, white ${white}`;
    case 'score': return say`score −ε / σ, towards likelier pictures: black is −${white}, middle grey 0, white ${white}`;
    case 'change': return say`change of xₜ in the last step: black is −${white}, middle grey 0, white ${white}`;
  }
}

/** What the pictures are, and what their tones mean. */
export function PictureLegend({ view, reach = null }: PictureLegendProps) {
  return <p className={styles.tones}>{tonesText(view, reach ?? noiseReach)}</p>;
}

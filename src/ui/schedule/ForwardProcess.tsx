import { useEffect, useMemo, useRef, useState } from 'react';
import { CLEAN, type NoisePair } from '../../diffusion/levels.ts';
import type { NoiseTable } from '../../diffusion/noiseTable.ts';
import { fixedNoise } from '../../plot/fixedNoise.ts';
import { noiseReach } from '../../plot/imagePixels.ts';
import { thinPoints } from '../../plot/noisedCloud.ts';
import { readPalette, watchTheme } from '../../plot/palette.ts';
import { isImageData } from '../../recipe/recipeKind.ts';
import { thumbnailPoints } from '../data/thumbnails.ts';
import { usePlayground } from '../playground.ts';
import { Button } from '../primitives/Button.tsx';
import { Hint } from '../primitives/Hint.tsx';
import { formatNumber } from '../primitives/numberText.ts';
import { percent } from './balance.ts';
import { cleanImages } from './cleanImages.ts';
import { NoisedImages } from './NoisedImages.tsx';
import { NoisedPicture } from './NoisedPicture.tsx';
import type { PictureTimes } from './pictureTimes.ts';
import { REACH, reachOf } from './seenLevels.ts';
import { TimeRail } from './TimeRail.tsx';
import { useElementWidth } from '../primitives/useElementWidth.ts';
import { say } from '../../words/say.ts';
import { spreadOut } from '../time/rowLayout.ts';
import { AXIS, timeAxis } from '../time/timeAxis.ts';
import { useSeek } from '../time/useSeek.ts';
import styles from './ForwardProcess.module.css';

const POINTS = 600;
const IMAGES = 4;
const NOISE_SEED = 7;
const GAP = 8;
const LARGEST = 132;

const short = (value: number) => Number(value.toPrecision(2));

export interface ForwardProcessProps {
  table: NoiseTable;
  /** alpha and sigma of each timestep as the network sees them. */
  seen: readonly NoisePair[];
  pictures: PictureTimes;
}

/** The data at chosen times of the schedule: x_t = alpha x_0 + sigma eps as the network sees it, with one fixed eps. */
export function ForwardProcess({ table, seen, pictures }: ForwardProcessProps) {
  const { times } = pictures;
  const box = useRef<HTMLDivElement>(null);
  const width = useElementWidth(box);
  const seek = useSeek(table.alphasCumprod);
  const data = usePlayground((state) => state.data);
  const kind = usePlayground((state) => state.recipe.data.kind);
  const trained = usePlayground((state) => (isImageData(state.recipe.data) ? state.pictures : null));
  const [colour, setColour] = useState('');

  useEffect(() => {
    const read = () => {
      if (box.current) setColour(readPalette(box.current).curves[0]);
    };
    read();
    return watchTheme(read);
  }, []);

  const images = useMemo(() => (trained ? cleanImages(trained, IMAGES, NOISE_SEED) : null), [trained]);
  const cloud = useMemo(() => {
    const points = data ?? thumbnailPoints(kind);
    const clean = points && thinPoints(points, POINTS);
    return clean && { clean, noise: fixedNoise(clean.length / 2, NOISE_SEED) };
  }, [data, kind]);

  const axis = timeAxis(width);
  // So large that all but the outermost stand exactly over their times while these are evenly spread.
  const size = Math.max(24, Math.min(LARGEST, Math.floor((axis.length / (times.length - 1) + AXIS.right - GAP) / 1.5)));
  const centres = spreadOut(times.map(axis.x), size + GAP, size / 2, width - size / 2);
  const sameSpan = seen.every((weights) => short(reachOf(weights)) === REACH);
  const spanOfPoints = sameSpan ? say`each picture spans −${REACH} to ${REACH} standard deviations` : say`below it stands how many standard deviations each picture spans`;
  const span = images ? say`black to white spans the picture’s own range and ${noiseReach} standard deviations of its noise` : spanOfPoints;
  return (
    <div ref={box} className={styles.process}>
      <p className={styles.name} style={{ paddingInlineStart: AXIS.left }}>
        {images ?? cloud ? say`your data with noise added` : say`The pictures appear here as soon as the data are there.`}
        <Hint label={say`your data with noise added`} text={say`xₜ = α x₀ + σ ε as the network sees it, always with the same noise ε. The percentage is the signal kept (ᾱ, share of variance); ${span}. Drag the marks below the pictures to look at other times.`} />
        {pictures.even ? null : <Button variant="quiet" onClick={pictures.spaceEvenly}>{say`Space them evenly`}</Button>}
      </p>
      {(images ?? cloud) && width > 0 ? (
        <div className={styles.pictures} data-seek={seek.active}>
          {times.map((u, i) => {
            const t = Math.round(u * (table.timesteps - 1));
            const alphaBar = table.alphasCumprod[t] ?? 0;
            const weights = seen[t] ?? CLEAN;
            const extent = reachOf(weights);
            const label = say`The data at timestep ${t}: ${percent(alphaBar)} signal kept, alpha ${formatNumber(short(weights.alpha))}, sigma ${formatNumber(short(weights.sigma))}`;
            const look = { weights, size, label };
            const before = i === 0 ? 0 : (centres[i - 1] ?? 0) + size / 2;
            return (
              <figure key={i} className={styles.picture} style={{ inlineSize: size, marginInlineStart: (centres[i] ?? 0) - size / 2 - before }} onClick={() => seek.to(u)}>
                {images ? <NoisedImages images={images} {...look} /> : cloud ? <NoisedPicture {...cloud} {...look} extent={extent} colour={colour} /> : null}
                <figcaption className={styles.caption}>
                  <span className={styles.time}>t = {t}</span>
                  <span>{size >= 96 ? say`${percent(alphaBar)} signal` : percent(alphaBar)}</span>
                  {images || sameSpan ? null : <span>±{short(extent)}</span>}
                </figcaption>
              </figure>
            );
          })}
        </div>
      ) : null}
      {width > 0 ? (
        <TimeRail
          width={width}
          timesteps={table.timesteps}
          times={times}
          centres={centres}
          onMove={(index, u) => pictures.setTimes(times.map((time, i) => (i === index ? u : time)))}
        />
      ) : null}
    </div>
  );
}

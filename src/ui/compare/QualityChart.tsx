import { useMemo, useState } from 'react';
import { samplerEntry } from '../../diffusion/samplerTable.ts';
import type { ChartAxis } from '../../plot/chartScales.ts';
import { say } from '../../words/say.ts';
import { CurveChart } from '../charts/CurveChart.tsx';
import type { Curve } from '../charts/curves.ts';
import { Segmented } from '../primitives/Segmented.tsx';
import { QualityDots } from './QualityDots.tsx';
import { costOf, ownPoints, type Cost } from './dotWays.ts';
import { QualityTip } from './QualityTip.tsx';
import type { SweepState } from './sweep.ts';

const tones = ['first', 'second', 'third', 'fourth'] as const;

/** Distance from the data against what the samples cost, with the line below which nothing can be told from data. */
export function QualityChart({ samplers, points, floor }: Pick<SweepState, 'samplers' | 'points' | 'floor'>) {
  const [by, setBy] = useState<Cost>('calls');
  const costs = points.map((point) => costOf(point, by));
  const [least, most] = [Math.min(...costs, 64), Math.max(...costs, 2)];
  const x: ChartAxis = useMemo(() => ({ name: by === 'calls' ? 'calls of the model for each sample (logarithmic)' : 'steps (logarithmic)', domain: [Math.max(1, least / 1.2), most * 1.2], scale: 'log' }), [by, least, most]);
  const highest = Math.max(0, floor?.floor ?? 0, ...points.map(({ mean, error }) => mean + 2 * error));
  const lowest = Math.min(highest || 1, floor?.floor ?? Infinity, ...points.map(({ mean }) => mean));
  const y: ChartAxis = useMemo(() => ({ name: 'distance from the data (logarithmic)', domain: highest > 0 ? [lowest / 1.5, highest * 1.2] : [0.01, 1], scale: 'log' }), [lowest, highest]);
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const dots = useMemo(() => samplers.flatMap((sampler) => ownPoints(points, sampler)), [samplers, points]);
  const active = pointed ?? focused;
  const told = active === null ? undefined : dots[active];
  const curves = useMemo((): Curve[] => {
    const measured = samplers.map((sampler, place): Curve => {
      const own = ownPoints(points, sampler);
      return { name: samplerEntry(sampler).label, tone: tones[place] ?? 'first', x: own.map((point) => costOf(point, by)), y: own.map(({ mean }) => mean), error: own.map(({ error }) => error) };
    });
    return floor ? [...measured, { name: 'the data from themselves', tone: 'faint', style: 'dashed', x: [x.domain[0], x.domain[1]], y: [floor.floor, floor.floor] }] : measured;
  }, [samplers, points, floor, by, x]);
  return (
    <>
      <Segmented<Cost>
        label={say`Cost`}
        hideLabel
        value={by}
        options={[{ value: 'calls', label: say`By calls of the model`, title: say`What samples cost: some samplers call the model twice in a step` }, { value: 'steps', label: say`By steps` }]}
        onChange={setBy}
      />
      <CurveChart label={say`Distance of samples from the data against the number of steps, for each sampler`} x={x} y={y} curves={curves} height={280} empty={say`nothing measured yet`} quiet={told !== undefined} over={(scales) => (told ? <QualityTip point={told} across={scales.x(costOf(told, by))} up={scales.y(told.mean)} height={280} /> : null)}>
        {(scales) => (dots.length === 0 ? null : (
          <QualityDots
            scales={scales} active={active} onPointed={setPointed} onFocused={setFocused}
            dots={dots.map((point) => ({ point, tone: tones[samplers.indexOf(point.sampler)] ?? 'first', x: scales.x(costOf(point, by)), y: scales.y(point.mean) }))}
          />
        ))}
      </CurveChart>
    </>
  );
}

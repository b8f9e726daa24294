import type { GuideAttributes } from '../guide.ts';
import type { StepValues } from '../stepUniform.ts';
import type { Array64 } from './array64.ts';

/** guided = unconditional + scale (conditional - unconditional), each sample scaled to the contrast of the conditional one by the share `rescale`. */
export function guide({ step, rescale = 0 }: GuideAttributes & { step: Pick<StepValues, 'coefficients_b'> }, conditional: Array64, unconditional: Array64): Array64[] {
  const scale = step.coefficients_b[3];
  const guided = conditional.zip(unconditional, (wanted, free) => free + scale * (wanted - free));
  const [samples = 1] = conditional.shape;
  const size = conditional.data.length / samples;
  const deviation = (of: Array64, sample: number): number => {
    const part = of.data.slice(sample * size, (sample + 1) * size);
    const mean = part.reduce((sum, value) => sum + value, 0) / size;
    return Math.sqrt(part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size);
  };
  const factors = Array.from({ length: samples }, (_, sample) => {
    const [wanted, made] = [deviation(conditional, sample), deviation(guided, sample)];
    return made > 0 ? rescale * wanted / made + 1 - rescale : 1;
  });
  return [guided.map((value, i) => value * (factors[Math.floor(i / size)] ?? Number.NaN))];
}

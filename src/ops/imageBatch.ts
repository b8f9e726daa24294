import code from '../../shaders/noise/images.wgsl?raw';
import { at, lineOf, type Operation } from './operation.ts';
import { checkDraws, type DrawAttributes, drawConstants } from './timestepDraws.ts';

const shader = { name: 'noise/images', code };

export interface ImageBatchAttributes extends DrawAttributes {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Mirror half of the pictures, left to right. */
  readonly mirror: boolean;
  /** Pixels by which a picture moves at most in each direction; the edge pixels go on beyond the edge. */
  readonly shift: number;
  /** Model units of a byte: x_0 = scale * byte + offset. */
  readonly scale: number;
  readonly offset: number;
  /** Classes of the set; also the number of the null class. */
  readonly classes: number;
  /** Probability, from 0 to 1, that a picture's class becomes the null class. */
  readonly labelDropout: number;
  /**
   * Offset noise (Guttenberg 2023): epsilon gets this many times one more normal for each picture and channel, 0 (default) or above;
   * 0.1 is usual. Its variance becomes 1 + offsetNoise^2: as there, it is not brought back to 1.
   */
  readonly offsetNoise?: number;
}

/**
 * Makes a training batch of pictures on the GPU: gathers, augments, normalises and noises them.
 * Inputs: pixels [ceil(N H W C / 4)] (u32: bytes of NHWC pictures one after another, lowest byte first; the first step.rows
 * pictures count), labels [max(1, ceil(N / 2))] (u32: 16-bit classes, two a word, lowest first; zeros where there are none)
 * levels [T, 4], each row (alpha, sigma, target_x0, target_epsilon), and perhaps cumulative probabilities [T] of the timesteps, as
 * noiseBatch takes them.
 * Outputs: x_t [batch, H, W, C], the target [batch, H, W, C], timesteps [batch] (u32) and classes [batch] (u32).
 * Rows, timesteps and noise are those that noiseBatch draws from the same step and seed.
 */
export const imageBatch: Operation<ImageBatchAttributes> = {
  name: 'imageBatch',

  infer([pixels, labels, levels, cumulative], attributes) {
    const { batch, height, width, channels, shift, scale, offset, classes, labelDropout, offsetNoise = 0 } = attributes;
    if (pixels?.type !== 'u32' || pixels.shape.length !== 1 || labels?.type !== 'u32' || labels.shape.length !== 1 || levels?.shape[1] !== 4) {
      throw new Error('imageBatch takes pixels (u32, one axis), labels (u32, one axis) and levels [T, 4].');
    }
    for (const [name, value, least] of [['height', height, 1], ['width', width, 1], ['channels', channels, 1], ['shift', shift, 0], ['classes', classes, 0]] as const) {
      if (!(Number.isInteger(value) && value >= least)) throw new Error(`imageBatch: ${name} is ${value}, but a whole number from ${least} on is wanted.`);
    }
    if (!(labelDropout >= 0 && labelDropout <= 1)) throw new Error(`imageBatch: labelDropout is ${labelDropout}, but a probability from 0 to 1 is wanted.`);
    if (!(Number.isFinite(scale) && Number.isFinite(offset))) throw new Error(`imageBatch: scale ${scale} and offset ${offset} must be finite numbers.`);
    if (!(offsetNoise >= 0 && Number.isFinite(offsetNoise))) throw new Error(`imageBatch: offsetNoise is ${offsetNoise}, but a number of 0 or above is wanted.`);
    checkDraws('imageBatch', attributes, cumulative, levels);
    const size = height * width * channels;
    if (4 * at(pixels.shape, 0) < size) throw new Error(`imageBatch: ${4 * at(pixels.shape, 0)} bytes of pixels do not hold one picture of ${height} x ${width} x ${channels}.`);
    const shape = [batch, height, width, channels];
    return [{ shape, type: 'f32' }, { shape, type: 'f32' }, { shape: [batch], type: 'u32' }, { shape: [batch], type: 'u32' }];
  },

  launch({ inputs, outputs, attributes }) {
    const { batch, height, width, channels, mirror, shift, scale, offset, classes, labelDropout, offsetNoise = 0 } = attributes;
    const [levels, cumulative] = [at(inputs, 2), inputs[3]];
    return [{
      shader,
      constants: {
        BATCH: batch, HEIGHT: height, WIDTH: width, CHANNELS: channels, MIRROR: mirror, SHIFT: shift, SCALE: scale, OFFSET: offset,
        CLASSES: classes, DROP_THRESHOLD: Math.floor(labelDropout * 2 ** 31), OFFSET_NOISE: offsetNoise,
        ...drawConstants(attributes, cumulative !== undefined),
      },
      bind: {
        pixels: at(inputs, 0), labels: at(inputs, 1), levels, cumulative: cumulative ?? levels,
        x_t: at(outputs, 0), goal: at(outputs, 1), timesteps: at(outputs, 2), class_labels: at(outputs, 3),
      },
      workgroups: lineOf(batch * Math.ceil(height * width * channels / 4)),
    }];
  },

  gradient: 'pictures and noise are not trained',
};

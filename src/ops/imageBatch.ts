import code from '../../shaders/noise/images.wgsl?raw';
import { at, lineOf, type Operation } from './operation.ts';

const shader = { name: 'noise/images', code };

export interface ImageBatchAttributes {
  /** Pictures in a batch. */
  readonly batch: number;
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
}

/**
 * Makes a training batch of pictures on the GPU: gathers, augments, normalises and noises them.
 * Inputs: pixels [ceil(N H W C / 4)] (u32: bytes of NHWC pictures one after another, lowest byte first; the first step.rows
 * pictures count), labels [max(1, ceil(N / 2))] (u32: 16-bit classes, two a word, lowest first; zeros where there are none)
 * and levels [T, 4], each row (alpha, sigma, target_x0, target_epsilon).
 * Outputs: x_t [batch, H, W, C], the target [batch, H, W, C], timesteps [batch] (u32) and classes [batch] (u32).
 * Rows, timesteps and noise are those that noiseBatch draws from the same step and seed.
 */
export const imageBatch: Operation<ImageBatchAttributes> = {
  name: 'imageBatch',

  infer([pixels, labels, levels], attributes) {
    const { batch, height, width, channels, shift, scale, offset, classes, labelDropout } = attributes;
    if (pixels?.type !== 'u32' || pixels.shape.length !== 1 || labels?.type !== 'u32' || labels.shape.length !== 1 || levels?.shape[1] !== 4) {
      throw new Error('imageBatch takes pixels (u32, one axis), labels (u32, one axis) and levels [T, 4].');
    }
    for (const [name, value, least] of [['batch', batch, 1], ['height', height, 1], ['width', width, 1], ['channels', channels, 1], ['shift', shift, 0], ['classes', classes, 0]] as const) {
      if (!(Number.isInteger(value) && value >= least)) throw new Error(`imageBatch: ${name} is ${value}, but a whole number from ${least} on is wanted.`);
    }
    if (!(labelDropout >= 0 && labelDropout <= 1)) throw new Error(`imageBatch: labelDropout is ${labelDropout}, but a probability from 0 to 1 is wanted.`);
    if (!(Number.isFinite(scale) && Number.isFinite(offset))) throw new Error(`imageBatch: scale ${scale} and offset ${offset} must be finite numbers.`);
    const size = height * width * channels;
    if (4 * at(pixels.shape, 0) < size) throw new Error(`imageBatch: ${4 * at(pixels.shape, 0)} bytes of pixels do not hold one picture of ${height} x ${width} x ${channels}.`);
    const shape = [batch, height, width, channels];
    return [{ shape, type: 'f32' }, { shape, type: 'f32' }, { shape: [batch], type: 'u32' }, { shape: [batch], type: 'u32' }];
  },

  launch({ inputs, outputs, attributes }) {
    const { batch, height, width, channels, mirror, shift, scale, offset, classes, labelDropout } = attributes;
    return [{
      shader,
      constants: {
        BATCH: batch, HEIGHT: height, WIDTH: width, CHANNELS: channels, MIRROR: mirror, SHIFT: shift, SCALE: scale, OFFSET: offset,
        CLASSES: classes, DROP_THRESHOLD: Math.floor(labelDropout * 2 ** 31),
      },
      bind: {
        pixels: at(inputs, 0), labels: at(inputs, 1), levels: at(inputs, 2),
        x_t: at(outputs, 0), goal: at(outputs, 1), timesteps: at(outputs, 2), class_labels: at(outputs, 3),
      },
      workgroups: lineOf(batch * Math.ceil(height * width * channels / 4)),
    }];
  },

  gradient: 'pictures and noise are not trained',
};

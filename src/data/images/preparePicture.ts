/** From a picture of any size to the bytes that the model sees: channels, crop, size. */
import { LUMA_709 } from './raster.ts';
import { resample } from './resample.ts';
import type { Picture } from './resample.ts';

export interface PictureShape {
  /** Pixels, whole numbers from 1. */
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** `centre` cuts off what is too long; `fit` keeps all and fills the rest with the background. */
  readonly crop: 'centre' | 'fit';
  /** sRGB bytes behind transparent pictures and beside fitted ones. */
  readonly background: readonly [number, number, number];
}

/**
 * Brings a picture to a shape. Transparency is laid over the background; grey from colour is the Rec. 709 luma of the sRGB
 * bytes (0.2126 R + 0.7152 G + 0.0722 B), colour from grey is three times the same.
 * @param picture of 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 channels (RGB, alpha not premultiplied)
 * @returns [height, width, channels]
 */
export function preparePicture(picture: Picture, shape: PictureShape): Uint8Array {
  const cropped = shape.crop === 'centre' ? centreCrop(picture, shape.width / shape.height) : picture;
  const opaque = withChannels(cropped, shape.channels, shape.background);
  if (shape.crop === 'centre') return resample(opaque, shape.width, shape.height).data;
  return fitted(opaque, shape);
}

/** The largest part of the picture in its middle that has the ratio width / height, to whole pixels. */
export function centreCrop(picture: Picture, ratio: number): Picture {
  const width = Math.max(1, Math.min(picture.width, Math.round(picture.height * ratio)));
  const height = Math.max(1, Math.min(picture.height, Math.round(picture.width / ratio)));
  if (width === picture.width && height === picture.height) return picture;
  const [left, top] = [Math.floor((picture.width - width) / 2), Math.floor((picture.height - height) / 2)];
  const line = width * picture.channels;
  const data = new Uint8Array(height * line);
  for (let row = 0; row < height; row += 1) {
    const from = ((top + row) * picture.width + left) * picture.channels;
    data.set(picture.data.subarray(from, from + line), row * line);
  }
  return { width, height, channels: picture.channels, data };
}

function fitted(picture: Picture, { width, height, channels, background }: PictureShape): Uint8Array {
  const scale = Math.min(width / picture.width, height / picture.height);
  const inside = (from: number, most: number): number => Math.min(most, Math.max(1, Math.round(from * scale)));
  const small = resample(picture, inside(picture.width, width), inside(picture.height, height));
  const [left, top] = [Math.floor((width - small.width) / 2), Math.floor((height - small.height) / 2)];
  const fill = channels === 1 ? [luma(...background)] : background;
  const data = new Uint8Array(width * height * channels);
  for (let i = 0; i < data.length; i += 1) data[i] = fill[i % channels] ?? 0;
  const line = small.width * channels;
  for (let row = 0; row < small.height; row += 1) {
    data.set(small.data.subarray(row * line, (row + 1) * line), ((top + row) * width + left) * channels);
  }
  return data;
}

/** Relative luminance weights of ITU-R BT.709 on sRGB bytes (luma), rounded. */
export function luma(red: number, green: number, blue: number): number {
  return Math.round(LUMA_709[0] * red + LUMA_709[1] * green + LUMA_709[2] * blue);
}

function withChannels(picture: Picture, channels: 1 | 3, background: readonly [number, number, number]): Picture {
  if (picture.channels === channels) return picture;
  const { data, channels: given } = picture;
  const [colour, alpha] = [given >= 3, given === 2 || given === 4];
  const pixels = picture.width * picture.height;
  const out = new Uint8Array(pixels * channels);
  const [backRed, backGreen, backBlue] = background;
  for (let i = 0; i < pixels; i += 1) {
    const place = i * given;
    const share = alpha ? (data[place + given - 1] ?? 0) / 255 : 1;
    const over = (value: number, back: number): number => back + (value - back) * share;
    const red = over(data[place] ?? 0, backRed);
    const green = over(data[colour ? place + 1 : place] ?? 0, backGreen);
    const blue = over(data[colour ? place + 2 : place] ?? 0, backBlue);
    if (channels === 1) {
      out[i] = luma(red, green, blue);
    } else {
      out[3 * i] = Math.round(red);
      out[3 * i + 1] = Math.round(green);
      out[3 * i + 2] = Math.round(blue);
    }
  }
  return { ...picture, channels, data: out };
}

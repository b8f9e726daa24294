import type { LayerLook } from '../../store/layerLooks.ts';
import type { Quantity } from './blockFigures.ts';
import type { LayerFlag } from './layerFlags.ts';

/** What is known of the layers of the run, and what of it is shown. */
export interface Live {
  readonly quantity: Quantity;
  readonly looks: readonly LayerLook[];
  readonly flags: readonly LayerFlag[];
}

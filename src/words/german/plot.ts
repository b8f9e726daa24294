import type { Catalogue } from '../catalogue.ts';

export const plot: Catalogue = {
  'x (standard deviations)': 'x (Standardabweichungen)',
  'y (standard deviations)': 'y (Standardabweichungen)',
};

import type { Catalogue } from '../catalogue.ts';

export const theatre: Catalogue = {
  'ε in x (standard deviations of the noise)': 'ε in x (Standardabweichungen des Rauschens)',
  'ε in y (standard deviations of the noise)': 'ε in y (Standardabweichungen des Rauschens)',
};

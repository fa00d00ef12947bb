import type { MapOptions } from './types';

/** Natural breaks, five classes, the warm scheme (on change maps rises are warm and falls are blue), labels on. */
export const DEFAULT_MAP_OPTIONS: MapOptions = {
  method: 'natural',
  classes: 5,
  scheme: 'orange',
  labels: true,
  sameScale: false,
  keepClasses: false,
};

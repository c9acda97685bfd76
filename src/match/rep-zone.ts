import type { ZoneOptions } from '../calendar/index.js';

/** A rep's zone, and where its offsets come from; default: `Intl`. */
export interface RepZone extends ZoneOptions {
  readonly timeZone: string;
}

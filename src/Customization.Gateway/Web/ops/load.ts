import { say } from '../kit/page';
import type { Load } from './api';

/** Share of the opening hours that is claimed, in percent. */
export function usedOf(load: Load): number {
  return Math.round(100 * (load.held + load.reserved + load.completed) / load.open);
}

/** Shade of a day. */
export function levelOf(load: Load): string {
  if (load.open === 0) {
    return 'closed';
  }
  const used = usedOf(load);
  return `level${used === 0 ? 0 : used <= 25 ? 1 : used <= 50 ? 2 : used <= 75 ? 3 : used <= 90 ? 4 : 5}`;
}

/** The whole load in words. */
export function textOf(load: Load): string {
  return load.open === 0
    ? say('ops.closed')
    : say('ops.load', load.open, load.held, load.reserved, load.completed, load.slots);
}

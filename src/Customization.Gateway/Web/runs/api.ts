import type { Money } from '../kit/format';
import { because, language } from '../kit/page';

export type RunStatus =
  'collecting' | 'reviewing' | 'running' | 'paused' | 'stopping' | 'finished' | 'cancelled' | 'rejected';

export interface Run {
  id: string;
  status: RunStatus;
  owner: string;
  product: string;
  productVersion: number;
  batches: number;
  recipients: number;
  made: number;
  failed: number;
  left: number;
  samples: number;
  perMinute?: number;
  estimatedEnd?: string;
  endedAt?: string;
  /** When its recipients were, or will be, forgotten. */
  forgets?: string;
  isForgotten: boolean;
  reason?: string;
}

/** An item with what it is, or would be. */
export interface Item {
  id: string;
  fields: Record<string, string>;
  order?: string;
  price?: { total: Money };
  documents?: { name: string; title: string }[];
  why?: string;
  detail?: string;
}

export interface Page<T> {
  items: T[];
  next?: string;
}

export function pathOf(run: string, tail = ''): string {
  return `/v1/runs/${encodeURIComponent(run)}${tail}`;
}

/** The fields of a recipient on one line. */
export function fieldsOf(item: Item): string {
  return Object.entries(item.fields).map(([name, value]) => `${name}: ${value}`).join(', ');
}

/** Why an item failed, or would: the engine's sentence is English, its code is not. */
export function whyOf(item: Item): string {
  return (language === 'en' && item.detail) || because(item.why ?? '');
}

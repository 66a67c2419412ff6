import type { Money } from './format';
import { say } from './page';

/** A quote or order as the API writes it. */
export interface Order {
  id: string;
  status: OrderStatus;
  product: string;
  productVersion: number;
  configuration: string;
  price: { total: Money; lines: { code: string; title: string; amount: Money }[] };
  lane: string;
  placedAt: string;
  quoteExpires?: string;
  promise?: { deliveryDate: string; shipDate: string };
  outcome?: { status: OrderStatus; detail?: string };
  moving?: string;
  endReason?: string;
  tracking?: string;
  work: { operation: string; cell: string; start: string; minutes: number; isDone: boolean }[];
  /** Serial numbers, once it is delivered and there is something to adjust. */
  owned?: string[];
  history: { at: string; reason: string; promise?: { deliveryDate: string } }[];
}

export type OrderStatus = 'unknown' | 'holding' | 'quoted' | 'confirming' | 'confirmed' | 'producing' | 'produced'
  | 'shipped' | 'delivered' | 'rejected' | 'cancelled' | 'expired';

/** A status in the page's language. */
export function statusText(status: OrderStatus): string {
  return say(`status.${status}`);
}

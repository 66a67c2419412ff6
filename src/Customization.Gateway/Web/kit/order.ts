import { call } from './api';
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
  /** What ships together, in the order in which it does. */
  lots?: Lot[];
  /** The lots from one on will not come; without their share of the price so much is owed. */
  cancelledLots?: { from: number; reason: string; price: Money; owed: Money };
  /** Serial numbers, once it is delivered and there is something to adjust. */
  owned?: string[];
  history: { at: string; reason: string; promise?: { deliveryDate: string } }[];
}

/** Pieces of an order that ship together. */
export interface Lot {
  lot: number;
  from: number;
  to: number;
  status: 'open' | 'finished' | 'shipped' | 'delivered' | 'cancelled';
  dates?: { deliveryDate: string; shipDate: string };
  tracking?: string;
}

export type OrderStatus = 'unknown' | 'holding' | 'quoted' | 'confirming' | 'confirmed' | 'producing' | 'produced'
  | 'shipped' | 'delivered' | 'rejected' | 'cancelled' | 'expired' | 'partly-delivered';

type Named = { code: string; title: string };

let products: Promise<Named[]> | undefined;

/** What was ordered: as the price has it, else, where only its parts cost something, as the product is called now. */
export async function titleOf(order: Order): Promise<string> {
  const priced = order.price.lines.find(line => line.code === 'base');
  if (priced) {
    return priced.title;
  }
  products ??= call<Named[]>('GET', '/v1/products').catch(() => []);
  return (await products).find(product => product.code === order.product)?.title ?? order.product;
}

/** How far a lot is, in the page's language: one that is not finished is as far as its order. */
export function lotText(order: Order, lot: Lot): string {
  return statusText(lot.status === 'open' ? order.status : lot.status === 'finished' ? 'produced' : lot.status);
}

/** A status in the page's language. */
export function statusText(status: OrderStatus): string {
  return say(`status.${status}`);
}

import type { OrderStatus } from '../kit/order';
import { say, type Word } from '../kit/page';

/** The way of an order that goes well. */
export const way: OrderStatus[] = ['confirmed', 'producing', 'produced', 'shipped', 'delivered'];

/** A status in the page's language. */
export function statusText(status: OrderStatus): string {
  return say(`status.${status}` as Word);
}

/** How far along the way an order is: the number of stations reached. */
export function reached(status: OrderStatus): number {
  return way.indexOf(status) + 1;
}

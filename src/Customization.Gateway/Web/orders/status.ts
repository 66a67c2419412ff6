import type { OrderStatus } from '../kit/order';

/** The way of an order that goes well. */
export const way: OrderStatus[] = ['confirmed', 'producing', 'produced', 'shipped', 'delivered'];

/** How far along the way an order is: the number of stations reached. */
export function reached(status: OrderStatus): number {
  return status === 'partly-delivered' ? way.length : way.indexOf(status) + 1;
}

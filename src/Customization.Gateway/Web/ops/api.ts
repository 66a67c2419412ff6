import type { OrderStatus } from '../kit/order';

/** Cells by days, in minutes. */
export interface CellBoard {
  dates: string[];
  cells: Cell[];
  isAll: boolean;
}

export interface Cell {
  id: string;
  name: string;
  capabilities: string[];
  brokenSince?: string;
  brokenReason?: string;
  days: Load[];
}

export interface Load {
  open: number;
  held: number;
  reserved: number;
  completed: number;
  slots: number;
}

export interface CellDay {
  opening: string[];
  slots: { hold: string; order: string; interval: string; status: 'held' | 'reserved' | 'completed'; expires?: string }[];
}

export interface Calendar {
  week: Record<string, string[]>;
  exceptions?: Record<string, string[]>;
}

export interface OrderRow {
  id: string;
  status: OrderStatus;
  product: string;
  placedAt: string;
  lane: string;
  prospect: { promised?: string; firstPromised?: string; daysLate: number; isOverdue: boolean; possible?: string };
  moving?: string;
  reason?: string;
  cells: string[];
  /** How many of its lots have left, and which one waits for somebody to report it. */
  lots?: { left: number; total: number; next?: number; cancelled?: number };
}

export interface Latencies {
  boundsUs: number[];
  counts: number[];
}

export interface Engine {
  at: string;
  processes: { name: string; active: number }[];
  active: Record<string, number>;
  asks: Latencies;
  commits?: Latencies;
  writes?: number;
  hottest: { address: { kind: string; key: string }; messages: number; waiting: number }[];
}

export interface Component {
  code: string;
  terms: { name: string; leadTimeDays: number };
  onHand: number;
  receipts: { id: string; quantity: number; date: string }[];
  claims: { order: string; quantity: number; status: string }[];
  available: { from: string; quantity: number }[];
}

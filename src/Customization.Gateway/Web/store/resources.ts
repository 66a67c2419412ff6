import type { Parameter, ParameterValue } from '../fields/parameters';
import type { Money } from '../kit/format';

/** What the API says about products and sessions; see /openapi/v1.json. */

export interface Value {
  name: string;
  number?: number;
  title: string;
  help?: string;
  texts?: Record<string, string>;
  from?: string;
  until?: string;
}

export interface Place {
  path: string;
  part: string;
  position: number;
  title: string;
  parent?: string;
}

export interface Characteristic {
  name: string;
  kind: 'single-choice' | 'optional' | 'boolean' | 'quantity';
  title: string;
  help?: string;
  group?: string;
  part?: Place;
  values: Value[];
}

export interface Product {
  code: string;
  version: number;
  title: string;
  help?: string;
  characteristics: Characteristic[];
  parts?: { path: string; title: string; count: string }[];
  parameters: Parameter[];
  priceLists: { code: string; currency: string; segment: string }[];
  lanes: { code: string; title: string }[];
}

export type Status = 'open' | 'chosen' | 'forced' | 'excluded' | 'dead';

export interface ValueAnswer {
  status: Status;
  priceDelta?: number;
  dayDelta?: number;
  changes?: number;
  default?: boolean;
  /** Share of customers like this one who take it; absent where nothing was learned. */
  popularity?: number;
}

export interface Answer {
  chosen?: string;
  completion: string;
  visible?: 'no' | 'open';
  values: Record<string, ValueAnswer>;
}

export interface Change {
  characteristic: string;
  before?: string;
  after?: string;
}

export interface Price {
  total: Money;
  lines: { code: string; title: string; amount: Money }[];
  priceList: string;
}

export interface DeliveryPromise {
  shipDate: string;
  deliveryDate: string;
  lane: string;
  lateBecause: string[];
}

export interface Proposal {
  number: number;
  by: string;
  choices: Change[];
  note: string;
}

export interface Picture {
  viewBox: string;
  layers: { name: string; svg: string }[];
}

export interface Session {
  id: string;
  owner: string;
  version: number;
  product: string;
  productVersion: number;
  newerVersion?: number;
  code: string;
  isComplete: boolean;
  price: Price;
  promise?: DeliveryPromise;
  undecided: string[];
  characteristics: Record<string, Answer>;
  parameters: Record<string, ParameterValue>;
  /** Parameters that are not asked with these choices. */
  notAsked?: string[];
  blockedOptions?: { parameter: string; option: string; why: string }[];
  parameterIssues: { parameter: string; missing: boolean; reason: string }[];
  terms: { priceList: string; lane: string };
  undoSteps: number;
  redoSteps: number;
  participants?: Record<string, { displayName: string; since: string }>;
  proposals?: Proposal[];
  changed?: Change[];
  hints?: { name: string; level: 'hint' | 'warning'; at?: string; message: string }[];
  groups?: { name: string; title: string; characteristics: string[] }[];
  lapsed?: { characteristic: string; value: string; instead: string }[];
  picture?: Picture;
}

export interface Preview {
  version: number;
  changes: Change[];
  price: Money;
  priceDelta: Money;
}

export interface Explanation {
  characteristic: string;
  value: string;
  status: Status;
  choices: Change[];
  rules: { name: string; message: string }[];
  repair?: Preview;
}

export interface Guidance {
  ways?: string;
  questions: { characteristic: string; bits: number }[];
}

export type Goal = 'cheapest' | 'fastest' | 'likeliest' | 'preferred';

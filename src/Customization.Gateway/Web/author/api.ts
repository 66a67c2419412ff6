import type { Parameter, ParameterValue } from '../fields/parameters';
import type { Money } from '../kit/format';

export interface Finding {
  code: string;
  severity: 'error' | 'warning';
  file: string;
  line: number;
  column: number;
  message: string;
}

export interface Change {
  thing: 'characteristic' | 'value' | 'rule' | 'preference' | 'default' | 'price-list' | 'price' | 'cost' | 'days'
    | 'component' | 'operation' | 'parameter' | 'lane' | 'document';
  kind: 'added' | 'removed' | 'changed';
  name: string;
  before?: string;
  after?: string;
}

export interface Comparison {
  before?: string;
  after?: string;
  changes: Change[];
}

export interface Question {
  name: string;
  title: string;
  values: { name: string; title: string }[];
}

export interface Check {
  id?: string;
  product?: string;
  current?: number;
  diagnostics: Finding[];
  configurations?: string;
  comparison?: Comparison;
  definition?: { title: string; characteristics: Question[]; parameters: Parameter[] };
}

export interface ChoiceChange {
  characteristic: string;
  before?: string;
  after?: string;
}

export interface Trial {
  session: {
    isComplete: boolean;
    undecided: string[];
    price: { total: Money };
    promise?: { deliveryDate: string };
    parameters: Record<string, ParameterValue>;
    notAsked?: string[];
    parameterIssues: { parameter: string; reason: string }[];
    picture?: { viewBox: string; layers: { name: string; svg: string }[] };
    characteristics: Record<string, {
      chosen?: string;
      completion: string;
      visible?: string;
      values: Record<string, { status: 'open' | 'chosen' | 'forced' | 'excluded' | 'dead'; priceDelta?: number }>;
    }>;
  };
  why?: {
    characteristic: string;
    value: string;
    choices: ChoiceChange[];
    rules: { name: string; message: string }[];
    repair?: { changes: ChoiceChange[]; priceDelta: Money };
  };
}

export interface Mean {
  value: number;
  standardError: number;
}

export interface Effort {
  shoppers: 'everybody' | 'buyers';
  walks: number;
  isExact: boolean;
  unaided: Mean;
  aided: Mean;
  read: Mean;
  complete: Mean;
  secondsUnaided: Mean;
  secondsAided: Mean;
}

export interface ReportValue {
  name: string;
  offer: 'open' | 'forced' | 'dead';
  share?: number;
  orders: number;
  price: number;
  cost: number;
  margin: number;
}

/** A way to serve what is wanted; amounts are minor units. */
export interface StockScenario {
  kinds: number;
  served: number;
  substituted: number;
  lost: number;
  onHand: number;
  value: number;
  costPerYear: number;
  marginLostPerYear: number;
}

export interface Report {
  product: string;
  version: number;
  configurations?: string;
  currency: string;
  ordersRead: number;
  isDemandComplete: boolean;
  demand: { orders: number; unlike: number; distinct: number; bits?: number; effective?: number; topShare?: number };
  characteristics: { name: string; possible: number; bits?: number; effective?: number; values: ReportValue[] }[];
  effort: Effort[];
  stock?: {
    assumptions: { holding: number; obsolescence: number; service: number; leadTime: number; substitute: number };
    days: number;
    kept: StockScenario;
    all: StockScenario;
    madeToOrder: StockScenario;
  };
  pruning: {
    characteristic: string;
    value: string;
    orders: number;
    revenue: number;
    margin: number;
    varietySaved: string;
    alsoDead: { characteristic: string; value: string }[];
    settled: string[];
    components: string[];
    operations: string[];
  }[];
}

/** An estimate and the bounds of its 95 % interval. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** How the pricing policies that the current version compares fare; amounts are minor units. */
export interface Policies {
  currency: string;
  ordersRead: number;
  isComplete: boolean;
  inOtherCurrencies: number;
  policies: {
    code: string;
    share: number;
    customers: number;
    quotes: number;
    buyers: number;
    orders: number;
    revenue: number;
    margin: number;
    conversion?: number;
  }[];
  differences: { code: string; conversion?: Estimate; margin?: Estimate; buyers?: Estimate }[];
}

export interface InFlight {
  read: number;
  isAll: boolean;
  reached: number;
  needRepair: number;
  sessions: {
    version: number;
    choices: number;
    isPossible: boolean;
    vanished: { characteristic: string; value: string }[];
    changed: { characteristic: string; before: string; after?: string }[];
  }[];
}

export interface Versions {
  code: string;
  current?: number;
  isRetired: boolean;
  versions: {
    version: number;
    publishedBy: string;
    publishedAt: string;
    characteristics: number;
    values: number;
    rules: number;
    configurations?: string;
  }[];
}

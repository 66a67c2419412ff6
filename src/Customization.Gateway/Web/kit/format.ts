import { language, say } from './page';

/** An amount in minor units, as the API writes it. */
export interface Money {
  minor: number;
  currency: string;
}

const locale = language === 'en' ? 'en-IE' : language;
const formats = new Map<string, Intl.NumberFormat>();

/** An amount: `€119.00`. */
export function money(amount: Money): string {
  return formatOf(amount.currency, 'auto').format(major(amount));
}

/** A difference: `+€8.00`, `-€2.00`. */
export function moneyDelta(amount: Money): string {
  return formatOf(amount.currency, 'exceptZero').format(major(amount));
}

/** A difference of days: `+2 days`. */
export function daysDelta(days: number): string {
  const count = `${days > 0 ? '+' : '−'}${Math.abs(days)}`;
  return say(Math.abs(days) === 1 ? 'oneDay' : 'manyDays', count);
}

/** A date without a time, `2026-12-02`, in words. */
export function day(date: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
}

/** A date in few letters: `Mon 30 Nov`. */
export function shortDay(date: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(new Date(`${date}T00:00:00Z`));
}

/** The day of the week of a date. */
export function weekday(date: string): string {
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** A number with so many digits after the point. */
export function decimal(value: number, digits = 1): string {
  return new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

/** A moment, in the reader's time. */
export function moment(instant: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** A whole number of any length. */
export function count(digits: string | number): string {
  return new Intl.NumberFormat(locale).format(typeof digits === 'string' ? BigInt(digits) : digits);
}

/** A share of 1 as a percentage. */
export function share(part: number): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(part);
}

/** A number of bytes: `1.2 MB`. */
export function bytes(count: number): string {
  const [unit, size] = count < 1_000_000 ? ['kilobyte', 1_000] as const : ['megabyte', 1_000_000] as const;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
    .format(Math.max(0.1, count / size));
}

function major(amount: Money): number {
  return amount.minor / 10 ** (formatOf(amount.currency, 'auto').resolvedOptions().maximumFractionDigits ?? 2);
}

function formatOf(currency: string, signDisplay: 'auto' | 'exceptZero'): Intl.NumberFormat {
  const key = currency + signDisplay;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'currency', currency, signDisplay });
    formats.set(key, format);
  }
  return format;
}

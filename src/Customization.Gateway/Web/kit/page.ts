import type en from '../words/en.json';

/** The keys of the pages' own words. */
export type Word = keyof typeof en;

interface Embedded<T> {
  words: Record<Word, string>;
  data: T;
}

const embedded = JSON.parse(document.getElementById('data')?.textContent ?? '{}') as Embedded<unknown>;

/** The page's language: one that the server has words for. */
export const language = document.documentElement.lang;

/** What the server put beside the page. */
export function pageData<T>(): T {
  return embedded.data as T;
}

/**
 * Why, in the page's language: a stable code of the API, and what somebody wrote behind it as it is, such as
 * `cell-broken: belt torn`.
 */
export function because(reason: string): string {
  const [code, ...written] = reason.split(': ');
  return [embedded.words[`why.${code}` as Word] ?? say('why.other'), ...written].join(': ');
}

/** A text in the page's language; `{0}`, `{1}` are filled in. */
export function say(word: Word, ...values: (string | number)[]): string {
  return embedded.words[word].replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''));
}

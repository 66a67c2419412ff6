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

/** A text in the page's language; `{0}`, `{1}` are filled in. */
export function say(word: Word, ...values: (string | number)[]): string {
  return embedded.words[word].replace(/\{(\d)\}/g, (_, i: string) => String(values[Number(i)] ?? ''));
}

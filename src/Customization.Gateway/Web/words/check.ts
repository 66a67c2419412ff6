// Never bundled: the type checker refuses a language that lacks a word.
import de from './de.json';
import en from './en.json';
import fr from './fr.json';

export const all: Record<string, Record<keyof typeof en, string>> = { de, en, fr };

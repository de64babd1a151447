import type { Answer } from '../retrieval/answer.ts';
import { askingWords } from './wording/asking-words.ts';

/** Words of something that is asked without saying so, as in "the Security team"; more of them are a sentence to others. */
const wordsOfEllipsis = 3;

/**
 * Whether what somebody wrote below an answer, to nobody by name, was said to others: it has no answer, only small talk, or
 * one that its words came to by chance, as they name somebody ("Ben, can you take this?") or ask nothing. Pure.
 */
export function isRemark(text: string, answer: Answer): boolean {
  if (answer.abstained !== undefined || callsSomebody(text, answer)) return true;
  if (/[?？]/.test(text)) return false;
  const isLookedUp = answer.asOf.length > 0;
  if (!isLookedUp) return true;
  if (Object.values(askingWords).some((words) => words.test(text.trim()))) return false;
  // A word or two of a remark are in some page always.
  const isFromPages = answer.query === undefined && answer.candidates === undefined;
  return isFromPages || wordsOf(text).length > wordsOfEllipsis;
}

/** Said to a colleague: it begins with the name of whom the answer is about, and a comma. */
function callsSomebody(text: string, { sources }: Answer): boolean {
  const [, called] = /^\s*@?([^,，:：]+)[,，:：]/u.exec(text) ?? [];
  if (called === undefined) return false;
  const words = wordsOf(called);
  const people = sources.filter(({ kind }) => kind === 'employee');
  return words.length > 0 && people.some(({ title }) => words.every((word) => wordsOf(title).includes(word)));
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

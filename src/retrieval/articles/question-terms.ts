import { analyzeText } from '../../graph/analyze-text.ts';
import { isHan } from '../linking/tokenize.ts';
import { isLight } from './asked-words.ts';

/** What a word of an earlier turn weighs beside one of the question itself. */
const earlierShare = 0.4;

/** Chinese characters that only join words or ask; a pair with one of them tells nothing. */
const joining =
  /[的是了吗呢吧在有什么怎样多少几哪些谁和与或被把从到给为以能可要会请问我你他她它们这那个一不就也都还]/;

/**
 * The question's terms, each as often as it was asked; earlier turns' terms weigh less. Of Chinese only pairs that
 * say something: single characters are for the index. Words that only ask are left out, unless there are no others.
 */
export function questionTerms(question: string, earlier: readonly string[] = []): Map<string, number> {
  const terms = new Map<string, number>();
  for (const term of tellingTerms(question)) terms.set(term, Math.min(2, (terms.get(term) ?? 0) + 1));
  for (const text of earlier) {
    for (const term of tellingTerms(text)) if (!terms.has(term)) terms.set(term, earlierShare);
  }
  return terms;
}

function tellingTerms(text: string): string[] {
  const all = analyzeText(text);
  const words = all.filter((term) => !isHan(term) || (term.length > 1 && !joining.test(term)));
  const telling = words.filter((term) => isHan(term) || !isLight(term));
  return telling.length > 0 ? telling : words.length > 0 ? words : all;
}

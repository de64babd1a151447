import { analyzeText } from '../../graph/analyze-text.ts';
import { isHan } from '../linking/tokenize.ts';
import { isLight } from './asked-words.ts';
import { anyPattern, ofLanguages } from './reading-patterns.ts';

/** What a word of an earlier turn weighs beside one of the question itself. */
const earlierShare = 0.4;

/** Characters that only join words or ask, in writing without spaces; a pair with one of them tells nothing. */
const joining = new RegExp(anyPattern(ofLanguages((one) => one.joining)));

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

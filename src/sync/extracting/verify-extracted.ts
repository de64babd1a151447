import { analyzeText } from '../../graph/analyze-text.ts';
import { findQuote } from '../../graph/find-quote.ts';
import { foldText } from '../../graph/fold-text.ts';
import { inertText } from '../../graph/inert-text.ts';
import { isTopicName, topicKey } from './topic-key.ts';

/** A name with the stretch of the passage that bears it out. */
export interface Quoted {
  readonly name: string;
  readonly quote: string;
}

/** What a passage is about and whom and what it names, as far as it bears that out. */
export interface Extracted {
  readonly topics: readonly Quoted[];
  readonly entities: readonly Quoted[];
}

const mostTopics = 5;
const mostEntities = 10;
const longestQuote = 300;
const longestName = 80;

/**
 * What holds of what a model said of a passage: its quotes stand in the passage word for word, a topic is a short noun phrase
 * whose words stand in its quote, and so does an entity's name as it is written. An order hidden in a passage so yields no more
 * than words of that passage.
 */
export function verifyExtracted(text: string, said: Extracted): Extracted {
  return {
    topics: verify(text, said.topics, isTopic, topicKey).slice(0, mostTopics),
    entities: verify(text, said.entities, isNamed, foldText).slice(0, mostEntities),
  };
}

function verify(
  text: string,
  said: readonly Quoted[],
  holds: (name: string, quote: string) => boolean,
  keyOf: (name: string) => string,
): Quoted[] {
  const found = new Map<string, Quoted>();
  for (const one of said) {
    const name = inertText(one.name).replace(/\s+/g, ' ').trim();
    if (one.quote.length > longestQuote || name.length > longestName) continue;
    const quote = findQuote(text, one.quote)?.replace(/\s+/g, ' ');
    const key = keyOf(name);
    if (quote === undefined || key === '' || found.has(key) || !holds(name, quote)) continue;
    found.set(key, { name, quote });
  }
  return [...found.values()];
}

/** Terms are stems: "password reset" stands in "how to reset passwords". */
function isTopic(name: string, quote: string): boolean {
  const terms = termsOf(name);
  const quoted = new Set(termsOf(quote));
  return isTopicName(name) && terms.length > 0 && terms.every((term) => quoted.has(term));
}

/** "Sign-on" and "sign on" are the same. */
const termsOf = (text: string): string[] => analyzeText(text.replace(/[-/]/g, ' '));

/** Whether the quote has the name, and not as a part of a longer word. */
function isNamed(name: string, quote: string): boolean {
  const [wanted, text] = [foldText(name), foldText(quote)];
  if (!/\p{L}/u.test(wanted)) return false;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1))
    if (!isJoined(text, at) && !isJoined(text, at + wanted.length)) return true;
  return false;
}

/** Whether a place is within a word; Chinese has no spaces that would tell. */
function isJoined(text: string, at: number): boolean {
  return (
    /^[\p{L}\p{N}]{2}$/u.test(text.slice(at - 1, at + 1)) &&
    !/\p{Script=Han}/u.test(text.slice(at - 1, at + 1))
  );
}

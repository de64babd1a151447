import { foldText } from '../../graph/fold-text.ts';
import type { QuestionItem } from './question-item.ts';
import type { SmallWord, SmallWords } from './small-words.ts';

/** A language's small words, ready to be looked up. */
export interface SmallWordTable {
  readonly whole: ReadonlyMap<string, readonly SmallWord[]>;
  readonly parts: readonly { readonly test: (text: string) => boolean; readonly word: SmallWord }[];
}

export function buildSmallWordTable(words: SmallWords): SmallWordTable {
  const whole = new Map<string, SmallWord[]>();
  const parts: { test: (text: string) => boolean; word: SmallWord }[] = [];
  for (const [name, texts] of Object.entries(words)) {
    const word = name as SmallWord;
    for (const text of texts) {
      const test = partTest(text);
      if (test !== null) parts.push({ test, word });
      else whole.set(foldText(text), [...(whole.get(foldText(text)) ?? []), word]);
    }
  }
  return { whole, parts };
}

/** For a text with `…` at either end; null where it stands for itself alone. */
function partTest(text: string): ((said: string) => boolean) | null {
  const [opens, ends] = [text.startsWith('…'), text.endsWith('…')];
  const bare = text
    .slice(opens ? 1 : 0, ends ? -1 : undefined)
    .normalize('NFC')
    .toLowerCase();
  // A space bounds the word, and foldText drops it at the ends.
  const folded = bare.replace(/\S+/g, (word) => foldText(word));
  if (opens && ends) return (said) => said.includes(folded);
  if (opens) return (said) => said.endsWith(folded);
  return ends ? (said) => said.startsWith(folded) : null;
}

/** Notes on each item what its words do, where the language lists them among its small words. */
export function markSmallWords<Item extends QuestionItem>(
  items: readonly Item[],
  { whole, parts }: SmallWordTable,
): Item[] {
  return items.map((item) => {
    const text = foldText(item.raw);
    const found = [
      ...(whole.get(text) ?? []),
      ...parts.filter(({ test }) => test(text)).map(({ word }) => word),
    ];
    return found.length === 0 ? item : { ...item, says: new Set(found) };
  });
}

/** Whether an item's words do one of these things. */
export const says = (item: QuestionItem | undefined, ...words: readonly SmallWord[]): boolean =>
  item?.says !== undefined && words.some((word) => item.says?.has(word));

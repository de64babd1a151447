import { analyzeText } from '../../graph/analyze-text.ts';
import { tokenize } from '../linking/tokenize.ts';
import { has, nouns } from './frame-words.ts';
import type { EntityItem, QuestionItem, WordsItem } from './question-item.ts';

/**
 * What says once more which thing is meant, and nothing of its own: Fair Rotas 这个项目, "Web, that team", "the planning permission
 * thing KEN-2", "WIN-3, the hampers", 修冷冻库（WIN-21）; of a name in brackets, whatever stands before it.
 *
 * @param text the question that the items are of.
 */
export function withoutApposition(items: readonly QuestionItem[], text: string): QuestionItem[] {
  return items.filter((item, at) => {
    const [before, after] = [items[at - 1], items[at + 1]];
    if (isSaidOfKey(items, at, text)) return false;
    if (item.kind === 'words') return !repeatsKey(items, at, item, text);
    if (!has(item, 'pron.thing') || before?.kind !== 'entity') return true;
    return !nouns.some(([cue, label]) => label === before.label && has(after, cue));
  });
}

/** Words of a task's title beside its key, or whatever stands before a key or a name that is put in brackets. */
function repeatsKey(items: readonly QuestionItem[], at: number, words: WordsItem, text: string): boolean {
  if (words.unknownKey === true) return false;
  const before = items.slice(0, at).findLast((item) => !has(item, 'light'));
  const after = items.slice(at + 1).find((item) => !has(item, 'light'));
  const said = analyzeText(words.raw);
  const isOfTitle = (item: QuestionItem | undefined): boolean => {
    if (item === undefined || !isKey(item)) return false;
    const title = new Set(item.candidates.flatMap(({ name }) => analyzeText(name)));
    return said.length > 0 && said.every((word) => title.has(word));
  };
  return isOfTitle(before) || isOfTitle(after) || (after?.kind === 'entity' && isBracketed(after, text));
}

/** "The renewal of the OpenAI contract (OPS-47)": names, values and kinds that stand in the title of the task that is put in brackets behind them. */
function isSaidOfKey(items: readonly QuestionItem[], at: number, text: string): boolean {
  const keyAt = items.findIndex((item, place) => place > at && isKey(item));
  const [item, key] = [items[at], items[keyAt]];
  const isNoun = (one: QuestionItem | undefined): boolean => nouns.some(([cue]) => has(one, cue));
  if (item?.kind === 'cue' && !isNoun(item)) return false;
  if (key?.kind !== 'entity' || !isKey(key) || !isBracketed(key, text)) return false;
  const title = new Set(key.candidates.flatMap(({ name }) => analyzeText(name)));
  const isOfTitle = ({ raw }: QuestionItem): boolean => {
    const said = analyzeText(raw);
    return said.length > 0 && said.every((word) => title.has(word));
  };
  return items.slice(at, keyAt).every((item) => {
    if (item.kind === 'cue') return has(item, 'light') || (isNoun(item) && isOfTitle(item));
    return (item.kind === 'words' && item.unknownKey !== true) || isOfTitle(item);
  });
}

const isKey = (item: QuestionItem): item is EntityItem =>
  item.kind === 'entity' && item.label === 'Task' && item.candidates.some(({ key }) => key === item.raw);

function isBracketed({ from, to }: EntityItem, text: string): boolean {
  const tokens = tokenize(text);
  const [first, last] = [tokens[from], tokens[to - 1]];
  return (
    first !== undefined &&
    last !== undefined &&
    /[(（]\s*$/.test(text.slice(0, first.start)) &&
    /^\s*[)）]/.test(text.slice(last.end))
  );
}

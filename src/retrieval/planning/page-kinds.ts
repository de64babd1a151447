import { has, nouns } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { spanOf } from './span-of.ts';

/**
 * "Which minutes mention OpenAI?", "how many policies are there?": where nothing else is asked for and every other word is
 * known, a tag that is counted or listed is the kind of page that has it.
 */
export function readPageKinds(items: readonly QuestionItem[]): QuestionItem[] {
  const isKnown = items.every((item) => item.kind !== 'words');
  if (!isKnown || items.some((item) => nouns.some(([cue]) => has(item, cue)))) return [...items];
  return items.map((item, at): QuestionItem => {
    // What is no plural is a subject: "how much money …?", 多少客户.
    if (
      item.kind !== 'value' ||
      !/s$/i.test(item.raw) ||
      !has(items[at - 1], 'ask.which', 'ask.count', 'ask.list', 'logic.all')
    )
      return item;
    const isTag = item.candidates.every(({ label, property }) => label === 'Article' && property === 'tags');
    if (!isTag) return item;
    return {
      kind: 'cue',
      ...spanOf(item),
      cues: new Set<CueName>(['noun.article']),
      values: item.candidates,
      says: new Set(['kindOfPage']),
    };
  });
}

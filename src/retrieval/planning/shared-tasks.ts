import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';

const haveInCommon = new Set<CueName>(['logic.both', 'rel.assigned']);

/** "The tasks that Ana and Ben share": behind names, the word for a part of a whole says that both have them. */
export function readShared(items: readonly QuestionItem[]): QuestionItem[] {
  return items.map((item, at) => {
    const before = items[at - 1];
    const isVerb =
      item.kind === 'cue' &&
      has(item, 'ask.share') &&
      item.to - item.from === 1 &&
      before?.kind === 'entity' &&
      before.possessive !== true &&
      items.slice(0, at).filter((one) => one.kind === 'entity' && one.label === before.label).length > 1;
    return isVerb ? { ...item, cues: haveInCommon } : item;
  });
}

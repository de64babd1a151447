import { has, nouns } from './frame-words.ts';
import type { QuestionItem } from './question-item.ts';

/** Fair Rotas 这个项目, "Web, that team": what points at a name that stands before it says nothing of its own. */
export function withoutApposition(items: readonly QuestionItem[]): QuestionItem[] {
  return items.filter((item, at) => {
    const [before, after] = [items[at - 1], items[at + 1]];
    if (!has(item, 'pron.thing') || before?.kind !== 'entity') return true;
    return !nouns.some(([cue, label]) => label === before.label && has(after, cue));
  });
}

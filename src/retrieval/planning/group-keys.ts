import type { NodeLabel } from '../../../graph-schema/index.ts';
import { has, nouns } from './frame-words.ts';
import type { QuestionItem } from './question-item.ts';

/** The kind of node that figures are asked for by, "by team", "for each team", and the question without those words. */
export function groupKeyBehind(items: readonly QuestionItem[]): {
  readonly items: readonly QuestionItem[];
  readonly group: NodeLabel | null;
} {
  const by = items.findIndex((item) => has(item, 'group.by', 'group.each'));
  if (by < 0) return { items, group: null };
  let at = by + 1;
  while (has(items[at], 'light') && at < items.length) at++;
  const noun = nouns.find(([cue]) => has(items[at], cue));
  if (noun === undefined) return { items, group: null };
  return { items: [...items.slice(0, by), ...items.slice(at + 1)], group: noun[1] };
}

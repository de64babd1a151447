import type { Condition } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { idCondition } from './senses.ts';

/** "People in Engineering including its sub-teams": the team, or what is part of it at any level. */
export function readWithParts(items: readonly QuestionItem[]): QuestionItem[] {
  const at = items.findIndex((item) => has(item, 'logic.withParts'));
  if (at < 0) return [...items];
  const isTeam = (item: QuestionItem): item is EntityItem =>
    item.kind === 'entity' && item.label === 'Team' && item.described === undefined;
  const team = items.slice(0, at).findLast(isTeam) ?? items.slice(at + 1).find(isTeam);
  if (team === undefined) return [...items];
  const own = idCondition({ item: team });
  const where: Condition = {
    any: [
      own,
      { related: { type: 'PART_OF', direction: 'out', label: 'Team', transitive: true }, where: own },
    ],
  };
  return items.flatMap((item, place): QuestionItem[] => {
    if (place === at) return [];
    return item === team ? [{ ...team, candidates: [], described: { where, names: [team] } }] : [item];
  });
}

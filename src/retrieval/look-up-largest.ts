import type { FindQuery } from '../graph/graph-query.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import { findLargestTeam } from './planning/largest-team.ts';
import type { QuestionItem } from './planning/question-item.ts';
import { spanOf } from './planning/span-of.ts';

/** Teams that are as large as each other are namesakes to whoever asks: it is asked back which is meant. */
export async function lookUpLargest(
  items: readonly QuestionItem[],
  graph: GraphReader,
  viewer: Viewer,
  today: string,
): Promise<readonly QuestionItem[]> {
  const span = findLargestTeam(items);
  if (span === null) return items;
  const query: FindQuery = {
    find: 'Team',
    where: { related: members, where: present },
    return: {
      kind: 'list',
      fields: [{ property: 'key' }, { countOf: members, where: present, as: 'people' }],
      orderBy: [{ by: 'people', descending: !span.fewest }],
      limit: 1,
      ties: true,
    },
  };
  const result = await graph.query(query, viewer, today);
  const [first, last] = [items[span.at], items[span.to]];
  if (result.kind !== 'list' || result.rows.length === 0 || first === undefined || last === undefined)
    return items;
  const team: QuestionItem = {
    kind: 'entity',
    ...spanOf(first),
    to: last.to,
    raw: asSaid(items.slice(span.at, span.to + 1)),
    ...(last.possessive === true ? { possessive: true } : {}),
    label: 'Team',
    candidates: result.rows.map(({ id, name, values }) => ({
      id,
      label: 'Team',
      name,
      key: String(values.key ?? ''),
      detail: null,
      strength: 3,
      needsCapital: false,
    })),
  };
  return items.toSpliced(span.at, span.to + 1 - span.at, team);
}

const members = { type: 'MEMBER_OF', direction: 'in', label: 'Employee' } as const;
const present = { employed: true } as const;

/** The words as they were written, where languages part them by spaces. */
const asSaid = (items: readonly QuestionItem[]): string =>
  items
    .map(({ raw }) => raw)
    .join(' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '');

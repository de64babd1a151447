import type { GraphReader } from '../graph/graph-store.ts';
import type { Viewer } from '../graph/viewer.ts';
import { findNamesakeBeside } from './planning/namesake-beside.ts';
import type { QuestionItem } from './planning/question-item.ts';

/**
 * Of several of one name, those alone whom the words beside it describe, as far as the viewer may see it; where that is several, it is
 * asked back who is meant. Where it is none of them, the words may say something else, and stay.
 */
export async function lookUpNamesakes(
  items: readonly QuestionItem[],
  graph: GraphReader,
  viewer: Viewer,
  today: string,
): Promise<readonly QuestionItem[]> {
  const beside = findNamesakeBeside(items);
  if (beside === null) return items;
  const { person, at, to, where } = beside;
  const limit = person.candidates.length;
  const result = await graph.query(
    { find: 'Employee', where, return: { kind: 'list', fields: [], limit } },
    viewer,
    today,
  );
  if (result.kind !== 'list') return items;
  const found = new Set(result.rows.map(({ id }) => id));
  const candidates = person.candidates.filter(({ id }) => found.has(id));
  if (candidates.length === 0) return items;
  const last = items[to];
  const meant = {
    ...person,
    from: items[at]?.from ?? person.from,
    to: last?.to ?? person.to,
    ...(last?.possessive === true ? { possessive: true } : {}),
    candidates,
  };
  return items.toSpliced(at, to + 1 - at, meant);
}

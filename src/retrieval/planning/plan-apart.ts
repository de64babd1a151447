import type { Condition, FindQuery } from '../../graph/graph-query.ts';
import { has } from './frame-words.ts';
import type { Plan, QueryPlan } from './planner.ts';
import type { EntityItem, QuestionItem, ValueItem } from './question-item.ts';
import { says } from './says.ts';
import { allOf, present } from './senses.ts';

type Name = EntityItem | ValueItem;

/**
 * "Apart from Ana, who has the most open tasks?", "which office other than Berlin has the fewest people?": whoever is set aside is left
 * out of those that are ranked or listed, and says nothing of what they are ranked by.
 *
 * @param plan plans a question without them.
 * @returns null where nobody is set aside, or of other things than are asked for.
 */
export function planApart(
  items: readonly QuestionItem[],
  plan: (rest: readonly QuestionItem[]) => Plan | null,
): Plan | null {
  const at = items.findIndex((item) => says(item, 'setsAside'));
  if (at < 0) return null;
  const names: Name[] = [];
  let last = at;
  for (let place = at + 1; place < items.length; place++) {
    const item = items[place];
    if (item?.kind === 'entity' || item?.kind === 'value') {
      names.push(item);
      last = place;
    } else if (!has(item, 'logic.and', 'logic.or') && !says(item, 'article')) break;
  }
  if (names.length === 0) return null;
  const planned = plan([...items.slice(0, at), ...items.slice(last + 1)]);
  if (planned?.kind !== 'query' || !('find' in planned.query)) return null;
  // "Who works with anyone other than Ana?" sets nobody aside of those that are asked for.
  const before = items[at - 1];
  // "Which tasks does Ana have other than PLAT-7?"
  const isOwned = says(before, 'possessing') && names.every(isTask);
  const isAtEnd =
    last === items.length - 1 && (isOwned || !has(before, 'noun.employee', 'noun.team', 'light'));
  const isOfWhole = at === 0 || isAtEnd || has(items[at - 1], 'ask.who');
  const query = without(names, planned.query, planned.shape, isOfWhole);
  if (query === null) return null;
  const candidates = names.flatMap((name) => (name.kind === 'entity' ? name.candidates : []));
  return {
    ...planned,
    query,
    named: new Map([...planned.named, ...candidates.map((one) => [one.id, one] as const)]),
  };
}

const isTask = (name: Name): boolean => name.kind === 'entity' && name.label === 'Task';

function without(
  names: readonly Name[],
  query: FindQuery,
  shape: QueryPlan['shape'],
  isOfWhole: boolean,
): FindQuery | null {
  const asked = query.return;
  const ids = names.flatMap((name) =>
    name.kind === 'entity' && name.candidates.length === 1 ? name.candidates : [],
  );
  const [first] = ids;
  const isOfNodes = first !== undefined && ids.length === names.length;
  if (isOfNodes && ids.some(({ label }) => label !== first.label)) return null;
  const apart: Condition = { not: { property: 'id', op: 'in', values: ids.map(({ id }) => id) } };
  const isRanked = shape.kind === 'first' || shape.kind === 'counts';
  const isListed = shape.kind === 'list' || shape.kind === 'count' || shape.kind === 'exists';
  if (isRanked || (isListed && isOfWhole))
    return isOfNodes && query.find === first.label ? narrowed(query, apart) : null;
  if (asked.kind !== 'groups' || shape.kind !== 'groups' || !shape.ranked) return null;
  const [key, another] = asked.by;
  if (key === undefined || another !== undefined) return null;
  if ('related' in key) {
    if (!isOfNodes || key.related.label !== first.label) return null;
    const where = allOf([apart, ...present(key.where)]);
    return { ...query, return: { ...asked, by: [{ ...key, ...(where === undefined ? {} : { where }) }] } };
  }
  const values = names.flatMap((name) =>
    name.kind === 'value'
      ? name.candidates.flatMap((one) => (one.property === key.property ? one.values : []))
      : [],
  );
  return values.length === 0 || names.some(({ kind }) => kind !== 'value')
    ? null
    : narrowed(query, { not: { property: key.property, op: 'in', values } });
}

function narrowed(query: FindQuery, apart: Condition): FindQuery {
  const where = allOf([apart, ...present(query.where)]);
  return where === undefined ? query : { ...query, where };
}

import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery } from '../../graph/graph-query.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { nounPhrase, phraseParts } from './describe-condition.ts';
import type { Wording } from './wording.ts';

/**
 * Says in words what a query looks for, so that every answer shows how its question was understood: "done tasks
 * assigned to Ana Silva".
 *
 * @param total how many there are, where that is said before it: "1 person", "2 people".
 */
export function describeQuery(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
  total?: number,
): string {
  return nounPhrase(query.find, query.where, { named, wording, unsaid: orderedBy(query) }, total === 1);
}

/** The same with the days as of which it is asked, where those are not today. */
export function describeDated(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
  total?: number,
): string {
  const phrase = describeQuery(query, named, wording, total);
  if (query.at !== undefined) return wording.condition.onDay(phrase, query.at);
  return query.during === undefined
    ? phrase
    : wording.condition.onDays(phrase, wording.history.asked(query.during));
}

/** What the groups of a ranking are, where not everything of their kind was looked at. */
export function describeGroups(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
): string | null {
  if (query.return.kind !== 'groups') return null;
  const [key] = query.return.by;
  if (key === undefined || !('related' in key) || key.where === undefined) return null;
  return nounPhrase(key.related.label, key.where, { named, wording }, false);
}

/** The same as a sentence about one thing that the query names: "Chloé Martin is in Sales". */
export function describeStatement(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
): string {
  const { head, before, after } = phraseParts(query.find, query.where, { named, wording }, false);
  const described = [...before, ...after];
  return head.name && described.length > 0
    ? wording.statement(head.text, described)
    : wording.phrase(head.text, before, after);
}

/**
 * The same as a sentence about the one that was found: "Marta Kowalczyk manages John Doe"; null where the query is of other
 * days, or describes nobody.
 */
export function describeOne(
  query: FindQuery,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
  name: string,
): string | null {
  if (query.find !== 'Employee' || query.at !== undefined || query.during !== undefined) return null;
  const { head, before, after } = phraseParts(query.find, query.where, { named, wording }, true);
  const isPlain = !head.name && head.text === wording.singular.Employee && before.length === 0;
  return isPlain && after.length > 0 ? wording.statement(name, after) : null;
}

/** A condition as what is said of several: "are done", "have a manager". */
export function describePredicate(
  label: NodeLabel,
  where: Condition,
  named: ReadonlyMap<string, NameCandidate>,
  wording: Wording,
): string {
  const { head, before, after } = phraseParts(label, where, { named, wording }, false);
  return wording.predicate([...before, ...(head.name ? [head.text] : []), ...after]);
}

/** What a query sorts and measures by: that it is there goes without saying. */
function orderedBy({ return: returned }: FindQuery): Set<string> {
  if (returned.kind === 'count' || returned.kind === 'exists') return new Set();
  const orders = (returned.orderBy ?? []).map(({ by }) => by);
  if (returned.kind === 'list') {
    const spans = (returned.fields ?? []).flatMap((field) =>
      'days' in field ? Object.values(field.days) : [],
    );
    return new Set([...orders, ...spans]);
  }
  const measured = returned.measures.flatMap((one) =>
    'days' in one ? Object.values(one.days) : 'property' in one ? [one.property] : [],
  );
  const keys = returned.by.flatMap((key) => ('property' in key ? [key.property] : []));
  return new Set([...orders, ...measured, ...keys]);
}

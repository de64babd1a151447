import { fewest } from './fewest-losses.ts';
import type { LostFact } from './lost-facts.ts';
import type { Loss } from './plan-losses.ts';

const facts: Readonly<Record<LostFact, string>> = {
  REPORTS_TO: 'a manager for {} people',
  HELD: 'a title for {} people',
  MEMBER_OF: 'a team for {} people',
  ASSIGNED_TO: 'anybody assigned to {} tasks',
};
const others: Readonly<Record<Exclude<Loss['what'], LostFact>, string>> = {
  text: 'no longer has any text of {} pages',
  descriptions: 'no longer has any description of {} tasks',
  passages: 'has {} passages of its pages no more',
  readers: 'would let everyone read {} records that only some may read',
  'last day': 'tells a last day of {} people who had none',
};

/**
 * The brake on a source that still has its records, and says far less of them, as where a token lost the right to read a field, or
 * something else of all of them at once, as after a change of its format.
 *
 * @param found what somebody approved is not among it.
 * @param maxLostShare share of those who could lose something, 0 to 1, above which at least five may not.
 * @param unstored what the configuration says is never stored: it is withdrawn on purpose.
 * @returns the sentence that says why the sync stops; null where it may go on.
 */
export function findLosses(
  source: string,
  found: readonly Loss[],
  maxLostShare: number,
  unstored: ReadonlySet<Loss['what']> = new Set(),
): string | null {
  const much = found.filter(
    ({ what, before, gone }) =>
      !unstored.has(what) && gone.length >= fewest && gone.length > before * maxLostShare,
  );
  const isEmptied = much.some(({ what }) => what === 'text');
  const clauses = [
    ...tellFacts(much),
    ...much.flatMap(({ what, before, gone }) =>
      what in others && !(isEmptied && what === 'passages')
        ? [others[what as keyof typeof others].replace('{}', `${gone.length} of ${before}`)]
        : [],
    ),
  ];
  if (clauses.length === 0) return null;
  return `The source '${source}' ${clauses.join(', and it ')}, so nothing of it was written.`;
}

function tellFacts(much: readonly Loss[]): readonly string[] {
  const lost = much.filter(({ what }) => what in facts);
  if (lost.length === 0) return [];
  const names = lost.map(({ what, before, gone }) =>
    facts[what as LostFact].replace('{}', `${gone.length} of ${before}`),
  );
  // A source that says the same as ever is at no fault where another one lost whom it names.
  const isNaming = lost.some(({ what }) => what !== 'HELD');
  const unknown = isNaming ? ', or nobody is known any more by the names that it gives' : '';
  return [`no longer states ${names.join(' nor ')}, which the graph has${unknown}`];
}

import type { Condition, Step } from '../../graph/graph-query.ts';
import { peopleAsked } from './people-asked.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { idCondition } from './senses.ts';
import { valueCondition } from './value-condition.ts';

const below: Step = { type: 'REPORTS_TO', direction: 'in', label: 'Employee', transitive: true };
const above: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true };
const leadingCompany: Condition = {
  related: { type: 'LEADS', direction: 'out', label: 'Company', role: 'CEO' },
};

/** "Who is between Ana and the CEO?", "how many levels are there between them?": who manages the one and works under the other. */
export function planBetween(frame: Frame): Built {
  if (!frame.cues.some(({ item }) => item.cues.has('rel.between'))) return null;
  if (frame.times.length + frame.statuses.length + frame.topics.length > 0) return null;
  if (frame.variables.some(({ label }) => label !== 'Employee')) return null;
  const titles = frame.values.map(({ item }) =>
    item.candidates.find(({ label, property }) => label === 'Employee' && property === 'title'),
  );
  const ends: Condition[] = [
    ...frame.entities.filter(({ item }) => item.label === 'Employee').map(idCondition),
    ...titles.flatMap((one) => (one === undefined ? [] : [valueCondition(one)])),
    ...frame.cues.filter(({ item }) => item.cues.has('role.ceo')).map(() => leadingCompany),
  ];
  const [one, other, third] = ends;
  if (one === undefined || other === undefined || third !== undefined) return null;
  if (ends.length !== frame.entities.length + frame.values.length + count(frame)) return null;
  const from = (low: Condition, high: Condition): Condition => ({
    all: [
      { related: below, where: low },
      { related: above, where: high },
    ],
  });
  const where: Condition = { any: [from(one, other), from(other, one)] };
  const asked = peopleAsked(where, frame.ask === 'count');
  return {
    ...asked,
    shape: { kind: frame.ask === 'count' ? 'count' : 'list', between: namesOf(frame) },
  };
}

/** In the order in which they were said. */
function namesOf({ entities, values, cues }: Frame): readonly [string, string] {
  const said = [
    ...entities.map(({ item, at }) => ({ at, name: item.candidates[0]?.name ?? item.raw })),
    ...values.map(({ item, at }) => ({ at, name: item.raw })),
    ...cues.flatMap(({ item, at }) => (item.cues.has('role.ceo') ? [{ at, name: item.raw }] : [])),
  ].sort((one, other) => one.at - other.at);
  return [said[0]?.name ?? '', said[1]?.name ?? ''];
}

const count = ({ cues }: Frame): number => cues.filter(({ item }) => item.cues.has('role.ceo')).length;

import type { Condition, Field, FindQuery, GraphQuery, Step } from '../../../src/graph/graph-query.ts';
import type { Draw } from './draw.ts';
import type { ProofCompany } from './generate-company.ts';
import { dayAt } from './records.ts';

const manager: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee' };
const reporter: Step = { type: 'REPORTED', direction: 'in', label: 'Employee' };
const leads: Step = { type: 'LEADS', direction: 'out', label: 'Team' };
const employer: Step = { type: 'WORKS_FOR', direction: 'out', label: 'Company' };
const held: Step = { type: 'HELD', direction: 'out', label: 'Position' };

/** A question about what only some may read: in a condition, an order, a group or what is told of each. */
export function drawFieldQuery(draw: Draw, { people, groups, fields }: ProofCompany): GraphQuery {
  const isInLocation = (): Condition => ({
    property: 'location',
    op: 'eq',
    value: draw.pick(['Berlin', 'OSAKA']),
  });
  const isOld = (): Condition => ({
    property: 'startDate',
    op: draw.pick(['lt', 'gte']),
    value: dayAt(draw.below(2000) - 2500),
  });
  const ofPeople = [
    isInLocation,
    isOld,
    (): Condition => ({ property: 'title', op: 'contains', value: draw.pick(['engineer', 'account']) }),
    (): Condition => ({ property: 'timeZone', op: 'exists' }),
    (): Condition => ({ property: 'startDate', op: 'yearly', from: '11-01', to: '03-31' }),
    (): Condition => ({ property: 'extra.badge', op: 'in', values: ['b1', 'b2', 'b3', 'b5', 'b8', 'b13'] }),
    (): Condition => ({ related: manager, where: isInLocation() }),
    (): Condition => ({ related: leads, where: { property: 'mission', op: 'exists' } }),
    (): Condition => ({ compared: { property: 'startDate' }, op: 'lt', with: { related: manager } }),
    (): Condition => ({
      related: held,
      where: { property: 'title', op: 'eq', value: 'designer' },
    }),
    (): Condition => ({ related: { ...employer, began: { from: dayAt(-2000), to: dayAt(-1000) } } }),
  ];
  const person = (): Condition => draw.pick(ofPeople)();
  // Of few who are near whoever asks, as their own record and those of their reports are.
  const where = (): Condition => {
    const condition = draw.chance(0.3) ? { not: person() } : person();
    const some = { property: 'id', op: 'in', values: draw.some(people, 20).map(({ id }) => id) } as const;
    return draw.chance(0.3) ? { all: [condition, some] } : condition;
  };
  const told: readonly Field[] = [
    { property: 'title' },
    { property: 'location' },
    { property: 'timeZone' },
    { property: 'extra.badge', as: 'badge' },
    { days: { from: 'startDate' }, as: 'days' },
    { related: manager, property: 'startDate', as: 'above' },
    { related: employer, property: 'name', as: 'employer', periods: true },
    { related: held, property: 'title', as: 'held' },
    { countOf: leads, as: 'led' },
  ];
  const list = (): FindQuery => ({
    find: 'Employee',
    ...(draw.chance(0.7) ? { where: where() } : {}),
    return: {
      kind: 'list',
      fields: draw.some(told, 3),
      orderBy: [
        {
          by: draw.pick(['startDate', 'location', 'title', 'extra.badge', 'name']),
          descending: draw.chance(0.5),
        },
      ],
      limit: draw.pick([5, 40, 600]),
      ties: draw.chance(0.2),
    },
  });
  const tasks: Condition = draw.pick<Condition>([
    { property: 'priority', op: 'eq', value: 'p1' },
    { property: 'extra.budget', op: 'eq', value: 'large' },
    { related: reporter, where: { property: 'id', op: 'eq', value: draw.pick(people).id } },
    { related: reporter, where: isInLocation() },
    { not: { related: reporter } },
  ]);
  const queries: (() => GraphQuery)[] = [
    list,
    list,
    () => ({ find: 'Employee', where: where(), return: { kind: 'count' } }),
    () => ({
      find: 'Employee',
      ...(draw.chance(0.4) ? { where: where() } : {}),
      return: {
        kind: 'groups',
        by: draw.pick([
          [{ property: 'location', as: 'k' }],
          [{ property: 'startDate', unit: 'year', as: 'k' }],
          [
            { property: 'title', as: 'k' },
            { property: 'timeZone', as: 'l' },
          ],
          [{ related: leads, as: 'k' }],
          [{ related: held, as: 'k' }],
        ] as const),
        measures: [
          { measure: 'count', as: 'n' },
          { measure: draw.pick(['min', 'max']), property: 'startDate', as: 'first' },
          { measure: 'avg', days: { from: 'startDate' }, as: 'days' },
        ],
        orderBy: [{ by: draw.pick(['n', 'first']), descending: true }],
      },
    }),
    () => ({ find: 'Task', where: tasks, return: { kind: 'count' } }),
    () => ({
      find: 'Task',
      where: tasks,
      return: {
        kind: 'list',
        fields: [
          { property: 'priority' },
          { property: 'extra.budget', as: 'budget' },
          { related: reporter, property: 'location', as: 'by' },
        ],
        orderBy: [{ by: 'priority' }, { by: 'key' }],
        limit: 10,
      },
    }),
    () => ({
      find: 'Task',
      return: {
        kind: 'groups',
        by: draw.pick([
          [{ property: 'priority', as: 'k' }],
          [{ property: 'extra.budget', as: 'k' }],
          [{ related: reporter, as: 'k' }],
        ] as const),
        measures: [{ measure: 'count', as: 'n' }],
        orderBy: [{ by: 'n', descending: true }],
        limit: 20,
      },
    }),
    () => ({
      find: 'Team',
      where: { property: 'id', op: 'eq', value: draw.pick(groups).id },
      return: {
        kind: 'list',
        fields: [
          { property: 'mission' },
          {
            related: { type: 'LEADS', direction: 'in', label: 'Employee' },
            property: 'title',
            as: 'leads',
          },
          {
            related: { type: 'MEMBER_OF', direction: 'in', label: 'Employee', role: 'Deputy' },
            property: 'location',
            as: 'deputies',
          },
        ],
      },
    }),
    () => ({
      paths: {
        from: { label: 'Employee', where: { property: 'id', op: 'eq', value: draw.pick(people).id } },
        to: { label: 'Employee', where: where() },
        via: draw.pick([['REPORTED', 'ASSIGNED_TO'] as const, ['LEADS', 'MEMBER_OF', 'PART_OF'] as const]),
        maxLength: 2,
        limit: 20,
      },
    }),
    () => ({ ...list(), at: dayAt(-draw.below(600)) }),
    () => ({
      find: 'Employee',
      where: { property: 'id', op: 'in', values: draw.some([...fields.hr], 5).map(({ id }) => id) },
      return: { kind: 'list', fields: [{ property: 'location' }, { property: 'startDate' }] },
    }),
  ];
  return draw.pick(queries)();
}

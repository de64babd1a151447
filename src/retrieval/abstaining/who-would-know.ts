import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { Knower } from '../answer.ts';
import type { AnswerContext } from '../composing/answer-context.ts';
import type { Subject } from './gap.ts';

interface Way {
  readonly role: Knower['role'];
  /** Whom to look for, given the condition that pins the subject. */
  people(pinned: Condition): Condition;
}

const ofTeam = (through: Condition): Condition => ({
  related: { type: 'LEADS', direction: 'out', label: 'Team' },
  where: through,
});

/** Who is asked about what, the first of whom there is one. */
const ways: Readonly<Partial<Record<NodeLabel, readonly Way[]>>> = {
  Employee: [
    {
      role: 'manager',
      people: (pinned) => ({
        related: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' },
        where: pinned,
      }),
    },
    {
      role: 'lead',
      people: (pinned) =>
        ofTeam({ related: { type: 'MEMBER_OF', direction: 'in', label: 'Employee' }, where: pinned }),
    },
  ],
  Task: [
    {
      role: 'assignee',
      people: (pinned) => ({
        related: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' },
        where: pinned,
      }),
    },
    {
      role: 'lead',
      people: (pinned) =>
        ofTeam({ related: { type: 'OWNED_BY', direction: 'in', label: 'Task' }, where: pinned }),
    },
    {
      role: 'reporter',
      people: (pinned) => ({ related: { type: 'REPORTED', direction: 'out', label: 'Task' }, where: pinned }),
    },
  ],
  Team: [{ role: 'lead', people: ofTeam }],
  Article: [
    {
      role: 'author',
      people: (pinned) => ({
        related: { type: 'AUTHORED', direction: 'out', label: 'Article' },
        where: pinned,
      }),
    },
  ],
};

const peopleNamed = 2;

/**
 * Who would know more about something, by what the graph records of it: its author, assignee, lead or manager, as far as
 * the viewer may see that they are. The asker is none of them, and neither is who has left.
 */
export async function whoWouldKnow(
  { id, label }: Subject,
  { graph, viewer, today, askerId }: AnswerContext,
): Promise<readonly Knower[]> {
  for (const { role, people } of ways[label] ?? []) {
    const result = await graph.query(
      {
        find: 'Employee',
        where: {
          all: [
            people({ property: 'id', op: 'eq', value: id }),
            { not: { property: 'endDate', op: 'lt', value: today } },
            { not: { property: 'id', op: 'in', values: askerId === null ? [id] : [askerId, id] } },
          ],
        },
        return: { kind: 'list', orderBy: [{ by: 'name' }], limit: peopleNamed },
      },
      viewer,
      today,
    );
    const named = result.kind === 'list' ? result.rows.filter((row) => row.name !== '') : [];
    if (named.length > 0) return named.map((row) => ({ id: row.id, name: row.name, role }));
  }
  return [];
}

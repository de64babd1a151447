import type { RelationshipType } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { Built } from './planner.ts';
import type { EntityItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';

/** Followed where the question is not of the people of a company. */
const between: readonly RelationshipType[] = [
  'MEMBER_OF',
  'OWNED_BY',
  'REPORTS_TO',
  'LEADS',
  'PART_OF',
  'IN_PROJECT',
  'BLOCKS',
  'SUBTASK_OF',
  'LINKS_TO',
  'CHILD_OF',
];

/** "How is this page related to OpenAI's employees?": the connections between two things that are named. */
export function planPaths(frame: Frame): Built {
  const ends = [...frame.entities].sort(
    (one, other) =>
      Number(other.item.label === 'Article' || other.item.label === 'Task') -
      Number(one.item.label === 'Article' || one.item.label === 'Task'),
  );
  const [from, to] = ends;
  if (from === undefined || to === undefined) return null;
  const id = (one: Placed<EntityItem>): Condition => ({
    property: 'id',
    op: 'in',
    values: one.item.candidates.map((candidate) => candidate.id),
  });
  const people = frame.variables.some((one) => one.label === 'Employee');
  const colleagues = from.item.label === 'Employee' && to.item.label === 'Employee';
  const end =
    to.item.label === 'Company' && people
      ? {
          label: 'Employee' as const,
          where: {
            related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
            where: id(to),
          } satisfies Condition,
        }
      : { label: to.item.label, where: id(to) };
  return {
    kind: 'query',
    query: {
      paths: {
        from: { label: from.item.label, where: id(from) },
        to: end,
        via: [
          'DESCRIBED_BY',
          'ASSIGNED_TO',
          'APPROVED',
          'REPORTED',
          'AUTHORED',
          'HAS_PASSAGE',
          'MENTIONS',
          ...(people ? [] : between),
          // That they work for the same company tells nothing of two colleagues.
          ...(people || colleagues ? [] : (['WORKS_FOR'] as const)),
        ],
        maxLength: people ? 2 : colleagues ? 6 : 4,
        limit: 50,
      },
    },
    shape: { kind: 'paths' },
  };
}

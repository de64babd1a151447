import type { GraphQuery } from '../src/graph/graph-query.ts';
import type { Viewer } from '../src/graph/viewer.ts';
import { openStatuses, size } from './company-generator.ts';

export const today = '2025-06-15';

/** Somebody who may read everything, by each rule of the company. */
export const everyRule: Viewer = {
  acls: new Set(Array.from({ length: size.rules }, (_, rule) => `acl-${rule}`)),
};

export const person = (round: number): string => `e-${(round * 97) % size.employees}`;
export const manager = (round: number): string => `e-${20 + (round % 60)}`;
export const team = (round: number): string => `team-${round % size.teams}`;

const isNode = (id: string) => ({ property: 'id', op: 'eq', value: id }) as const;
const assignees = { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' } as const;
const ownedBy = (id: string) =>
  ({ related: { type: 'OWNED_BY', direction: 'out', label: 'Team' }, where: isNode(id) }) as const;

/** The typed queries that are timed on both stores; each store's bench has the like by hand. */
export const typedQueries = {
  "count of a person's tasks": (round: number): GraphQuery => ({
    find: 'Task',
    where: { related: assignees, where: isNode(person(round)) },
    return: { kind: 'count' },
  }),
  'all below a manager, by name': (round: number): GraphQuery => ({
    find: 'Employee',
    where: {
      related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
      where: isNode(manager(round)),
    },
    return: { kind: 'list', fields: [{ property: 'title' }], orderBy: [{ by: 'name' }], limit: 1000 },
  }),
  'open tasks of a team by status': (round: number): GraphQuery => ({
    find: 'Task',
    where: { all: [ownedBy(team(round)), { property: 'status', op: 'in', values: openStatuses }] },
    return: {
      kind: 'groups',
      by: [{ property: 'status', as: 'status' }],
      measures: [{ measure: 'count', as: 'tasks' }],
    },
  }),
  'tasks of a team with their assignees': (round: number): GraphQuery => ({
    find: 'Task',
    where: ownedBy(team(round)),
    return: {
      kind: 'list',
      fields: [{ property: 'status' }, { related: assignees, property: 'name', as: 'assignees' }],
      orderBy: [{ by: 'dueDate' }],
      limit: 100,
    },
  }),
} as const;

export type TypedQueryName = keyof typeof typedQueries;

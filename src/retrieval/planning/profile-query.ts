import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Field, FindQuery } from '../../graph/graph-query.ts';
import type { EntityItem } from './question-item.ts';
import { idCondition } from './senses.ts';

const fields: Readonly<Partial<Record<NodeLabel, readonly Field[]>>> = {
  Employee: [
    { property: 'key' },
    { property: 'title' },
    { related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' }, property: 'name', as: 'company' },
    { related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' }, property: 'name', as: 'teams' },
    { related: { type: 'LEADS', direction: 'out', label: 'Team' }, property: 'name', as: 'leads' },
    { related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee' }, property: 'name', as: 'manager' },
    { countOf: { type: 'REPORTS_TO', direction: 'in', label: 'Employee' }, as: 'directReports' },
    { property: 'email' },
    { property: 'location' },
    { property: 'startDate' },
    { property: 'endDate' },
    {
      countOf: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' },
      where: { property: 'status', op: 'in', values: ['todo', 'in_progress', 'blocked'] },
      as: 'openTasks',
    },
  ],
  Team: [
    { property: 'key' },
    { property: 'kind' },
    { property: 'mission' },
    { related: { type: 'LEADS', direction: 'in', label: 'Employee' }, property: 'name', as: 'leads' },
    { related: { type: 'PART_OF', direction: 'out', label: 'Team' }, property: 'name', as: 'partOf' },
    { countOf: { type: 'MEMBER_OF', direction: 'in', label: 'Employee' }, as: 'members' },
    {
      countOf: { type: 'OWNED_BY', direction: 'in', label: 'Task' },
      where: { property: 'status', op: 'in', values: ['todo', 'in_progress', 'blocked'] },
      as: 'openTasks',
    },
  ],
  Task: [
    { property: 'key' },
    { property: 'status' },
    { property: 'sourceStatus' },
    { property: 'priority' },
    {
      related: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' },
      property: 'name',
      as: 'assignees',
    },
    { related: { type: 'APPROVED', direction: 'in', label: 'Employee' }, property: 'name', as: 'approvers' },
    { related: { type: 'OWNED_BY', direction: 'out', label: 'Team' }, property: 'name', as: 'team' },
    { related: { type: 'BLOCKS', direction: 'in', label: 'Task' }, property: 'key', as: 'blockedBy' },
    { property: 'createdAt' },
    { property: 'dueDate' },
    { property: 'completedAt' },
    {
      related: { type: 'DESCRIBED_BY', direction: 'out', label: 'Article' },
      property: 'title',
      as: 'articles',
    },
  ],
  Company: [
    { countOf: { type: 'WORKS_FOR', direction: 'in', label: 'Employee' }, as: 'people' },
    { related: { type: 'LEADS', direction: 'in', label: 'Employee' }, property: 'name', as: 'leads' },
  ],
  Project: [
    { countOf: { type: 'IN_PROJECT', direction: 'in', label: 'Task' }, as: 'tasks' },
    {
      countOf: { type: 'IN_PROJECT', direction: 'in', label: 'Task' },
      where: { property: 'status', op: 'in', values: ['todo', 'in_progress', 'blocked'] },
      as: 'openTasks',
    },
  ],
  Article: [
    { property: 'key' },
    { property: 'writtenOn' },
    { related: { type: 'AUTHORED', direction: 'in', label: 'Employee' }, property: 'name', as: 'author' },
    { related: { type: 'DESCRIBED_BY', direction: 'in', label: 'Task' }, property: 'key', as: 'tasks' },
  ],
};

/** What is worth knowing of one node, by its kind: the answer to "who is …?" and `/whois`. */
export function profileQuery(entity: EntityItem): FindQuery {
  return {
    find: entity.label,
    where: idCondition({ item: entity }),
    return: {
      kind: 'list',
      fields: fields[entity.label] ?? [{ property: 'key' }],
      limit: Math.max(1, entity.candidates.length),
    },
  };
}

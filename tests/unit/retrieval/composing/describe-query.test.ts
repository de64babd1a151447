import { describe, expect, it } from 'vitest';
import { labels, nodeLabels, systemProperties } from '../../../../graph-schema/index.ts';
import type { Condition, FindQuery } from '../../../../src/graph/graph-query.ts';
import { validateGraphQuery } from '../../../../src/graph/validate-graph-query.ts';
import { describeDated, describeQuery } from '../../../../src/retrieval/composing/describe-query.ts';
import { wordings } from '../../../../src/retrieval/composing/wordings.ts';

const assignees = { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' } as const;
const teams = { type: 'MEMBER_OF', direction: 'out', label: 'Team' } as const;
const inBerlin = { property: 'location', op: 'eq', value: 'Berlin' } as const;

function said(find: FindQuery['find'], where: Condition, language: 'en' | 'zh' = 'en'): string {
  const query = { find, where, return: { kind: 'count' } } as const;
  validateGraphQuery(query);
  return describeQuery(query, new Map(), wordings[language]);
}

describe('a condition is said as it holds, never as its opposite', () => {
  it.each<[Condition, string, string]>([
    [{ related: assignees, quantifier: 'none' }, 'tasks without an assignee', '没有负责人的任务'],
    [
      { related: assignees, where: inBerlin, quantifier: 'none' },
      'tasks not assigned to people in Berlin',
      '不分配给在 Berlin 的人员的任务',
    ],
    [
      { related: assignees, where: inBerlin, quantifier: 'all' },
      'tasks assigned to people in Berlin and no others',
      '仅分配给在 Berlin 的人员的任务',
    ],
    [{ not: { related: assignees, quantifier: 'none' } }, 'tasks with an assignee', '有负责人的任务'],
    [{ not: { not: { related: assignees } } }, 'tasks with an assignee', '有负责人的任务'],
    [
      { related: assignees, where: inBerlin, count: { op: 'gte', value: 2 } },
      'tasks assigned to at least 2 people in Berlin',
      '分配给至少 2 个在 Berlin 的人员的任务',
    ],
    [
      { property: 'dueDate', op: 'gt', value: '2026-01-01' },
      'tasks due since 2026-01-02',
      '2026-01-02 起到期的任务',
    ],
    [
      {
        all: [
          { property: 'dueDate', op: 'lte', value: '2026-01-31' },
          { property: 'dueDate', op: 'gt', value: '2025-12-31' },
        ],
      },
      'tasks due from 2026-01-01 to 2026-01-31',
      '2026-01-01 至 2026-01-31 到期的任务',
    ],
    [
      { property: 'dueDate', op: 'lt', otherProperty: 'completedAt' },
      'tasks due before the completion date',
      '到期早于完成日期的任务',
    ],
    [
      {
        compared: { property: 'dueDate' },
        op: 'lt',
        with: { related: { type: 'BLOCKS', direction: 'in', label: 'Task' } },
      },
      'tasks due before a task that blocks them',
      '到期早于阻塞它的任务的任务',
    ],
    [
      {
        compared: { countOf: { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' } },
        op: 'gte',
        with: { where: { property: 'key', op: 'eq', value: 'X-1' } },
      },
      'tasks with at least as many people as task with id X-1',
      '人员不少于编号为 X-1的任务的任务',
    ],
    [
      { property: 'title', op: 'startsWith', value: 'Fix' },
      'tasks with title beginning with “Fix”',
      '标题以“Fix”开头的任务',
    ],
    [{ property: 'dueDate', op: 'exists' }, 'tasks with a due date', '有截止日期的任务'],
    [
      {
        not: {
          all: [
            { property: 'priority', op: 'eq', value: 'high' },
            { property: 'status', op: 'eq', value: 'done' },
          ],
        },
      },
      'tasks not (with priority high and done)',
      '不（优先级为 high和已完成）的任务',
    ],
  ])('%j', (where, english, chinese) => {
    expect(said('Task', where)).toBe(english);
    expect(said('Task', where, 'zh')).toBe(chinese);
  });

  it.each<[Condition, string]>([
    [{ related: { ...teams, ever: true } }, 'people in a team, now or before'],
    [{ related: { ...teams, role: 'chair' } }, 'people in teams as chair'],
    [{ related: { ...teams, began: { from: '2026-01-01' } } }, 'people in a team (begun since 2026-01-01)'],
    [
      { not: { related: { ...teams, ended: { to: '2026-01-01' } } } },
      'people not in a team (ended before 2026-01-01)',
    ],
    [
      {
        related: { type: 'REPORTS_TO', direction: 'in', label: 'Employee', transitive: true },
        where: inBerlin,
      },
      'people managing people in Berlin, directly or indirectly',
    ],
    [{ property: 'aliases', op: 'has', value: 'Bob' }, 'people with “Bob” among the other names'],
  ])('%j', (where, english) => {
    expect(said('Employee', where)).toBe(english);
  });

  it('a day or days of the past are said', () => {
    const query = { find: 'Employee', where: { related: teams }, return: { kind: 'count' } } as const;
    const dated = (more: object): string => describeDated({ ...query, ...more }, new Map(), wordings.en);
    expect(dated({})).toBe('people in a team');
    expect(dated({ at: '2025-03-01' })).toBe('people in a team, as of 2025-03-01');
    expect(dated({ during: { from: '2025-01-01', to: '2025-04-01' } })).toBe(
      'people in a team, on any day from 2025-01-01 to 2025-03-31',
    );
  });

  it('what is sorted by goes without saying', () => {
    const where: Condition = { property: 'dueDate', op: 'exists' };
    const query: FindQuery = { find: 'Task', where, return: { kind: 'list', orderBy: [{ by: 'dueDate' }] } };
    expect(describeQuery(query, new Map(), wordings.en)).toBe('tasks');
  });
});

describe.each(['en', 'zh'] as const)('the words of %s', (language) => {
  const { property } = wordings[language];
  const asked = nodeLabels.filter((label) => labels[label].queryable);

  it.each(asked)('name every property of %s', (label) => {
    const names = Object.keys({ ...labels[label].properties, ...systemProperties });
    expect(names.filter((name) => (property[`${label}.${name}`] ?? property[name]) === undefined)).toEqual(
      [],
    );
  });
});

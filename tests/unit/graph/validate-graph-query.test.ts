import { describe, expect, test } from 'vitest';
import type { GraphQuery } from '../../../src/graph/graph-query.ts';
import { validateGraphQuery } from '../../../src/graph/validate-graph-query.ts';

/** What the validation says, one mistake a line; nothing where it accepts. */
function mistakes(query: unknown): string[] {
  try {
    validateGraphQuery(query);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_query' });
    return error instanceof Error ? error.message.split('\n') : [];
  }
}

const count = { kind: 'count' } as const;
const tasks = (where: unknown) => ({ find: 'Task', where, return: count });
const list = (parts: object) => ({ find: 'Task', return: { kind: 'list', ...parts } });
const assignee = { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' };

describe('accepts', () => {
  const accepted: readonly [string, GraphQuery][] = [
    [
      'all below a manager, on a day',
      {
        find: 'Employee',
        where: {
          related: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
          where: { property: 'name', op: 'eq', value: 'Ben' },
        },
        at: '2024-02-29',
        return: { kind: 'list', fields: [{ property: 'title' }], orderBy: [{ by: 'name' }], limit: 1000 },
      },
    ],
    [
      'open tasks of a team by status, the largest group with its ties',
      {
        find: 'Task',
        where: { property: 'status', op: 'in', values: ['todo', 'blocked'] },
        return: {
          kind: 'groups',
          by: [
            { property: 'status', as: 'status' },
            { related: { type: 'OWNED_BY', direction: 'out', label: 'Team' }, as: 'team' },
          ],
          measures: [
            { measure: 'count', as: 'n' },
            { measure: 'avg', days: { from: 'createdAt' }, as: 'age' },
            { measure: 'max', property: 'dueDate', as: 'latest' },
          ],
          orderBy: [{ by: 'n', descending: true }],
          limit: 1,
          ties: true,
        },
      },
    ],
    [
      'paths',
      {
        paths: {
          from: { label: 'Article', where: { property: 'title', op: 'words', value: 'SSO runbook' } },
          to: { label: 'Employee' },
          via: ['AUTHORED', 'MENTIONS'],
          maxLength: 6,
          limit: 5,
        },
      },
    ],
  ];
  test.each(accepted)('%s', (_, query) => {
    expect(validateGraphQuery(query)).toBe(query);
  });
});

describe('refuses', () => {
  test.each<[string, unknown, string[]]>([
    ['what is no object', 'Task', ['must be an object, is "Task"']],
    ['nothing', undefined, ['must be an object, is missing']],
    ['an unknown label', { find: 'Tusk', return: count }, [expect.stringContaining('find: ')]],
    ['bookkeeping', { find: 'Acl', return: count }, ['find: Acl cannot be asked for']],
    ['unknown keys', { ...tasks(undefined), limit: 3 }, [expect.stringContaining('"limit"')]],
    ['no return', { find: 'Task' }, ['return.kind: must be one of list, count, exists, groups']],
    [
      'a day that is none',
      { ...tasks(undefined), at: '2023-02-29' },
      ['at: "2023-02-29" is no day of the form YYYY-MM-DD'],
    ],
    [
      'spans of days that hold none, and a day beside one',
      { ...tasks(undefined), at: '2024-01-01', during: { from: '2024-02-01', to: '2024-02-01' } },
      [
        'during: holds no day: "2024-02-01" does not come after "2024-02-01"',
        'during: a query has a day or a span of days, not both',
      ],
    ],
    [
      'a span without ends',
      { ...tasks(undefined), during: {} },
      ['during: needs a first day, a day after the last, or both'],
    ],
    [
      'beginnings and periods of what has none',
      {
        find: 'Task',
        where: { related: { type: 'BLOCKS', direction: 'in', label: 'Task', began: { from: '2024-01-01' } } },
        return: {
          kind: 'list',
          fields: [
            {
              related: { type: 'BLOCKS', direction: 'in', label: 'Task' },
              property: 'title',
              as: 'blockers',
              periods: true,
            },
          ],
        },
      },
      [
        'where.related.began: BLOCKS has no period',
        'return.fields[0].periods: only one step of a relationship that has a period can give it',
      ],
    ],
    [
      'misspelt properties, wherever they stand',
      tasks({ all: [{ any: [] }, { not: { property: 'titel', op: 'eq', value: 'x' } }] }),
      ['where.all[1].not.property: Task has no property "titel"; did you mean "title"?'],
    ],
    [
      'properties of another label, with no guess',
      tasks({ property: 'startDate', op: 'exists' }),
      ['where.property: Task has no property "startDate"'],
    ],
    [
      'a property of Object',
      tasks({ property: 'constructor', op: 'exists' }),
      ['where.property: Task has no property "constructor"'],
    ],
    [
      'an instant for a day',
      tasks({ property: 'dueDate', op: 'gt', value: '2025-01-01T00:00:00.000Z' }),
      ['where.value: "dueDate" is a day and cannot be compared with the instant "2025-01-01T00:00:00.000Z"'],
    ],
    [
      'a day for an instant',
      tasks({ property: 'updatedAt', op: 'gt', value: '2025-01-01' }),
      ['where.value: "updatedAt" is an instant and cannot be compared with the day "2025-01-01"'],
    ],
    [
      'a day beside an instant of the same node',
      tasks({ property: 'dueDate', op: 'lt', otherProperty: 'updatedAt' }),
      ['where.otherProperty: "dueDate" is of type date, "updatedAt" of type instant'],
    ],
    [
      'another of another label, something in common over any distance, and an order of it',
      {
        find: 'Employee',
        where: {
          all: [
            {
              compared: { property: 'startDate' },
              op: 'lt',
              with: { related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' } },
            },
            {
              compared: {
                shared: { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true },
              },
              op: 'gt',
              with: {},
            },
            {
              compared: { property: 'aliases' },
              op: 'lt',
              with: { where: { property: 'nmae', op: 'exists' } },
            },
          ],
        },
        return: count,
      },
      [
        'where.all[0].with.related.label: Employee is compared with another Employee, not with a Team',
        'where.all[1].op: what is shared is compared by eq',
        'where.all[1].compared.shared: what is shared is one step away; leave out transitive',
        'where.all[2].with.where.property: Employee has no property "nmae"; did you mean "name"?',
        'where.all[2].compared.property: "aliases" is a list; use has',
      ],
    ],
    [
      'tasks that are employed',
      tasks({ employed: true }),
      ['where: only employees are employed, no Task is'],
    ],
    [
      'an unknown status',
      tasks({ property: 'status', op: 'in', values: ['done', 'open'] }),
      ['where.values[1]: "open" is no status; it is one of todo, in_progress, blocked, done, cancelled'],
    ],
    [
      'a number for a text',
      tasks({ property: 'title', op: 'eq', value: 3 }),
      ['where.value: "title" is of type text, 3 is no text'],
    ],
    [
      'a part of an exact text',
      tasks({ property: 'status', op: 'contains', value: 'do' }),
      ['where.property: contains is for text, "status" is of type string'],
    ],
    [
      'an empty part',
      tasks({ property: 'title', op: 'contains', value: ' \u0301' }),
      ['where.value: is empty and would hold of everything'],
    ],
    [
      'half a character',
      tasks({ property: 'title', op: 'eq', value: '\ud83d' }),
      [expect.stringContaining('where.value')],
    ],
    [
      'words without a word',
      tasks({ property: 'title', op: 'words', value: 'the of' }),
      ['where.value: "the of" holds no word to search for'],
    ],
    [
      'words of what is not searched',
      tasks({ property: 'priority', op: 'words', value: 'high' }),
      ['where.property: "priority" is not searched by words; use contains'],
    ],
    [
      'a list compared as one text',
      { find: 'Employee', where: { property: 'aliases', op: 'eq', value: 'x' }, return: count },
      ['where.property: "aliases" is a list; use has'],
    ],
    [
      'a relationship the wrong way',
      tasks({ related: { ...assignee, direction: 'out' } }),
      ['where.related: ASSIGNED_TO leads from Employee to Task, not out of Task to Employee'],
    ],
    [
      'steps without end and roles where there are none',
      tasks({ related: { ...assignee, transitive: true, role: 'lead' } }),
      [
        'where.related.transitive: ASSIGNED_TO cannot be followed again and again',
        'where.related.role: ASSIGNED_TO has no role',
      ],
    ],
    [
      'a quantifier beside a count',
      tasks({ related: assignee, quantifier: 'any', count: { op: 'gt', value: 1 } }),
      ['where: takes a quantifier or a count, not both'],
    ],
    ['more rows than anyone reads', list({ limit: 1001 }), [expect.stringContaining('return.limit')]],
    [
      'sorting by a long text',
      list({ orderBy: [{ by: 'description' }] }),
      ['return.orderBy[0].by: "description" is a long text, which nothing can be sorted by'],
    ],
    [
      'one name for two values',
      list({ fields: [{ property: 'title' }, { property: 'status', as: 'title' }] }),
      ['return.fields[1]: "title" names another value already; give it an "as" of its own'],
    ],
    ['ties in nothing', list({ limit: 1, ties: true }), ['return.ties: needs an orderBy to be tied in']],
    [
      'sorting by related values',
      list({ fields: [{ related: assignee, property: 'name', as: 'who' }], orderBy: [{ by: 'who' }] }),
      ['return.orderBy[0].by: "who" is a list, which nothing can be sorted by'],
    ],
    [
      'days between texts',
      list({ fields: [{ days: { from: 'title' }, as: 'd' }] }),
      ['return.fields[0].days.from: days are counted between dates, "title" is of type text'],
    ],
    [
      'groups in an order without a name',
      {
        find: 'Task',
        return: {
          kind: 'groups',
          by: [{ property: 'status', unit: 'year', as: 's' }],
          measures: [{ measure: 'sum', property: 'dueDate', as: 'm' }],
          orderBy: [{ by: 'n' }],
        },
      },
      [
        'return.by[0].unit: only days and instants have a year, "status" is of type string',
        'return.measures[0].property: there is no sum of "dueDate", which is of type date',
        'return.orderBy[0].by: "n" is the name of no key and no measure',
      ],
    ],
    [
      'paths over accounts',
      { paths: { from: { label: 'Task' }, to: { label: 'Team' }, via: ['KNOWN_AS'], maxLength: 2 } },
      ['paths.via[0]: Identity cannot be asked for'],
    ],
    [
      'paths without end',
      { paths: { from: { label: 'Task' }, to: { label: 'Team' }, maxLength: 7 } },
      [expect.stringContaining('paths.maxLength')],
    ],
  ])('%s', (_, query, expected) => {
    expect(mistakes(query)).toEqual(expected);
  });

  test('conditions nested too deep, once', () => {
    let where: unknown = { property: 'title', op: 'exists' };
    for (let depth = 0; depth < 200; depth++) where = { not: where };
    expect(mistakes(tasks(where))).toEqual([
      `where${'.not'.repeat(8)}: conditions are nested at most 8 deep`,
    ]);
  });

  test('too many conditions, once', () => {
    const one = { property: 'title', op: 'exists' };
    expect(mistakes(tasks({ all: Array(59).fill(one) }))).toEqual([]);
    expect(mistakes(tasks({ all: Array(500).fill(one) }))).toEqual([
      'where.all[59]: a query has at most 60 conditions',
    ]);
  });
});

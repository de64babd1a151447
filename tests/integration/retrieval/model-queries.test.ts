import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import type {
  Condition,
  DaySpan,
  Field,
  FindQuery,
  GraphQuery,
  GroupKey,
  Measure,
  PathQuery,
  Return,
  Step,
} from '../../../src/graph/graph-query.ts';
import { validateGraphQuery } from '../../../src/graph/validate-graph-query.ts';
import { queryParts } from '../../../src/graph/validation/query-shapes.ts';
import type { Answer } from '../../../src/retrieval/answer.ts';
import { describeGrammar } from '../../../src/retrieval/planning/describe-grammar.ts';
import { ids, odd, useCompanyWithModel } from '../../fixtures/company-with-model.ts';
import { planned } from '../../fixtures/scripted-model.ts';

const { ask, script, requests } = useCompanyWithModel();

/*
 * All that the typed query can say, a model can ask, and the answer says it. What there is, is walked: a new part of the
 * query fails here until it is asked for below.
 */

interface Schema {
  readonly title?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Keys of a part as `PART.key`, and the words that a key may have as `PART.key=word`. */
function pathsIn(name: string, { title, const: word, enum: words, items, properties }: Schema): string[] {
  if (title) return [];
  if (words !== undefined) return words.map((one) => `${name}=${String(one)}`);
  if (word !== undefined) return [`${name}=${String(word)}`];
  if (items !== undefined) return pathsIn(name, items);
  return Object.entries(properties ?? {}).flatMap(([key, value]) => [
    `${name}.${key}`,
    ...pathsIn(`${name}.${key}`, value),
  ]);
}

const all = [
  ...new Set(
    Object.entries(queryParts).flatMap(([name, shapes]) =>
      shapes.flatMap(({ shape }) =>
        pathsIn(name, {
          ...(z.toJSONSchema(shape, { target: 'draft-7', io: 'input' }) as Schema),
          title: '',
        }),
      ),
    ),
  ),
].sort();

const count = { kind: 'count' } as const;
const of = (where: object, find = 'Task', more: object = {}) => ({ find, where, return: count, ...more });
const step = (type: string, direction: 'in' | 'out', label: string, more: object = {}) => ({
  type,
  direction,
  label,
  ...more,
});
const assignees = (more: object = {}) => step('ASSIGNED_TO', 'in', 'Employee', more);
const teams = (more: object = {}) => step('MEMBER_OF', 'out', 'Team', more);
const list = (more: object = {}, find = 'Task') => ({ find, return: { kind: 'list', ...more } });
const groups = (by: readonly object[], measures: readonly object[], more: object = {}) => ({
  find: 'Task',
  return: { kind: 'groups', by, measures, ...more },
});
const paths = (more: object = {}) => ({
  paths: {
    from: { label: 'Task', where: ids('task:x:SALE-1') },
    to: { label: 'Company' },
    maxLength: 4,
    ...more,
  },
});
const status = (op: string, more: object) => of({ property: 'status', op, ...more });
const due = (op: string, more: object) => of({ property: 'dueDate', op, ...more });
const done = { property: 'status', op: 'eq', value: 'done' };
const open = { property: 'status', op: 'eq', value: 'todo' };
const byStatus = { property: 'status', as: 'a' };
const counted = { measure: 'count', as: 'n' };
const created = (unit?: string) =>
  groups([{ property: 'createdAt', ...(unit ? { unit } : {}), as: 'a' }], [counted]);
const measured = (measure: string, property = 'dueDate') => groups([], [{ measure, property, as: 'm' }]);
const lasted = (days: object, measure = 'avg') => groups([], [{ measure, days, as: 'm' }]);
const related = (more: object) =>
  of({ related: assignees(), where: { property: 'title', op: 'eq', value: 'CEO' }, ...more });

/** For each, a query without it and one with it, or with it otherwise: both are asked, and the answers differ in their words. */
const samples: Readonly<Record<string, readonly [without: object, with: object]>> = {
  'QUERY.find': [
    { find: 'Task', return: count },
    { find: 'Team', return: count },
  ],
  'QUERY.where': [{ find: 'Task', return: count }, of(done)],
  'QUERY.at': [of({ related: assignees() }), of({ related: assignees() }, 'Task', { at: '2026-01-05' })],
  'QUERY.during': [
    of({ related: assignees() }),
    of({ related: assignees() }, 'Task', { during: { from: '2026-01-05', to: '2026-02-01' } }),
  ],
  'QUERY.return': [{ find: 'Task', return: count }, list()],
  'QUERY.paths': [{ find: 'Task', return: count }, paths()],
  'QUERY.paths.from': [paths(), paths({ from: { label: 'Employee' } })],
  'QUERY.paths.from.label': [paths({ from: { label: 'Task' } }), paths({ from: { label: 'Team' } })],
  'QUERY.paths.from.where': [paths(), paths({ from: { label: 'Task' } })],
  'QUERY.paths.to': [paths(), paths({ to: { label: 'Employee' } })],
  'QUERY.paths.to.label': [paths(), paths({ to: { label: 'Team' } })],
  'QUERY.paths.to.where': [paths(), paths({ to: { label: 'Company', where: ids('company:x:globex') } })],
  'QUERY.paths.via': [paths(), paths({ via: ['MENTIONS'] })],
  'QUERY.paths.maxLength': [paths(), paths({ maxLength: 2 })],
  'QUERY.paths.limit': [paths(), paths({ limit: 1 })],
  'CONDITION.all': [of(done), of({ all: [done, { property: 'priority', op: 'exists' }] })],
  'CONDITION.any': [of(done), of({ any: [done, { property: 'priority', op: 'exists' }] })],
  'CONDITION.not': [of(done), of({ not: done })],
  'CONDITION.property': [
    of({ property: 'priority', op: 'eq', value: 'P1' }),
    of({ property: 'sourceStatus', op: 'eq', value: 'P1' }),
  ],
  'CONDITION.op': [due('lt', { value: '2026-11-20' }), due('gte', { value: '2026-11-20' })],
  'CONDITION.op=eq': [due('lt', { value: '2026-11-20' }), due('eq', { value: '2026-11-20' })],
  'CONDITION.op=lt': [due('eq', { value: '2026-11-20' }), due('lt', { value: '2026-11-20' })],
  'CONDITION.op=lte': [due('lt', { value: '2026-11-20' }), due('lte', { value: '2026-11-20' })],
  'CONDITION.op=gt': [due('lt', { value: '2026-11-20' }), due('gt', { value: '2026-11-20' })],
  'CONDITION.op=gte': [due('gt', { value: '2026-11-20' }), due('gte', { value: '2026-11-20' })],
  'CONDITION.value': [due('lt', { value: '2026-11-20' }), due('lt', { value: '2026-11-21' })],
  'CONDITION.otherProperty': [
    due('lt', { value: '2026-11-20' }),
    due('lt', { otherProperty: 'completedAt' }),
  ],
  'CONDITION.op=in': [status('eq', { value: 'done' }), status('in', { values: ['done', 'todo'] })],
  'CONDITION.values': [status('in', { values: ['done'] }), status('in', { values: ['done', 'todo'] })],
  'CONDITION.op=contains': [
    of({ property: 'title', op: 'eq', value: 'report' }),
    of({ property: 'title', op: 'contains', value: 'report' }),
  ],
  'CONDITION.op=startsWith': [
    of({ property: 'title', op: 'contains', value: 'Write' }),
    of({ property: 'title', op: 'startsWith', value: 'Write' }),
  ],
  'CONDITION.op=has': [
    { find: 'Employee', return: count },
    of({ property: 'aliases', op: 'has', value: 'Luke' }, 'Employee'),
  ],
  'CONDITION.op=words': [
    { find: 'Task', return: count },
    of({ property: 'title', op: 'words', value: 'report' }),
  ],
  'CONDITION.op=yearly': [due('exists', {}), due('yearly', { from: '11-01', to: '11-30' })],
  'CONDITION.from': [
    due('yearly', { from: '11-01', to: '11-30' }),
    due('yearly', { from: '11-02', to: '11-30' }),
  ],
  'CONDITION.to': [
    due('yearly', { from: '11-01', to: '11-30' }),
    due('yearly', { from: '11-01', to: '11-29' }),
  ],
  'CONDITION.op=exists': [{ find: 'Task', return: count }, due('exists', {})],
  'CONDITION.related': [{ find: 'Task', return: count }, of({ related: assignees() })],
  'CONDITION.where': [of({ related: assignees() }), related({})],
  'CONDITION.quantifier': [related({}), related({ quantifier: 'none' })],
  'CONDITION.quantifier=any': [related({ quantifier: 'none' }), related({ quantifier: 'any' })],
  'CONDITION.quantifier=all': [related({}), related({ quantifier: 'all' })],
  'CONDITION.quantifier=none': [related({}), related({ quantifier: 'none' })],
  'CONDITION.count': [related({}), related({ count: { op: 'gte', value: 2 } })],
  'CONDITION.count.op': [
    related({ count: { op: 'gt', value: 2 } }),
    related({ count: { op: 'lt', value: 2 } }),
  ],
  'CONDITION.count.op=eq': [
    related({ count: { op: 'gt', value: 2 } }),
    related({ count: { op: 'eq', value: 2 } }),
  ],
  'CONDITION.count.op=lt': [
    related({ count: { op: 'eq', value: 2 } }),
    related({ count: { op: 'lt', value: 2 } }),
  ],
  'CONDITION.count.op=lte': [
    related({ count: { op: 'lt', value: 2 } }),
    related({ count: { op: 'lte', value: 2 } }),
  ],
  'CONDITION.count.op=gt': [
    related({ count: { op: 'lt', value: 2 } }),
    related({ count: { op: 'gt', value: 2 } }),
  ],
  'CONDITION.count.op=gte': [
    related({ count: { op: 'gt', value: 2 } }),
    related({ count: { op: 'gte', value: 2 } }),
  ],
  'CONDITION.count.value': [
    related({ count: { op: 'gt', value: 2 } }),
    related({ count: { op: 'gt', value: 3 } }),
  ],
  'STEP.type': [
    of({ related: step('REPORTED', 'in', 'Employee') }),
    of({ related: step('APPROVED', 'in', 'Employee') }),
  ],
  'STEP.direction': [
    of({ related: step('BLOCKS', 'in', 'Task') }),
    of({ related: step('BLOCKS', 'out', 'Task') }),
  ],
  'STEP.direction=in': [
    of({ related: step('BLOCKS', 'out', 'Task') }),
    of({ related: step('BLOCKS', 'in', 'Task') }),
  ],
  'STEP.direction=out': [
    of({ related: step('BLOCKS', 'in', 'Task') }),
    of({ related: step('BLOCKS', 'out', 'Task') }),
  ],
  'STEP.label': [
    of(
      { related: step('LEADS', 'out', 'Team'), where: { property: 'name', op: 'eq', value: 'x' } },
      'Employee',
    ),
    of(
      { related: step('LEADS', 'out', 'Company'), where: { property: 'name', op: 'eq', value: 'x' } },
      'Employee',
    ),
  ],
  'STEP.transitive': [
    of({ related: step('BLOCKS', 'out', 'Task') }),
    of({ related: step('BLOCKS', 'out', 'Task', { transitive: true }) }),
  ],
  'STEP.role': [of({ related: teams() }, 'Employee'), of({ related: teams({ role: 'chair' }) }, 'Employee')],
  'STEP.ever': [of({ related: teams() }, 'Employee'), of({ related: teams({ ever: true }) }, 'Employee')],
  'STEP.began': [
    of({ related: teams() }, 'Employee'),
    of({ related: teams({ began: { from: '2026-01-01' } }) }, 'Employee'),
  ],
  'STEP.ended': [
    of({ related: teams({ began: { from: '2026-01-01' } }) }, 'Employee'),
    of({ related: teams({ ended: { from: '2026-01-01' } }) }, 'Employee'),
  ],
  'DAYS.from': [
    of({ related: teams({ began: { to: '2026-02-01' } }) }, 'Employee'),
    of({ related: teams({ began: { from: '2026-01-01', to: '2026-02-01' } }) }, 'Employee'),
  ],
  'DAYS.to': [
    of({ related: teams({ began: { from: '2026-01-01' } }) }, 'Employee'),
    of({ related: teams({ began: { from: '2026-01-01', to: '2026-02-01' } }) }, 'Employee'),
  ],
  'RETURN.kind': [{ find: 'Task', return: count }, list()],
  'RETURN.kind=count': [list(), { find: 'Task', return: count }],
  'RETURN.kind=exists': [list(), { find: 'Task', return: { kind: 'exists' } }],
  'RETURN.kind=list': [{ find: 'Task', return: count }, list()],
  'RETURN.kind=groups': [list(), groups([byStatus], [counted])],
  'RETURN.fields': [list(), list({ fields: [{ property: 'dueDate' }] })],
  'RETURN.orderBy': [list(), list({ orderBy: [{ by: 'dueDate' }] })],
  'RETURN.orderBy.by': [list({ orderBy: [{ by: 'dueDate' }] }), list({ orderBy: [{ by: 'createdAt' }] })],
  'RETURN.orderBy.descending': [
    list({ orderBy: [{ by: 'dueDate' }] }),
    list({ orderBy: [{ by: 'dueDate', descending: true }] }),
  ],
  'RETURN.limit': [list(), list({ limit: 2 })],
  'RETURN.offset': [list({ limit: 2 }), list({ limit: 2, offset: 1 })],
  'RETURN.ties': [
    list({ limit: 2, orderBy: [{ by: 'status' }] }),
    list({ limit: 2, orderBy: [{ by: 'status' }], ties: true }),
  ],
  'RETURN.by': [groups([], [counted]), groups([byStatus], [counted])],
  'RETURN.measures': [groups([byStatus], []), groups([byStatus], [counted])],
  'FIELD.property': [
    list({ fields: [{ property: 'dueDate' }] }),
    list({ fields: [{ property: 'createdAt' }] }),
  ],
  // A model's names are for its own orders; nobody reads them.
  'FIELD.as': [
    list({ fields: [{ property: 'dueDate' }], orderBy: [{ by: 'key' }] }),
    list({ fields: [{ property: 'dueDate', as: 'x' }], orderBy: [{ by: 'x' }] }),
  ],
  'FIELD.related': [list(), list({ fields: [{ related: assignees(), property: 'name', as: 'x' }] })],
  'FIELD.where': [
    list({ fields: [{ related: assignees(), property: 'name', as: 'x' }] }),
    list({
      fields: [
        {
          related: assignees(),
          where: { property: 'title', op: 'eq', value: 'CEO' },
          property: 'name',
          as: 'x',
        },
      ],
    }),
  ],
  'FIELD.periods': [
    list({ fields: [{ related: assignees(), property: 'name', as: 'x' }] }),
    list({ fields: [{ related: assignees(), property: 'name', as: 'x', periods: true }] }),
  ],
  'FIELD.countOf': [list(), list({ fields: [{ countOf: assignees(), as: 'x' }] })],
  'FIELD.days': [list(), list({ fields: [{ days: { from: 'createdAt' }, as: 'x' }] })],
  'FIELD.days.from': [
    list({ fields: [{ days: { from: 'createdAt' }, as: 'x' }] }),
    list({ fields: [{ days: { from: 'dueDate' }, as: 'x' }] }),
  ],
  'FIELD.days.to': [
    list({ fields: [{ days: { from: 'createdAt' }, as: 'x' }] }),
    list({ fields: [{ days: { from: 'createdAt', to: 'dueDate' }, as: 'x' }] }),
  ],
  'KEY.property': [groups([byStatus], [counted]), created()],
  'KEY.unit': [created(), created('year')],
  'KEY.unit=year': [created(), created('year')],
  'KEY.unit=quarter': [created('year'), created('quarter')],
  'KEY.unit=month': [created('quarter'), created('month')],
  'KEY.as': [
    groups([{ property: 'status', as: 'x' }], [counted]),
    groups([{ property: 'status', as: 'x' }], [counted], { orderBy: [{ by: 'x', descending: true }] }),
  ],
  'KEY.related': [
    groups([byStatus], [counted]),
    groups([byStatus, { related: step('OWNED_BY', 'out', 'Team'), as: 'b' }], [counted]),
  ],
  'KEY.where': [
    groups([{ related: assignees(), as: 'a' }], [counted]),
    groups(
      [{ related: assignees(), where: { property: 'title', op: 'eq', value: 'CEO' }, as: 'a' }],
      [counted],
    ),
  ],
  'MEASURE.measure': [measured('min'), measured('max')],
  'MEASURE.measure=count': [measured('min'), groups([], [counted])],
  'MEASURE.measure=min': [measured('max'), measured('min')],
  'MEASURE.measure=max': [measured('min'), measured('max')],
  'MEASURE.measure=avg': [lasted({ from: 'createdAt' }, 'min'), lasted({ from: 'createdAt' })],
  'MEASURE.measure=sum': [
    {
      find: 'Passage',
      return: { kind: 'groups', by: [], measures: [{ measure: 'max', property: 'ordinal', as: 'm' }] },
    },
    {
      find: 'Passage',
      return: { kind: 'groups', by: [], measures: [{ measure: 'sum', property: 'ordinal', as: 'm' }] },
    },
  ],
  'MEASURE.property': [measured('min'), measured('min', 'createdAt')],
  'MEASURE.days': [measured('min'), lasted({ from: 'createdAt' })],
  'MEASURE.days.from': [lasted({ from: 'createdAt' }), lasted({ from: 'dueDate' })],
  'MEASURE.days.to': [lasted({ from: 'createdAt' }), lasted({ from: 'createdAt', to: 'dueDate' })],
  'MEASURE.as': [
    groups([byStatus], [{ measure: 'count', as: 'x' }]),
    groups([byStatus], [{ measure: 'count', as: 'x' }], { orderBy: [{ by: 'x', descending: true }] }),
  ],
};

/** What an answer says to a reader, without the statement that ran. */
const saidBy = ({ text, rows, explanation }: Answer): string =>
  [
    text,
    ...(rows?.columns ?? []),
    ...(explanation?.sections ?? []).filter((one) => !one.isCode).map((one) => one.text),
  ].join('\n');

async function told(query: object, question: string): Promise<string> {
  // A query that finds nothing is insisted on.
  script(planned(query), planned(query));
  const answer = await ask(question);
  expect(answer.query).toBeDefined();
  expect(answer.notes?.join(' ')).toMatch(/language model turned|语言模型将/);
  return saidBy(answer);
}

describe('all that a query can say', () => {
  it('is asked for below', () => {
    expect(Object.keys(samples).sort()).toEqual(all);
  });

  it('is in the prompt', async () => {
    await told({ find: 'Task', return: count }, odd('Ben'));
    const instructions = requests()[0]?.body.messages?.[0]?.content ?? '';
    expect(instructions).toContain(describeGrammar());
    for (const path of all) {
      const [, key = '', word] = /([^.=]+)(?:=(.+))?$/.exec(path) ?? [];
      expect(instructions).toContain(word === undefined ? `"${key}"` : `"${word}"`);
    }
  });

  it.each(all)('%s: a model may ask it, and the answer tells it', async (path) => {
    const [without, changed] = samples[path] ?? [{}, {}];
    validateGraphQuery(without);
    validateGraphQuery(changed);
    // Łukasz Nowak, 王小明: a question in each language.
    for (const question of [odd('Łukasz Nowak'), '王小明最近被什么事情困扰着，心情如何？他的年假够用吗？'])
      expect(await told(changed, question)).not.toBe(await told(without, question));
  });
});

describe('figures that a model asks for', () => {
  const answerTo = async (query: object): Promise<Answer> => {
    script(planned(query), planned(query));
    return await ask(odd('Łukasz Nowak'));
  };

  it('by two keys, with every measure under its own name', async () => {
    const one = await answerTo(
      groups(
        [{ related: step('OWNED_BY', 'out', 'Team'), as: 'evil.example' }, byStatus],
        [
          { measure: 'count', as: 'visit evil.example' },
          { measure: 'min', property: 'createdAt', as: 'x' },
          { measure: 'avg', days: { from: 'createdAt', to: 'dueDate' }, as: 'y' },
        ],
        { orderBy: [{ by: 'visit evil.example', descending: true }] },
      ),
    );
    expect(one.rows?.columns).toEqual([
      'team',
      'status',
      'count',
      'earliest opening date',
      'average days from opening date to due date',
    ]);
    expect(one.rows?.rows.map(({ cells }) => cells)).toContainEqual([
      'Core Platform (core)',
      'in progress',
      '1',
      '2026-11-03',
      '7',
    ]);
    expect(one.text).toContain('Core Platform (core), done — count 1, earliest opening date 2026-10-02');
    expect(one.text).toContain('not recorded');
    expect(JSON.stringify(one)).not.toContain('evil.example');
  });

  it('over all, without a key', async () => {
    const one = await answerTo(groups([], [counted, { measure: 'max', property: 'dueDate', as: 'x' }]));
    expect(one.text).toContain('Tasks:\n- count 5, latest due date 2026-12-01');
    expect(one.rows?.rows).toHaveLength(1);
  });

  it('of each row, under a name that says what it is', async () => {
    const one = await answerTo(
      list({
        fields: [
          { countOf: assignees(), as: 'status' },
          { related: assignees(), property: 'title', as: 'dueDate' },
        ],
        orderBy: [{ by: 'status', descending: true }, { by: 'key' }],
      }),
    );
    expect(one.rows?.columns).toEqual(['task', 'count (assigned to people)', 'assigned to people: title']);
    expect(one.rows?.rows[0]?.cells[1]).toBe('2');
  });

  it('of a list that is cut, with the true total', async () => {
    const one = await answerTo(list({ limit: 2 }));
    expect(one.total).toBe(5);
    expect(one.text).toContain('5 in all');
  });
});

/** Keys of each of several types. */
type Keys<Part> = Part extends unknown ? keyof Part : never;
type ShapeKeys<Name extends keyof typeof queryParts> = Keys<
  z.input<(typeof queryParts)[Name][number]['shape']>
>;

it('the shapes that are walked are those of the type', () => {
  expectTypeOf<ShapeKeys<'QUERY'>>().toEqualTypeOf<Keys<GraphQuery>>();
  expectTypeOf<keyof z.input<(typeof queryParts)['QUERY'][1]['shape']>['paths']>().toEqualTypeOf<
    keyof PathQuery['paths']
  >();
  expectTypeOf<ShapeKeys<'CONDITION'>>().toEqualTypeOf<Keys<Condition>>();
  expectTypeOf<ShapeKeys<'STEP'>>().toEqualTypeOf<Keys<Step>>();
  expectTypeOf<ShapeKeys<'DAYS'>>().toEqualTypeOf<Keys<DaySpan>>();
  expectTypeOf<ShapeKeys<'RETURN'>>().toEqualTypeOf<Keys<Return>>();
  expectTypeOf<ShapeKeys<'FIELD'>>().toEqualTypeOf<Keys<Field>>();
  expectTypeOf<ShapeKeys<'KEY'>>().toEqualTypeOf<Keys<GroupKey>>();
  expectTypeOf<ShapeKeys<'MEASURE'>>().toEqualTypeOf<Keys<Measure>>();
  type Ops<Part> = Part extends { readonly op: infer Op } ? Op : never;
  expectTypeOf<Ops<z.input<(typeof queryParts)['CONDITION'][number]['shape']>>>().toEqualTypeOf<
    Ops<Condition>
  >();
  type Kinds<Part> = Part extends { readonly kind: infer Kind } ? Kind : never;
  expectTypeOf<Kinds<z.input<(typeof queryParts)['RETURN'][number]['shape']>>>().toEqualTypeOf<
    Kinds<Return>
  >();
  expectTypeOf<FindQuery['return']>().toEqualTypeOf<Return>();
});

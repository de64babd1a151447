import { type NodeLabel, taskStatuses } from '../../../graph-schema/index.ts';
import { analyzeText } from '../../../src/graph/analyze-text.ts';
import type {
  Condition,
  FindQuery,
  GraphQuery,
  PathQuery,
  Return,
  Step,
} from '../../../src/graph/graph-query.ts';
import type { TextSearch } from '../../../src/graph/graph-store.ts';
import type { Draw } from './draw.ts';
import { drawFieldQuery } from './draw-fields.ts';
import { drawMeaning, drawWhoKnows, drawWords } from './draw-words.ts';
import type { ProofCompany } from './generate-company.ts';
import { dayAt, today } from './records.ts';

/** One thing that is asked: of the graph, of its texts, for what may be suggested, or in words. */
export type ProofQuestion =
  | { readonly kind: QueryKind; readonly query: GraphQuery }
  /** Parts of one list, in the order in which somebody goes through it. */
  | { readonly kind: 'pages'; readonly pages: readonly GraphQuery[] }
  | { readonly kind: 'text'; readonly search: TextSearch }
  | { readonly kind: 'vectors'; readonly text: string; readonly limit: number }
  | { readonly kind: 'nodes'; readonly ids: readonly string[] }
  | { readonly kind: 'keys'; readonly labels: readonly NodeLabel[]; readonly keys: readonly string[] }
  | { readonly kind: 'suggestions' }
  | { readonly kind: 'words' | 'meaning' | 'who knows'; readonly words: string };

type QueryKind =
  | 'rows'
  | 'count'
  | 'groups'
  | 'paths'
  | 'difference'
  | 'existence'
  | 'past'
  | 'knowers'
  | 'fields';

/** Every kind comes up equally often. */
export const questionKinds = [
  'rows',
  'count',
  'groups',
  'paths',
  'difference',
  'existence',
  'past',
  'knowers',
  'pages',
  'fields',
  'text',
  'vectors',
  'nodes',
  'keys',
  'suggestions',
  'words',
  'meaning',
  'who knows',
] as const satisfies readonly ProofQuestion['kind'][];

const assignees: Step = { type: 'ASSIGNED_TO', direction: 'in', label: 'Employee' };
const assigned: Step = { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' };
const wrote: Step = { type: 'AUTHORED', direction: 'out', label: 'Article' };
const blocks: Step = { type: 'BLOCKS', direction: 'out', label: 'Task', transitive: true };
const below: Step = { type: 'REPORTS_TO', direction: 'out', label: 'Employee', transitive: true };
const partOf: Step = { type: 'PART_OF', direction: 'out', label: 'Team', transitive: true };

export function drawQuestion(
  draw: Draw,
  kind: (typeof questionKinds)[number],
  company: ProofCompany,
): ProofQuestion {
  const { people, groups, projects, words, tasks, articles, restricted } = company;
  const is = (id: string): Condition => ({ property: 'id', op: 'eq', value: id });
  const person = () => is(draw.pick(people).id);
  const group = () => is(draw.pick(groups).id);
  const ofTitle = (): Condition => ({ property: 'title', op: 'words', value: draw.pick(words) });
  const status = (): Condition => ({ property: 'status', op: 'eq', value: draw.pick(taskStatuses) });
  const ofTasks = [
    () => status(),
    ofTitle,
    (): Condition => ({ related: assignees, where: person() }),
    (): Condition => ({ related: { type: 'OWNED_BY', direction: 'out', label: 'Team' }, where: group() }),
    (): Condition => ({
      related: { type: 'OWNED_BY', direction: 'out', label: 'Team' },
      where: { related: partOf, where: group() },
    }),
    (): Condition => ({ property: 'extra.milestone', op: 'eq', value: draw.pick(['Spring', 'Frost']) }),
    (): Condition => ({ property: 'dueDate', op: 'lt', value: dayAt(draw.below(300) - 200) }),
    (): Condition => ({ related: blocks, where: status() }),
    (): Condition => ({ related: { type: 'DESCRIBED_BY', direction: 'out', label: 'Article' } }),
    (): Condition => ({
      related: { type: 'IN_PROJECT', direction: 'out', label: 'Project' },
      where: { property: 'name', op: 'eq', value: draw.pick(projects) },
    }),
  ];
  const task = (): Condition => draw.pick(ofTasks)();
  const tasksWhere = (returned: Return): FindQuery => ({
    find: 'Task',
    where: { all: draw.chance(0.5) ? [task()] : [task(), task()] },
    return: returned,
  });
  const peopleWho = (where: Condition, returned: Return): FindQuery => ({
    find: 'Employee',
    where,
    return: returned,
  });
  const listed: Return = {
    kind: 'list',
    fields: [
      { property: 'key' },
      { property: 'extra.milestone', as: 'milestone' },
      { related: assignees, property: 'name', as: 'who' },
    ],
    orderBy: [{ by: draw.pick(['title', 'dueDate', 'key', 'priority']), descending: draw.chance(0.5) }],
    limit: draw.pick([3, 20, 100]),
    ties: draw.chance(0.3),
  };
  const knowers: Return = {
    kind: 'list',
    fields: [
      { related: assigned, where: ofTitle(), property: 'key', as: 'tasks' },
      { countOf: wrote, as: 'pages' },
      { countOf: { type: 'MENTIONS', direction: 'in', label: 'Passage' }, as: 'named' },
    ],
    orderBy: [{ by: 'pages', descending: true }, { by: 'name' }],
    limit: 30,
  };
  const ends: (() => PathQuery['paths']['to'])[] = [
    () => ({ label: 'Employee', where: { not: person() } }),
    () => ({ label: 'Team', where: { related: partOf, where: group() } }),
    () => ({ label: 'Task', where: task() }),
    () => ({
      label: 'Article',
      where: { any: draw.some(words, 20).map((value) => ({ property: 'title', op: 'words', value })) },
    }),
  ];
  switch (kind) {
    case 'rows':
      return {
        kind,
        query: draw.chance(0.7)
          ? tasksWhere(listed)
          : {
              find: 'Article',
              where: ofTitle(),
              return: { kind: 'list', fields: [{ property: 'path' }], orderBy: [{ by: 'writtenOn' }] },
            },
      };
    case 'count':
      return { kind, query: tasksWhere({ kind: 'count' }) };
    case 'existence':
      return { kind, query: tasksWhere({ kind: 'exists' }) };
    case 'groups': {
      const by = draw.pick([
        [{ property: 'status', as: 'k' }],
        [{ property: 'extra.milestone', as: 'k' }],
        [{ related: assignees, as: 'k' }],
        [{ property: 'createdAt', unit: 'quarter', as: 'k' }],
        [
          { related: { type: 'OWNED_BY', direction: 'out', label: 'Team' }, as: 'k' },
          { property: 'priority', as: 'l' },
        ],
      ] as const);
      return {
        kind,
        query: tasksWhere({
          kind: 'groups',
          by,
          measures: [
            { measure: 'count', as: 'n' },
            { measure: 'max', property: 'dueDate', as: 'last' },
          ],
          orderBy: [{ by: 'n', descending: true }],
          limit: 12,
        }),
      };
    }
    case 'paths': {
      const [from, to] = [person(), draw.pick(ends)()];
      const via = draw.pick([
        ['ASSIGNED_TO', 'BLOCKS', 'SUBTASK_OF'],
        ['AUTHORED', 'LINKS_TO', 'CHILD_OF', 'MENTIONS', 'HAS_PASSAGE'],
        ['ASSIGNED_TO', 'DESCRIBED_BY', 'AUTHORED', 'MEMBER_OF'],
      ] as const);
      return {
        kind,
        query: { paths: { from: { label: 'Employee', where: from }, to, via, maxLength: 3, limit: 20 } },
      };
    }
    case 'difference':
      return {
        kind,
        query: draw.pick<() => FindQuery>([
          () =>
            peopleWho(
              {
                all: [
                  { related: assigned, where: task() },
                  { related: assigned, where: status(), quantifier: 'none' },
                ],
              },
              { kind: 'list', limit: 40 },
            ),
          () => peopleWho({ all: [{ related: assigned }, { not: { related: wrote } }] }, { kind: 'count' }),
          () =>
            peopleWho(
              { related: assigned, where: { not: status() }, quantifier: 'all' },
              { kind: 'list', limit: 40 },
            ),
          () =>
            peopleWho(
              {
                all: [
                  { related: below, where: person() },
                  { related: assigned, count: { op: 'gt', value: 2 } },
                ],
              },
              {
                kind: 'list',
                fields: [{ countOf: assigned, as: 'n' }],
                orderBy: [{ by: 'n', descending: true }],
              },
            ),
          () => ({
            ...tasksWhere({ kind: 'count' }),
            where: { all: [task(), { not: { related: blocks } }] },
          }),
        ])(),
      };
    case 'past': {
      const day = dayAt(-1 - draw.below(400));
      const when = draw.pick([{ at: day }, { during: { from: day, to: today } }]);
      const ever: Return = {
        kind: 'list',
        fields: [{ related: assigned, property: 'key', as: 'tasks', periods: true }],
        limit: 20,
      };
      return {
        kind,
        query: draw.chance(0.5)
          ? { ...tasksWhere(listed), ...when }
          : {
              ...peopleWho({ related: { ...assigned, ended: { from: dayAt(-40) } }, where: task() }, ever),
              ...when,
            },
      };
    }
    case 'knowers':
      return {
        kind,
        query: peopleWho(
          {
            any: [
              { related: assigned, where: ofTitle() },
              { related: wrote, where: ofTitle() },
            ],
          },
          knowers,
        ),
      };
    case 'pages': {
      const limit = draw.pick([4, 15]);
      const page = (offset: number): FindQuery => ({
        ...query,
        return: { ...listed, limit, offset, ties: false },
      });
      const query = tasksWhere(listed);
      // The last one begins beyond whatever is found.
      return { kind, pages: [page(limit), page(limit * (2 + draw.below(5))), page(tasks.length)] };
    }
    case 'fields':
      return { kind, query: drawFieldQuery(draw, company) };
    case 'text': {
      const terms = new Map(
        draw
          .some(words, 3)
          .flatMap((word) => analyzeText(word).map((term) => [term, 1 + draw.below(3)] as const)),
      );
      return {
        kind,
        search: {
          label: draw.pick(['Article', 'Passage', 'Task']),
          terms,
          titleOnly: draw.chance(0.3),
          ...(draw.chance(0.2) ? { articles: draw.some(articles, 60).map(({ id }) => id) } : {}),
          limit: draw.pick([5, 60]),
        },
      };
    }
    case 'vectors':
      return { kind, text: draw.some(words, 1 + draw.below(3)).join(' '), limit: draw.pick([5, 50]) };
    case 'nodes': {
      const ids = [
        ...draw.some(restricted, 12),
        ...draw.some(articles, 6).map(({ id }) => id),
        ...draw.some(people, 6).map(({ id }) => id),
        draw.pick(groups).id,
        'position:Engineer',
        `project:${draw.pick(projects)}`,
        'task:tracker:gone',
      ];
      return { kind, ids: [...ids, draw.pick(ids)] };
    }
    case 'keys': {
      const keys = [
        ...draw.some(tasks, 6).map(({ key }) => key.toLowerCase()),
        ...draw.some(tasks, 40).flatMap(({ properties }) => properties.formerKeys ?? []),
        ...draw.some(articles, 4).map(({ key }) => key),
        draw.pick(people).key.toLowerCase(),
        'position:engineer',
      ];
      return {
        kind,
        labels: ['Task', 'Article', draw.pick(['Employee', 'Position'])],
        keys: keys.map(String),
      };
    }
    case 'suggestions':
      return { kind };
    case 'who knows':
      return { kind, words: drawWhoKnows(draw, company) };
    case 'meaning':
      return { kind, words: drawMeaning(draw, company) };
    case 'words':
      return { kind, words: drawWords(draw, company) };
  }
}

import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { Built } from './planner.ts';
import type { EntityItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { allOf, idCondition, relatedOver } from './senses.ts';
import { valueCondition } from './value-condition.ts';

const mentioned: readonly NodeLabel[] = ['Company', 'Project', 'Article', 'Task', 'Team'];

/**
 * "Who knows about OpenAI?": nobody's knowledge is on record, but who wrote a page about it, has a task about it or is
 * named with it is; each person is told with those, first who wrote most, then who finished most.
 */
export function planKnowers(frame: Frame): Built {
  if (!frame.cues.some(({ item }) => item.cues.has('rel.knows'))) return null;
  if (frame.times.length + frame.statuses.length > 0) return null;
  const { within, values, entities } = peopleWithin(frame);
  const [entity, second] = entities;
  // A tag of pages is a subject like any other words.
  const [topic, another] = [...frame.topics, ...values];
  if (second !== undefined || another !== undefined || (entity === undefined) === (topic === undefined))
    return null;
  // "Postgres" is more than the one task that has it in its title.
  const words = entity?.item.byTitle === true ? entity.item.raw : (topic?.item.raw ?? '');
  const about = words === '' && entity !== undefined ? ofEntity(entity.item) : ofWords(words);
  if (about === null) return null;
  const called = words === '' ? (entity?.item.candidates[0]?.name ?? '') : words;
  const knowing: Condition[] = [
    { related: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' }, where: about.task },
    { related: { type: 'AUTHORED', direction: 'out', label: 'Article' }, where: about.article },
    { related: { type: 'MENTIONS', direction: 'in', label: 'Passage' }, where: about.passage },
  ];
  return {
    kind: 'query',
    query: {
      find: 'Employee',
      where: allOf([...within, { any: knowing }]) ?? { any: knowing },
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { property: 'title' },
          {
            related: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' },
            where: about.task,
            property: 'key',
            as: 'tasks',
          },
          {
            related: { type: 'AUTHORED', direction: 'out', label: 'Article' },
            where: about.article,
            property: 'title',
            as: 'pages',
          },
          // A page of that title is about it, another may only mention it.
          {
            countOf: { type: 'AUTHORED', direction: 'out', label: 'Article' },
            where: { property: 'title', op: 'words', value: called },
            as: 'titleCount',
          },
          {
            countOf: { type: 'AUTHORED', direction: 'out', label: 'Article' },
            where: about.article,
            as: 'pageCount',
          },
          {
            countOf: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' },
            where: { all: [about.task, { property: 'status', op: 'eq', value: 'done' }] },
            as: 'doneCount',
          },
          {
            countOf: { type: 'ASSIGNED_TO', direction: 'out', label: 'Task' },
            where: about.task,
            as: 'taskCount',
          },
          {
            countOf: { type: 'MENTIONS', direction: 'in', label: 'Passage' },
            where: about.passage,
            as: 'mentions',
          },
        ],
        orderBy: [
          ...['titleCount', 'pageCount', 'doneCount', 'taskCount', 'mentions'].map((by) => ({
            by,
            descending: true,
          })),
          { by: 'name' },
        ],
        limit: 200,
      },
    },
    shape: { kind: 'knowers', about: called },
  };
}

/** "Who in Berlin knows …?", "who of Web …?": people who are looked at, and the rest of what is named. */
function peopleWithin(frame: Frame): {
  readonly within: readonly Condition[];
  readonly values: Frame['values'];
  readonly entities: Frame['entities'];
} {
  const ofPeople = (value: Frame['values'][number]) =>
    value.item.candidates.find(({ label, property }) => label === 'Employee' && property !== 'name');
  const isAsked = frame.topics.length > 0 || frame.values.some((one) => ofPeople(one) === undefined);
  const teams = frame.entities.filter(
    ({ item }) =>
      item.label === 'Team' && (isAsked || frame.entities.some((one) => one.item.label !== 'Team')),
  );
  const places = frame.values.filter((one) => ofPeople(one) !== undefined);
  return {
    within: [
      ...places.flatMap((one) => {
        const found = ofPeople(one);
        return found === undefined ? [] : [valueCondition(found)];
      }),
      ...teams.map((team) =>
        relatedOver([{ type: 'MEMBER_OF', direction: 'out', label: 'Team' }], idCondition(team)),
      ),
    ],
    values: frame.values.filter((one) => !places.includes(one)),
    entities: frame.entities.filter((one) => !teams.includes(one)),
  };
}

interface About {
  readonly task: Condition;
  readonly article: Condition;
  readonly passage: Condition;
}

interface AnyOf {
  readonly any: readonly Condition[];
}

function ofWords(words: string): Readonly<Record<keyof About, AnyOf>> {
  return {
    task: {
      any: [
        { property: 'title', op: 'words', value: words },
        { property: 'description', op: 'words', value: words },
      ],
    },
    article: {
      any: [
        { property: 'title', op: 'words', value: words },
        { property: 'body', op: 'words', value: words },
      ],
    },
    passage: {
      any: [
        { property: 'heading', op: 'words', value: words },
        { property: 'text', op: 'words', value: words },
      ],
    },
  };
}

function ofEntity(item: EntityItem): About | null {
  const { label, candidates } = item;
  if (label === 'Topic') return ofTopic(item);
  if (!mentioned.includes(label)) return null;
  const named: Condition = { property: 'id', op: 'in', values: candidates.map((one) => one.id) };
  const mention: Condition = { related: { type: 'MENTIONS', direction: 'out', label }, where: named };
  const inPage: Condition = {
    related: { type: 'HAS_PASSAGE', direction: 'out', label: 'Passage' },
    where: mention,
  };
  const itself = label === 'Task' || label === 'Article' ? [named] : [];
  return {
    task: label === 'Task' ? { any: [mention, ...itself] } : mention,
    article: label === 'Article' ? { any: [inPage, ...itself] } : inPage,
    passage: mention,
  };
}

/** Whatever has the words of a topic, and pages and passages that are about it otherwise: by a tag of their authors, or as a model read them. */
function ofTopic({ raw, candidates }: EntityItem): About {
  const { task, article, passage } = ofWords(raw);
  const named: Condition = { property: 'id', op: 'in', values: candidates.map((one) => one.id) };
  const step = { direction: 'out', label: 'Topic' } as const;
  return {
    task,
    article: { any: [{ related: { type: 'ABOUT', ...step }, where: named }, ...article.any] },
    passage: { any: [{ related: { type: 'MENTIONS', ...step }, where: named }, ...passage.any] },
  };
}

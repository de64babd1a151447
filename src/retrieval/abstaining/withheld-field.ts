import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import type { Condition, FindQuery, GraphQuery, Span } from '../../graph/graph-query.ts';
import { isHidden, readableOf } from '../../graph/label-properties.ts';
import type { Viewer } from '../../graph/viewer.ts';
import { conjunctsOf, walkCondition } from '../../graph/walk-condition.ts';
import type { AnswerContext } from '../composing/answer-context.ts';
import type { QueryPlan } from '../planning/planner.ts';

interface Use {
  readonly label: NodeLabel;
  readonly property: string;
}

/**
 * A property or a relationship that an answer would hang on and the viewer may not read. To the stores it is null, which is
 * safe and yet no answer: "nobody started before 2020" and "85 people have no start date" would both be untrue. What the viewer
 * may read of some nodes alone may be asked for where the question is about no others.
 *
 * @returns null where there is none; one that would only have been shown beside others is left out without a word.
 */
export async function withheldField(
  plan: QueryPlan,
  context: Pick<AnswerContext, 'graph' | 'viewer' | 'today'>,
): Promise<string | null> {
  const { query } = plan;
  const { viewer } = context;
  if (viewer.hidden === undefined && viewer.ofSome === undefined && viewer.hiddenTypes === undefined)
    return null;
  const type = hiddenType(query, viewer);
  if (type !== null) return type;
  if (!('find' in query)) {
    const ends = [query.paths.from, query.paths.to];
    return (
      ends.flatMap(({ label, where }) => conditionUses(label, where)).find((use) => isHiddenUse(use, viewer))
        ?.property ?? null
    );
  }
  const own = ownConditionUses(query);
  const uses = [...conditionUses(query.find, query.where), ...returnUses(plan, query)];
  for (const use of uses.filter((one) => isHiddenUse(one, viewer))) {
    const isOwn = use.label === query.find && (own.has(use.property) || !usesInCondition(query, use));
    if (!isOwn || !(await isReadableOfAll(use, query, context))) return use.property;
  }
  return hiddenPeriod(query, viewer);
}

const isHiddenUse = ({ label, property }: Use, viewer: Viewer): boolean => isHidden(viewer, label, property);

/** Relationships that a condition or a group is about; the words that say so where there is one. */
function hiddenType(query: GraphQuery, { hiddenTypes }: Viewer): string | null {
  if (hiddenTypes === undefined) return null;
  const asked =
    'find' in query ? [query.where, groupKeysOf(query)] : [query.paths.from.where, query.paths.to.where];
  const text = JSON.stringify(asked);
  const type = [...hiddenTypes].find((one) => text.includes(`"type":"${one}"`));
  return type === undefined ? null : (typeWords[type] ?? type.toLowerCase().replaceAll('_', ' '));
}

const typeWords: Readonly<Partial<Record<RelationshipType, string>>> = {
  REPORTS_TO: 'manager',
  ASSIGNED_TO: 'assignee',
};

const groupKeysOf = ({ return: returned }: FindQuery): unknown =>
  returned.kind === 'groups' ? returned.by : null;

/** Properties that stand in a condition of their own of what is found, which can be set aside. */
function ownConditionUses(query: FindQuery): ReadonlySet<string> {
  return new Set(
    conjunctsOf(query.where).flatMap((one) =>
      'property' in one && !('otherProperty' in one) ? [one.property] : [],
    ),
  );
}

const usesInCondition = (query: FindQuery, use: Use): boolean =>
  conditionUses(query.find, query.where).some(
    (one) => one.label === use.label && one.property === use.property,
  );

/** Whether all that the question is about, whatever the property says of it, is among what the viewer may read it of. */
async function isReadableOfAll(
  { label, property }: Use,
  query: FindQuery,
  { graph, viewer, today }: Pick<AnswerContext, 'graph' | 'viewer' | 'today'>,
): Promise<boolean> {
  const readable = readableOf(viewer, label, property);
  if (readable === null) return false;
  const rest = conjunctsOf(query.where).filter(
    (one) => !conditionUses(label, one).some((use) => isHiddenUse(use, viewer)),
  );
  const others: Condition = { not: { property: 'id', op: 'in', values: [...readable] } };
  const { at, during, find } = query;
  const result = await graph.query(
    {
      find,
      where: { all: [...rest, others] },
      ...(at === undefined ? {} : { at }),
      ...(during === undefined ? {} : { during }),
      return: { kind: 'exists' },
    },
    viewer,
    today,
  );
  return result.kind === 'exists' && !result.exists;
}

function conditionUses(label: NodeLabel, where: Condition | undefined): Use[] {
  const uses: Use[] = [];
  walkCondition(label, where, (at, condition) => {
    if ('compared' in condition && 'property' in condition.compared)
      uses.push({ label: at, property: condition.compared.property });
    if (!('property' in condition)) return;
    uses.push({ label: at, property: condition.property });
    if ('otherProperty' in condition) uses.push({ label: at, property: condition.otherProperty });
  });
  return uses;
}

/** What is counted, sorted or asked for; of a profile or a list, the fields are only shown. */
function returnUses({ shape }: QueryPlan, query: FindQuery): Use[] {
  const { find, return: returned } = query;
  const own = (properties: readonly string[]): Use[] =>
    properties.map((property) => ({ label: find, property }));
  const within = (parts: readonly object[]): Use[] =>
    parts.flatMap((part) => {
      if ('related' in part || 'countOf' in part) {
        const { label } = ('related' in part ? part.related : part.countOf) as { label: NodeLabel };
        return conditionUses(label, 'where' in part ? (part.where as Condition) : undefined);
      }
      if ('days' in part) return own(ends(part.days as Span));
      return 'property' in part ? own([String(part.property)]) : [];
    });
  if (returned.kind === 'groups') return [...within(returned.by), ...within(returned.measures)];
  if (returned.kind !== 'list') return [];
  const fields = returned.fields ?? [];
  const sorts = (returned.orderBy ?? []).flatMap(({ by }) => {
    const field = fields.find((one) => one.as === by);
    if (field === undefined) return own([by]);
    return 'related' in field ? [{ label: field.related.label, property: field.property }] : within([field]);
  });
  const asked =
    shape.kind === 'property' || shape.kind === 'order'
      ? own([shape.property])
      : shape.kind === 'same' && shape.likeness.kind === 'property'
        ? own([shape.likeness.property])
        : [];
  const lasted = shape.kind === 'duration' ? own([shape.from]) : [];
  if (shape.kind === 'facts') return [...sorts, ...within(fields)];
  const left = shape.kind === 'employment' ? own(['endDate']) : [];
  // A profile leaves out what it cannot say.
  if (shape.kind === 'profile') return sorts;
  const derived = within(fields.filter((field) => !('property' in field) || 'related' in field));
  return [...sorts, ...asked, ...lasted, ...left, ...derived];
}

function ends({ from, to }: Span): string[] {
  return to === undefined ? [from] : [from, to];
}

/**
 * Somebody's first day is when they began to work for the company, and on the last one all else ends too: whoever asks
 * about the days then would learn them. The titles that people held are their titles.
 */
function hiddenPeriod(query: FindQuery, viewer: Viewer): string | null {
  const text = JSON.stringify(query);
  const isHere = (property: string): boolean => isHidden(viewer, 'Employee', property);
  if (text.includes('"HELD"') && isHere('title')) return 'title';
  const isPast =
    query.at !== undefined ||
    query.during !== undefined ||
    /"(?:ever|periods)":true|"(?:began|ended)":/.test(text);
  if (!isPast) return null;
  if (isHere('endDate')) return 'endDate';
  return text.includes('"WORKS_FOR"') && isHere('startDate') ? 'startDate' : null;
}

import type { NodeRecord } from '../../src/graph/changes.ts';
import { foldText } from '../../src/graph/fold-text.ts';
import type {
  Field,
  FindQuery,
  GraphQuery,
  GroupKey,
  GroupRow,
  Measure,
  Order,
  QueryResult,
  RelatedValue,
  Return,
  Row,
  Scalar,
  Span,
} from '../../src/graph/graph-query.ts';
import type { Viewer } from '../../src/graph/viewer.ts';
import { interpretPaths } from './interpret-paths.ts';
import { compareKeys, compareText, type ReferenceGraph, ReferenceView } from './reference-graph.ts';

/** What a typed query means, said as plainly as can be: every store must give the same result. */
export function interpretQuery(
  graph: ReferenceGraph,
  query: GraphQuery,
  viewer: Viewer,
  today: string,
): QueryResult {
  if ('paths' in query)
    return interpretPaths(new ReferenceView(graph, viewer, { from: today, to: today }), query);
  const view = new ReferenceView(graph, viewer, daysOf(query, today), today);
  const found = view.find(query.find, query.where);
  switch (query.return.kind) {
    case 'count':
      return { kind: 'count', total: found.length };
    case 'exists':
      return { kind: 'exists', exists: found.length > 0 };
    case 'list':
      return interpretList(view, found, query.return, today);
    case 'groups':
      return interpretGroups(view, found, query.return, today);
  }
}

/** The days of a query, both ends included. */
function daysOf({ at, during }: FindQuery, today: string): { from: string; to: string } {
  if (during === undefined) return { from: at ?? today, to: at ?? today };
  const { from = '0000-01-01', to } = during;
  if (to === undefined) return { from, to: '9999-12-31' };
  const last = new Date(`${to}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() - 1);
  return { from, to: last.toISOString().slice(0, 10) };
}

/** What comes first by each order in turn; 0 where tied in all of them. */
function compareBy<Item>(orders: readonly Order[], key: (item: Item, by: string) => Scalar | null) {
  return (one: Item, other: Item): number => {
    for (const { by, descending } of orders) {
      const order = compareKeys(key(one, by), key(other, by), descending);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Cuts a sorted list, keeping what is tied with the last row where asked to. */
function cut<Item>(
  sorted: readonly Item[],
  offset: number,
  limit: number,
  ties: boolean | undefined,
  compare: (one: Item, other: Item) => number,
): Item[] {
  const last = sorted[offset + limit - 1];
  return sorted.filter(
    (item, index) =>
      index >= offset &&
      (index < offset + limit || (ties === true && last !== undefined && compare(item, last) === 0)),
  );
}

function interpretList(
  view: ReferenceView,
  found: readonly NodeRecord[],
  list: Extract<Return, { kind: 'list' }>,
  today: string,
): QueryResult {
  const fields = list.fields ?? [];
  const sortKey = (node: NodeRecord, by: string): Scalar | null => {
    const field = fields.find((one) => nameOf(one) === by);
    if (field === undefined) return view.key(node, by);
    if ('property' in field) return view.key(node, field.property);
    return fieldValue(view, node, field, today) as number | null;
  };
  const orders = list.orderBy ?? [];
  const keys = new Map(
    found.map((node) => [node, new Map(orders.map(({ by }) => [by, sortKey(node, by)]))] as const),
  );
  const compare = compareBy(orders, (node: NodeRecord, by) => keys.get(node)?.get(by) ?? null);
  const sorted = [...found].sort((one, other) => compare(one, other) || compareText(one.id, other.id));
  const rows = cut(sorted, list.offset ?? 0, list.limit ?? 100, list.ties, compare).map(
    (node): Row => ({
      ...view.ref(node),
      values: Object.fromEntries(
        fields.map((field) => [nameOf(field), fieldValue(view, node, field, today)] as const),
      ),
    }),
  );
  return { kind: 'list', total: found.length, rows };
}

function nameOf(field: Field): string {
  if (field.as !== undefined) return field.as;
  return 'property' in field ? field.property : '';
}

function fieldValue(
  view: ReferenceView,
  node: NodeRecord,
  field: Field,
  today: string,
): Row['values'][string] {
  if ('days' in field) return days(view, node, field.days, today);
  if ('countOf' in field)
    return view
      .related(node, field.countOf)
      .filter((other) => field.where === undefined || view.meets(other, field.where)).length;
  if (!('related' in field)) return view.value(node, field.property);
  if (field.periods === true) return periodsOf(view, node, field);
  return view
    .related(node, field.related)
    .filter((other) => field.where === undefined || view.meets(other, field.where))
    .toSorted(
      (one, other) =>
        compareKeys(view.key(one, field.property), view.key(other, field.property)) ||
        compareText(one.id, other.id),
    )
    .map((other): RelatedValue => ({ ...view.ref(other), value: view.value(other, field.property) }));
}

/** Each relationship once, however often a source says the same. */
function periodsOf(
  view: ReferenceView,
  node: NodeRecord,
  field: Extract<Field, { related: object }>,
): RelatedValue[] {
  const found = view
    .linked(node, field.related)
    .filter(({ other }) => field.where === undefined || view.meets(other, field.where))
    .map(({ other, link }) => ({
      ...view.ref(other),
      value: view.value(other, field.property),
      period: { from: view.begin(link), to: link.period?.to ?? null, source: link.source },
    }));
  const sorted = found.sort(
    (one, other) =>
      compareText(one.period.from ?? '', other.period.from ?? '') ||
      compareText(one.period.to ?? '~', other.period.to ?? '~') ||
      compareText(one.id, other.id) ||
      compareText(one.period.source, other.period.source),
  );
  return sorted.filter(
    (one, index) => index === 0 || JSON.stringify(one) !== JSON.stringify(sorted[index - 1]),
  );
}

function days(view: ReferenceView, node: NodeRecord, span: Span, today: string): number | null {
  const from = view.value(node, span.from);
  const to = span.to === undefined ? today : view.value(node, span.to);
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

interface Membership {
  readonly node: NodeRecord;
  readonly keys: readonly Member[];
}

/** What puts a node into a group by one key. */
interface Member {
  readonly group: Scalar | null;
  readonly sort: Scalar | null;
  readonly shown: Scalar | null;
  readonly related?: NodeRecord;
}

interface Group {
  readonly keys: readonly Member[];
  readonly measures: GroupRow['measures'];
}

function interpretGroups(
  view: ReferenceView,
  found: readonly NodeRecord[],
  groups: Extract<Return, { kind: 'groups' }>,
  today: string,
): QueryResult {
  const memberships = found.flatMap((node): Membership[] => {
    const [first, second] = groups.by.map((key) => membersOf(view, node, key));
    if (first === undefined) return [{ node, keys: [] }];
    return first.flatMap((one) =>
      second === undefined ? [{ node, keys: [one] }] : second.map((other) => ({ node, keys: [one, other] })),
    );
  });
  const byGroup = Map.groupBy(memberships, ({ keys }) => JSON.stringify(keys.map((key) => key.group)));
  const rows = [...byGroup.values()].map((members): Group => {
    const keys = groups.by.map((_, index) =>
      smallestSpelling(members.flatMap(({ keys }) => keys[index] ?? [])),
    );
    const measures = groups.measures.map(
      (measure) => [measure.as, measured(view, members, measure, today)] as const,
    );
    return { keys, measures: Object.fromEntries(measures) };
  });
  const sortKey = (group: Group, by: string): Scalar | null => {
    const index = groups.by.findIndex((key) => key.as === by);
    return index < 0 ? (group.measures[by] ?? null) : (group.keys[index]?.sort ?? null);
  };
  const compare = compareBy(groups.orderBy ?? [], sortKey);
  const compareAll = (one: Group, other: Group): number => {
    let order = compare(one, other);
    for (let index = 0; order === 0 && index < groups.by.length; index++) {
      const [mine, theirs] = [one.keys[index], other.keys[index]];
      order =
        compareKeys(mine?.sort ?? null, theirs?.sort ?? null) ||
        compareKeys(mine?.group ?? null, theirs?.group ?? null);
    }
    return order;
  };
  const sorted = rows.sort(compareAll);
  const kept = cut(sorted, 0, groups.limit ?? sorted.length, groups.ties, compare);
  return {
    kind: 'groups',
    total: sorted.length,
    rows: kept.map(({ keys, measures }) => ({
      keys: keys.map(({ shown, related }) =>
        related === undefined ? { value: shown } : { value: shown, node: view.ref(related) },
      ),
      measures,
    })),
  };
}

function smallestSpelling(members: readonly Member[]): Member {
  const [first = { group: null, sort: null, shown: null }] = members;
  const spellings = members.map((member) => member.shown).sort((one, other) => compareKeys(one, other));
  return { ...first, shown: spellings[0] ?? null };
}

function membersOf(view: ReferenceView, node: NodeRecord, key: GroupKey): Member[] {
  if ('related' in key) {
    return view
      .related(node, key.related)
      .filter((other) => key.where === undefined || view.meets(other, key.where))
      .map((related) => {
        const name = view.name(related);
        return { group: related.id, sort: name === null ? null : foldText(name), shown: name, related };
      });
  }
  const value = view.value(node, key.property);
  if (typeof value === 'object') return [{ group: null, sort: null, shown: null }];
  if (key.unit !== undefined) {
    const period = periodOf(String(value), key.unit);
    return [{ group: period, sort: period, shown: period }];
  }
  const compared = view.key(node, key.property);
  return [{ group: compared, sort: compared, shown: value }];
}

function periodOf(time: string, unit: 'year' | 'quarter' | 'month'): string {
  const [year, month] = [time.slice(0, 4), time.slice(5, 7)];
  if (unit === 'year') return year;
  return unit === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`;
}

function measured(
  view: ReferenceView,
  members: readonly Membership[],
  measure: Measure,
  today: string,
): number | string | null {
  if (measure.measure === 'count') return members.length;
  const values = members
    .map(({ node }) =>
      'days' in measure ? days(view, node, measure.days, today) : view.value(node, measure.property),
    )
    .filter((value) => typeof value === 'number' || typeof value === 'string')
    .sort((one, other) => compareKeys(one, other));
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  if (measure.measure === 'sum') return sum;
  if (values.length === 0) return null;
  if (measure.measure === 'avg') return sum / values.length;
  return (measure.measure === 'min' ? values[0] : values.at(-1)) ?? null;
}

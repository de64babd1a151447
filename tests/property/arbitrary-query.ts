import {
  labels,
  type NodeLabel,
  type PropertyDefinition,
  propertyOf,
  type RelationshipDefinition,
  relationships,
  relationshipTypes,
  systemProperties,
} from '../../graph-schema/index.ts';
import { analyzeText } from '../../src/graph/analyze-text.ts';
import { foldText } from '../../src/graph/fold-text.ts';
import type {
  Condition,
  DaySpan,
  Field,
  FindQuery,
  GraphQuery,
  GroupKey,
  Measure,
  Order,
  PathQuery,
  Return,
  Step,
} from '../../src/graph/graph-query.ts';
import type { Viewer } from '../../src/graph/viewer.ts';
import fc from '../seeded-properties.ts';
import { arbitraryValue, idsOf, queryableLabels } from './arbitrary-graph.ts';
import { acls, awkwardTexts, days, extraNames, roles } from './awkward-values.ts';

type Named = readonly [name: string, definition: PropertyDefinition];

/** What can be asked of a label; when a sync last wrote is no data of the graph's. */
function propertiesOf(label: NodeLabel): Named[] {
  const names = [
    ...Object.keys(labels[label].properties),
    ...Object.keys(systemProperties).filter((name) => name !== 'changedAt'),
    ...extraNames.map((name) => `extra.${name}`),
  ];
  return names.flatMap((name): Named[] => {
    const definition = propertyOf(label, name);
    return definition === undefined ? [] : [[name, definition]];
  });
}

const propertiesByLabel = new Map(queryableLabels.map((label) => [label, propertiesOf(label)]));

function choose(label: NodeLabel, fits: (definition: PropertyDefinition) => boolean): string[] {
  return (propertiesByLabel.get(label) ?? []).filter(([, one]) => fits(one)).map(([name]) => name);
}

const isSortable = ({ type, long }: PropertyDefinition): boolean => type !== 'texts' && long !== true;

function once<Key, Result>(build: (key: Key) => Result): (key: Key) => Result {
  const built = new Map<Key, Result>();
  return (key) => {
    const known = built.get(key) ?? build(key);
    built.set(key, known);
    return known;
  };
}

/** Those of the days that there are, and some between them. */
const monthsAndDays = [...new Set([...days.map((day) => day.slice(5)), '01-01', '02-29', '06-15', '12-31'])];
const comparison = fc.constantFrom('eq', 'lt', 'lte', 'gt', 'gte');

const ownCondition = once((label: NodeLabel): fc.Arbitrary<Condition> => {
  const words = fc.constantFrom(...awkwardTexts.filter((text) => analyzeText(text).length > 0));
  const parts = fc.constantFrom(...awkwardTexts.filter((text) => foldText(text) !== ''), 'r', 'st', '0');
  const definitions = labels[label];
  const searchable: readonly string[] = 'searchable' in definitions ? definitions.searchable : [];
  return fc.oneof(
    ...(propertiesByLabel.get(label) ?? []).flatMap(([name, definition]): fc.Arbitrary<Condition>[] => {
      const property = fc.constant(name);
      const exists = fc.record({ property, op: fc.constant('exists') });
      if (definition.type === 'texts')
        return [
          exists,
          fc.record({ property, op: fc.constant('has'), value: fc.constantFrom(...awkwardTexts) }),
        ];
      const value = arbitraryValue(label, name, definition) as fc.Arbitrary<string | number | boolean>;
      const others = choose(label, ({ type }) => type === definition.type);
      return [
        exists,
        fc.record({ property, op: comparison, value }),
        fc.record({ property, op: comparison, value }),
        fc.record({ property, op: fc.constant('in'), values: fc.array(value, { maxLength: 4 }) }),
        fc.record({ property, op: comparison, otherProperty: fc.constantFrom(...others) }),
        ...(definition.type === 'text'
          ? [fc.record({ property, op: fc.constantFrom('contains', 'startsWith'), value: parts })]
          : []),
        ...(definition.type === 'date'
          ? [
              fc.record({
                property,
                op: fc.constant('yearly'),
                from: fc.constantFrom(...monthsAndDays),
                to: fc.constantFrom(...monthsAndDays),
              }),
            ]
          : []),
        ...(searchable.includes(name)
          ? [fc.record({ property, op: fc.constant('words'), value: words })]
          : []),
      ];
    }),
  );
});

const rarely = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: one });

/** From a day, up to one, or both; the days are in order. */
const spanOfDays: fc.Arbitrary<DaySpan> = fc
  .subarray([...days], { minLength: 2, maxLength: 2 })
  .chain(([from = '', to = '']) => fc.constantFrom<DaySpan>({ from, to }, { from }, { to }));

const stepsOf = once((label: NodeLabel): fc.Arbitrary<Step> => {
  const steps = relationshipTypes.flatMap((type): fc.Arbitrary<Step>[] => {
    const definition: RelationshipDefinition = relationships[type];
    return (['out', 'in'] as const).flatMap((direction) => {
      const [near, far] =
        direction === 'out' ? [definition.from, definition.to] : [definition.to, definition.from];
      if (!near.includes(label)) return [];
      return far
        .filter((other) => labels[other].queryable)
        .map((other) =>
          fc
            .record(
              {
                type: fc.constant(type),
                direction: fc.constant(direction),
                label: fc.constant(other),
                ever: fc.boolean(),
                ...(definition.temporal ? { began: rarely(spanOfDays), ended: rarely(spanOfDays) } : {}),
                ...(definition.transitive ? { transitive: fc.boolean() } : {}),
                ...('role' in definition.properties ? { role: fc.constantFrom(...roles) } : {}),
              },
              { requiredKeys: ['type', 'direction', 'label'] },
            )
            .map(present<Step>),
        );
    });
  });
  return fc.oneof(...steps);
});

const conditions = new Map<string, fc.Arbitrary<Condition>>();

function conditionOn(label: NodeLabel, depth: number): fc.Arbitrary<Condition> {
  const key = `${label} ${depth}`;
  const known = conditions.get(key);
  if (known !== undefined) return known;
  const own = ownCondition(label);
  if (depth === 0) return own;
  const below = conditionOn(label, depth - 1);
  const list = fc.array(below, { maxLength: 3 });
  const built: fc.Arbitrary<Condition> = fc.oneof(
    { weight: 4, arbitrary: own },
    { weight: 1, arbitrary: fc.record({ all: list }) },
    { weight: 2, arbitrary: fc.record({ any: list }) },
    { weight: 2, arbitrary: fc.record({ not: below }) },
    { weight: 4, arbitrary: relatedCondition(label, depth) },
    { weight: 1, arbitrary: comparedCondition(label, depth) },
    ...(label === 'Employee' ? [{ weight: 1, arbitrary: fc.constant<Condition>({ employed: true }) }] : []),
  );
  conditions.set(key, built);
  return built;
}

function relatedCondition(label: NodeLabel, depth: number): fc.Arbitrary<Condition> {
  return stepsOf(label).chain((related) => {
    const where = fc.option(conditionOn(related.label, depth - 1), { nil: undefined });
    const quantified = fc.record({
      related: fc.constant(related),
      where,
      quantifier: fc.constantFrom(undefined, 'any', 'all', 'none'),
    });
    const counted = fc.record({
      related: fc.constant(related),
      where,
      count: fc.record({ op: comparison, value: fc.nat(2) }),
    });
    return fc
      .oneof({ weight: 3, arbitrary: quantified }, { weight: 1, arbitrary: counted })
      .map(present<Condition>);
  });
}

function comparedCondition(label: NodeLabel, depth: number): fc.Arbitrary<Condition> {
  const below = fc.option(conditionOn(label, depth - 1), { nil: undefined });
  const others = fc.record({
    related: fc.oneof(
      fc.constant(undefined),
      stepsOf(label).map((step) => (step.label === label ? step : undefined)),
    ),
    where: below,
  });
  const ordered = choose(label, (one) => isSortable(one) && one.type !== 'boolean');
  return fc
    .oneof(
      fc.record({
        compared: fc.record({ property: fc.constantFrom(...ordered) }),
        op: comparison,
        with: others,
      }),
      fc.record({
        compared: stepsOf(label).chain((countOf) =>
          fc.record({
            countOf: fc.constant(countOf),
            where: fc.option(conditionOn(countOf.label, depth - 1), { nil: undefined }),
          }),
        ),
        op: comparison,
        with: others,
      }),
      fc.record({
        compared: stepsOf(label).map(({ transitive: _, ...shared }) => ({ shared })),
        op: fc.constant('eq'),
        with: others,
      }),
    )
    .map(present<Condition>);
}

/** Drops what is undefined, as JSON does: optional keys are absent, not undefined. */
function present<Result>(value: object): Result {
  return JSON.parse(JSON.stringify(value)) as Result;
}

/** A part that may also tell what the related nodes must meet. */
function narrowed<Part extends object>(label: NodeLabel, part: fc.Arbitrary<Part>) {
  const where = conditionOn(label, 1);
  return fc.oneof(
    part,
    fc.tuple(part, where).map(([one, condition]) => ({ ...one, where: condition })),
  );
}

function daysOf(label: NodeLabel) {
  const dates = choose(label, ({ type }) => type === 'date');
  if (dates.length === 0) return null;
  return fc.record(
    { from: fc.constantFrom(...dates), to: fc.constantFrom(...dates) },
    { requiredKeys: ['from'] },
  );
}

const fieldOf = once((label: NodeLabel): fc.Arbitrary<Field> => {
  const any = choose(label, () => true);
  const spans = daysOf(label);
  const as = fc.constant('');
  return fc.oneof(
    fc.record({ property: fc.constantFrom(...any), as }),
    stepsOf(label).chain((related) =>
      narrowed(
        related.label,
        fc.record({
          related: fc.constant(related),
          property: fc.constantFrom(...choose(related.label, () => true)),
          as,
          ...(relationships[related.type].temporal && related.transitive !== true
            ? { periods: fc.boolean() }
            : {}),
        }),
      ),
    ),
    stepsOf(label).chain((countOf) =>
      narrowed(countOf.label, fc.record({ countOf: fc.constant(countOf), as })),
    ),
    ...(spans === null ? [] : [fc.record({ days: spans, as })]),
  );
});

function ordersBy(names: readonly string[]): fc.Arbitrary<Order[]> {
  if (names.length === 0) return fc.constant([]);
  const order = fc.record({ by: fc.constantFrom(...names), descending: fc.boolean() });
  return fc.array(order, { minLength: 1, maxLength: 2 });
}

/** Each part under a name of its own. */
function numbered<Part extends object>(parts: readonly Part[], prefix: string): Part[] {
  return parts.map((part, index) => ({ ...part, as: `${prefix}${index}` }));
}

const listOf = once(
  (label: NodeLabel): fc.Arbitrary<Return> =>
    fc
      .array(fieldOf(label), { maxLength: 4 })
      .chain((drawn) => {
        const fields = numbered(drawn, 'f');
        const sortable = fields.filter((field) => {
          if ('related' in field) return false;
          const definition = 'property' in field ? propertyOf(label, field.property) : undefined;
          return definition === undefined || isSortable(definition);
        });
        const orderBy = ordersBy([
          ...choose(label, isSortable),
          ...sortable.map((field) => field.as ?? ''),
          ...sortable.map((field) => field.as ?? ''),
        ]);
        const limit = fc.constantFrom(undefined, 1, 2, 3, 1000);
        return fc.oneof(
          fc.record({ kind: fc.constant('list'), fields: fc.constant(fields), limit }),
          fc.record({
            kind: fc.constant('list'),
            fields: fc.constant(fields),
            orderBy,
            limit,
            offset: fc.constantFrom(undefined, 0, 1, 4),
            ties: fc.boolean(),
          }),
        );
      })
      .map(present<Return>),
);

const groupsOf = once((label: NodeLabel): fc.Arbitrary<Return> => {
  const times = choose(label, ({ type }) => type === 'date' || type === 'instant');
  const numbers = choose(label, ({ type }) => type === 'integer' || type === 'number');
  const spans = daysOf(label);
  const as = fc.constant('');
  const key: fc.Arbitrary<GroupKey> = fc.oneof(
    fc.record({ property: fc.constantFrom(...choose(label, isSortable)), as }),
    fc.record({ property: fc.constantFrom(...times), unit: fc.constantFrom('year', 'quarter', 'month'), as }),
    stepsOf(label).chain((related) =>
      narrowed(related.label, fc.record({ related: fc.constant(related), as })),
    ),
  );
  const measure: fc.Arbitrary<Measure> = fc.oneof(
    fc.record({ measure: fc.constant('count'), as }),
    fc.record({
      measure: fc.constantFrom('min', 'max'),
      property: fc.constantFrom(...times, ...numbers),
      as,
    }),
    ...(numbers.length === 0
      ? []
      : [fc.record({ measure: fc.constantFrom('avg', 'sum'), property: fc.constantFrom(...numbers), as })]),
    ...(spans === null
      ? []
      : [fc.record({ measure: fc.constantFrom('min', 'max', 'avg'), days: spans, as })]),
  );
  return fc
    .tuple(fc.array(key, { maxLength: 2 }), fc.array(measure, { maxLength: 3 }))
    .filter(([keys, drawn]) => keys.length + drawn.length > 0)
    .chain(([keys, drawn]) => {
      const by = numbered(keys, 'k');
      const measures = numbered(drawn, 'm');
      const orderBy = ordersBy([...by, ...measures].map((one) => one.as));
      const shared = { kind: fc.constant('groups'), by: fc.constant(by), measures: fc.constant(measures) };
      const limit = fc.constantFrom(undefined, 1, 2, 3);
      return fc.oneof(
        fc.record({ ...shared, limit }),
        fc.record({ ...shared, orderBy, limit, ties: fc.boolean() }),
      );
    })
    .map(present<Return>);
});

const findOf = once(
  (label: NodeLabel): fc.Arbitrary<FindQuery> =>
    fc
      .record({
        find: fc.constant(label),
        where: fc.option(conditionOn(label, 3), { freq: 4, nil: undefined }),
        time: fc.oneof(
          fc.constant({}),
          fc.record({ at: fc.constantFrom(...days) }),
          fc.record({ during: spanOfDays }),
        ),
        return: fc.oneof(
          { weight: 4, arbitrary: listOf(label) },
          { weight: 3, arbitrary: groupsOf(label) },
          { weight: 1, arbitrary: fc.constant<Return>({ kind: 'count' }) },
          { weight: 1, arbitrary: fc.constant<Return>({ kind: 'exists' }) },
        ),
      })
      .map(({ time, ...query }) => present<FindQuery>({ ...query, ...time })),
);

const anyLabel = fc.constantFrom(...queryableLabels, 'Employee' as const, 'Task' as const, 'Task' as const);

const pathEnd = anyLabel.chain((label) =>
  fc.record({
    label: fc.constant(label),
    where: fc.option(conditionOn(label, 1), { freq: 3, nil: undefined }),
  }),
);
const via = relationshipTypes.filter((type) => type !== 'KNOWN_AS' && type !== 'ANSWERED_FROM');

const paths: fc.Arbitrary<PathQuery> = fc
  .record({
    paths: fc.record({
      from: pathEnd,
      to: pathEnd,
      via: fc.option(fc.subarray(via, { minLength: 1 }), { freq: 2, nil: undefined }),
      maxLength: fc.integer({ min: 1, max: 6 }),
      limit: fc.constantFrom(undefined, 1, 3),
    }),
  })
  .map(present<PathQuery>);

/** Queries that pass `validateGraphQuery`, of every kind. */
export const arbitraryQuery: fc.Arbitrary<GraphQuery> = fc.oneof(
  { weight: 4, arbitrary: anyLabel.chain(findOf) },
  // Few of them find a way at all, and those are what tells.
  { weight: 1, arbitrary: paths },
);

const hidden = fc
  .tuple(
    ...queryableLabels.map((label) => {
      const names = choose(label, () => true).filter((name) => name !== 'id');
      return fc.subarray(names, { maxLength: 3 }).map((some) => [label, new Set(some)] as const);
    }),
  )
  .map((entries) => Object.fromEntries(entries));

/** Properties of some nodes alone; what nodes are called by is hidden of all or none. */
const ofSome = fc
  .tuple(
    ...queryableLabels.map((label) => {
      const names = choose(label, () => true).filter(
        (name) => !['id', 'name', 'title', 'heading'].includes(name),
      );
      const ids = fc.subarray([...idsOf(label)]).map((some) => new Set(some));
      return fc
        .tuple(fc.subarray(names, { maxLength: 4 }), ids)
        .map(([some, of]) => [label, new Map(some.map((name) => [name, of]))] as const);
    }),
  )
  .map((entries) => Object.fromEntries(entries));

const hiddenTypes = fc.subarray([...via], { maxLength: 3 }).map((types) => new Set(types));
/** Rules that nothing is under; for whoever has many, stores count in other ways. */
const unused = Array.from({ length: 150 }, (_, at) => `acl-unused-${at}`);
const acled = fc
  .tuple(fc.subarray([...acls]), fc.boolean())
  .map(([some, hasMany]) => new Set<string>([...some, ...(hasMany ? unused : [])]));

export const arbitraryViewer: fc.Arbitrary<Viewer> = fc.oneof(
  fc.constant<Viewer>({ acls: 'all' }),
  acled.map((some): Viewer => ({ acls: some })),
  fc.record({ acls: acled, hidden }),
  fc.record({ acls: acled, hidden, ofSome, hiddenTypes }),
  fc.record({ acls: fc.constant('all' as const), ofSome }),
);

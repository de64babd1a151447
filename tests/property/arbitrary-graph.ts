import {
  labels,
  type NodeLabel,
  nodeLabels,
  type PropertyDefinition,
  type RelationshipDefinition,
  type RelationshipType,
  relationships,
  relationshipTypes,
  taskStatuses,
} from '../../graph-schema/index.ts';
import type { NodeRecord, RelationshipRecord } from '../../src/graph/changes.ts';
import type { ReferenceGraph } from '../reference/reference-graph.ts';
import fc from '../seeded-properties.ts';
import { acls, awkwardTexts, days, extraNames, idTails, instants, roles } from './awkward-values.ts';

export const queryableLabels = nodeLabels.filter((label) => labels[label].queryable);

/** Values that a property can have, from pools so small that equal ones are common. */
export function arbitraryValue(label: NodeLabel, name: string, { type }: PropertyDefinition) {
  if (label === 'Task' && name === 'status') return fc.constantFrom(...taskStatuses);
  const closed = systemValues(label)[name];
  if (closed !== undefined) return fc.constantFrom(...closed);
  const text = fc.constantFrom(...awkwardTexts);
  switch (type) {
    case 'string':
    case 'text':
      return text;
    case 'texts':
      return fc.array(text, { maxLength: 3 });
    case 'date':
      return fc.constantFrom(...days);
    case 'instant':
      return fc.constantFrom(...instants);
    case 'integer':
      return fc.integer({ min: -2, max: 3 });
    case 'number':
      return fc.constantFrom(-1.5, 0, 0.1, 2);
    case 'boolean':
      return fc.boolean();
  }
}

const perLabel: Readonly<Partial<Record<NodeLabel, number>>> = {
  Employee: 9,
  Task: 9,
  Article: 7,
  Passage: 6,
  Team: 5,
};

export function idsOf(label: NodeLabel): string[] {
  return Array.from(
    { length: perLabel[label] ?? 3 },
    (_, index) => `${idTails[index % idTails.length]}${label}${index}`,
  );
}

function systemValues(label: NodeLabel): Readonly<Record<string, readonly string[]>> {
  return {
    id: idsOf(label),
    source: ['hr', 'wiki'],
    key: ['K-1', 'k-1', 'K-2'],
    sourceUrl: ['https://wiki.test/1', 'https://wiki.test/2'],
  };
}

function arbitraryNode(label: NodeLabel, id: string): fc.Arbitrary<NodeRecord> {
  const own: [string, PropertyDefinition][] = Object.entries(labels[label].properties);
  const properties = Object.fromEntries(
    own.map(([name, definition]) => [
      name,
      fc.option(arbitraryValue(label, name, definition) as fc.Arbitrary<NodeRecord['properties'][string]>, {
        freq: 3,
      }),
    ]),
  );
  return fc
    .record({
      properties: fc.record(properties),
      extra: fc.dictionary(fc.constantFrom(...extraNames), fc.constantFrom(...awkwardTexts), { maxKeys: 2 }),
      acl: fc.constantFrom(...acls),
      source: fc.constantFrom('hr', 'wiki'),
      key: fc.constantFrom('K-1', 'k-1', 'K-2'),
      sourceUrl: fc.option(fc.constantFrom('https://wiki.test/1', 'https://wiki.test/2')),
      updatedAt: fc.option(fc.constantFrom(...instants)),
    })
    .map(({ acl, updatedAt, sourceUrl, extra, ...rest }) => ({
      ...rest,
      id,
      label,
      extra: { ...extra },
      fingerprint: 'first',
      ...(updatedAt === null ? {} : { updatedAt }),
      ...(sourceUrl === null ? {} : { sourceUrl }),
      ...(labels[label].restricted ? { acl } : {}),
    }));
}

const arbitraryNodes: fc.Arbitrary<NodeRecord[]> = fc.tuple(
  ...queryableLabels.flatMap((label) => idsOf(label).map((id) => arbitraryNode(label, id))),
);

/** Ends as numbers: which of the fitting nodes is meant is told by the remainder. */
function arbitraryRelationship(type: RelationshipType) {
  const definition: RelationshipDefinition = relationships[type];
  const day = fc.option(fc.constantFrom(...days), { freq: 2 });
  return fc.record({
    type: fc.constant(type),
    from: fc.nat(1000),
    to: fc.nat(1000),
    role: 'role' in definition.properties ? fc.option(fc.constantFrom(...roles)) : fc.constant(null),
    period: definition.temporal ? fc.record({ from: day, to: day }) : fc.constant(undefined),
  });
}

const often: ReadonlySet<RelationshipType> = new Set(['REPORTS_TO', 'BLOCKS', 'ASSIGNED_TO', 'MEMBER_OF']);
const asked = relationshipTypes.filter((type) =>
  [...relationships[type].from, ...relationships[type].to].every((label) => labels[label].queryable),
);

const arbitraryRelationships = fc
  .tuple(
    ...asked.map((type) =>
      fc.array(arbitraryRelationship(type), {
        minLength: 1,
        maxLength: often.has(type) ? 14 : 6,
        size: 'max',
      }),
    ),
  )
  .map((lists) => lists.flat());

/** A small graph with cycles, ended periods, repeated relationships and values that fold alike. */
export const arbitraryGraph: fc.Arbitrary<ReferenceGraph> = fc
  .tuple(arbitraryNodes, arbitraryRelationships)
  .map(([nodes, drawn]) => {
    const pick = (allowed: readonly NodeLabel[], number: number): string => {
      const fitting = nodes.filter((node) => allowed.includes(node.label));
      return fitting[number % fitting.length]?.id ?? '';
    };
    return {
      nodes,
      relationships: drawn.map(({ type, from, to, role, period }, index): RelationshipRecord => {
        const definition: RelationshipDefinition = relationships[type];
        return {
          id: `r${index}`,
          type,
          from: pick(definition.from, from),
          to: pick(definition.to, to),
          source: 'hr',
          fingerprint: 'first',
          ...(role === null ? {} : { properties: { role } }),
          ...(period === undefined ? {} : { period }),
        };
      }),
    };
  });

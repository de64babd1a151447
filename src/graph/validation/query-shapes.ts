import { z } from 'zod';
import { nodeLabels, relationshipTypes } from '../../../graph-schema/index.ts';

/*
 * The shape of each part of a typed query. Parts that hold other parts take them as `unknown`: whoever walks the query
 * checks each by the shape that its keys call for, so that a mistake is told where it stands and not as a union that
 * failed somewhere.
 */

const nested = z.unknown().optional();
const flag = z.boolean().optional();
const wellFormed = z
  .string()
  .max(2_000)
  .refine((text) => text.isWellFormed(), 'holds half a character');
const scalar = z.union([wellFormed, z.number(), z.boolean()], {
  error: 'must be a text, a number, true or false',
});
const alias = z.string().min(1).max(100);
const label = z.enum(nodeLabels);
const rowLimit = z.int().min(1).max(1_000).optional();
const comparison = z.enum(['eq', 'lt', 'lte', 'gt', 'gte']);

const daySpan = z.strictObject({ from: z.string().optional(), to: z.string().optional() });

export const findShape = z.strictObject({
  find: label,
  where: nested,
  at: z.string().optional(),
  during: daySpan.optional(),
  return: nested,
});

const pathEndShape = z.strictObject({ label, where: nested });

export const pathsShape = z.strictObject({
  paths: z.strictObject({
    from: pathEndShape,
    to: pathEndShape,
    via: z.array(z.enum(relationshipTypes)).min(1).optional(),
    maxLength: z.int().min(1).max(6),
    limit: rowLimit,
  }),
});

export const stepShape = z.strictObject({
  type: z.enum(relationshipTypes),
  direction: z.enum(['out', 'in']),
  label,
  transitive: flag,
  role: wellFormed.optional(),
  ever: flag,
  began: daySpan.optional(),
  ended: daySpan.optional(),
});

export const allShape = z.strictObject({ all: z.array(z.unknown()) });
export const anyShape = z.strictObject({ any: z.array(z.unknown()) });
export const notShape = z.strictObject({ not: z.unknown() });

export const relatedShape = z.strictObject({
  related: stepShape,
  where: nested,
  quantifier: z.enum(['any', 'all', 'none']).optional(),
  count: z.strictObject({ op: comparison, value: z.int().min(0) }).optional(),
});

export const employedShape = z.strictObject({ employed: z.literal(true) });

export const comparedConditionShape = z.strictObject({
  compared: z.unknown(),
  op: comparison,
  with: z.strictObject({ related: stepShape.optional(), where: nested }),
});

const property = z.string();
const comparedShape = z.strictObject({ property, op: comparison, value: scalar });
const otherPropertyShape = z.strictObject({ property, op: comparison, otherProperty: z.string() });
const inShape = z.strictObject({ property, op: z.literal('in'), values: z.array(scalar).max(1_000) });
const textShape = z.strictObject({
  property,
  op: z.enum(['contains', 'startsWith', 'has', 'words']),
  value: wellFormed,
});
const monthAndDay = z
  .string()
  .regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'must be of the form MM-DD');
const yearlyShape = z.strictObject({ property, op: z.literal('yearly'), from: monthAndDay, to: monthAndDay });
/** What two nodes are compared by, by its key. */
export function comparedByShape(compared: object) {
  if ('countOf' in compared) return z.strictObject({ countOf: stepShape, where: nested });
  return 'shared' in compared ? z.strictObject({ shared: stepShape }) : z.strictObject({ property });
}

const existsShape = z.strictObject({ property, op: z.literal('exists') });
const anyPropertyShape = z.looseObject({
  property,
  op: z.enum([
    'eq',
    'lt',
    'lte',
    'gt',
    'gte',
    'in',
    'contains',
    'startsWith',
    'has',
    'words',
    'yearly',
    'exists',
  ]),
});

/** The shape that a condition on a property must have, by its operator. */
export function propertyConditionShape(condition: object) {
  const op = 'op' in condition ? condition.op : undefined;
  if (op === 'in') return inShape;
  if (op === 'exists') return existsShape;
  if (op === 'yearly') return yearlyShape;
  if (op === 'contains' || op === 'startsWith' || op === 'has' || op === 'words') return textShape;
  if (!comparison.safeParse(op).success) return anyPropertyShape;
  return 'otherProperty' in condition ? otherPropertyShape : comparedShape;
}

const orders = z
  .array(z.strictObject({ by: z.string(), descending: flag }))
  .max(6)
  .optional();

export const returnShapes = {
  count: z.strictObject({ kind: z.literal('count') }),
  exists: z.strictObject({ kind: z.literal('exists') }),
  list: z.strictObject({
    kind: z.literal('list'),
    fields: z.array(z.unknown()).max(30).optional(),
    orderBy: orders,
    limit: rowLimit,
    offset: z.int().min(0).max(10_000_000).optional(),
    ties: flag,
  }),
  groups: z.strictObject({
    kind: z.literal('groups'),
    by: z.array(z.unknown()).max(2),
    measures: z.array(z.unknown()).max(10),
    orderBy: orders,
    limit: rowLimit,
    ties: flag,
  }),
} as const;

export const spanShape = z.strictObject({ from: z.string(), to: z.string().optional() });

const propertyFieldShape = z.strictObject({ property, as: alias.optional() });
const relatedFieldShape = z.strictObject({
  related: stepShape,
  where: nested,
  property,
  as: alias,
  periods: flag,
});
const countFieldShape = z.strictObject({ countOf: stepShape, where: nested, as: alias });
const daysFieldShape = z.strictObject({ days: spanShape, as: alias });

export function fieldShape(field: object) {
  if ('related' in field) return relatedFieldShape;
  if ('countOf' in field) return countFieldShape;
  return 'days' in field ? daysFieldShape : propertyFieldShape;
}

const propertyKeyShape = z.strictObject({
  property,
  unit: z.enum(['year', 'quarter', 'month']).optional(),
  as: alias,
});
const relatedKeyShape = z.strictObject({ related: stepShape, where: nested, as: alias });

export function groupKeyShape(key: object) {
  return 'related' in key ? relatedKeyShape : propertyKeyShape;
}

const countMeasureShape = z.strictObject({ measure: z.literal('count'), as: alias });
const propertyMeasureShape = z.strictObject({
  measure: z.enum(['count', 'min', 'max', 'avg', 'sum']),
  property,
  as: alias,
});
const daysMeasureShape = z.strictObject({
  measure: z.enum(['min', 'max', 'avg']),
  days: spanShape,
  as: alias,
});

export function measureShape(measure: object) {
  if ('measure' in measure && measure.measure === 'count') return countMeasureShape;
  return 'days' in measure ? daysMeasureShape : propertyMeasureShape;
}

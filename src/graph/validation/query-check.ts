import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import {
  labels,
  type NodeLabel,
  type PropertyDefinition,
  propertyOf,
  type RelationshipDefinition,
  relationships,
  systemProperties,
} from '../../../graph-schema/index.ts';
import { isDay } from '../value-format.ts';
import type { spanShape, stepShape } from './query-shapes.ts';

type DaySpanShape = NonNullable<z.output<typeof stepShape>['began']>;

/** The mistakes found in one query so far, and the checks that all its parts share. */
export class QueryCheck {
  readonly mistakes: string[] = [];
  /** Conditions met so far, in all parts of the query. */
  conditions = 0;

  /** @param path where in the query, such as `where.all[1].property`. */
  fail(path: string, message: string): void {
    this.mistakes.push(path === '' ? message : `${path}: ${message}`);
  }

  /** @returns the part, where it has the shape; otherwise undefined, with its mistakes noted. */
  shape<Schema extends z.ZodType>(
    schema: Schema,
    value: unknown,
    path: string,
  ): z.output<Schema> | undefined {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    for (const issue of result.error.issues) this.fail(pathOf(path, issue.path), issue.message);
    return undefined;
  }

  /** Shape of a part that must be an object before its keys can tell which shape it should have. */
  shapeByKeys<Schema extends z.ZodType>(
    pick: (part: object) => Schema,
    value: unknown,
    path: string,
  ): z.output<Schema> | undefined {
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return this.shape(pick(value), value, path);
    this.fail(path, `must be an object, is ${JSON.stringify(value) ?? 'missing'}`);
    return undefined;
  }

  queryable(label: NodeLabel, path: string): boolean {
    if (labels[label].queryable) return true;
    this.fail(path, `${label} cannot be asked for`);
    return false;
  }

  property(label: NodeLabel, name: string, path: string): PropertyDefinition | undefined {
    const definition = propertyOf(label, name);
    if (definition === undefined)
      this.fail(path, `${label} has no property "${name}"${suggestion(label, name)}`);
    return definition;
  }

  /** A property that rows can be sorted or grouped by. */
  sortable(
    label: NodeLabel,
    name: string,
    path: string,
    purpose: 'sort' | 'group',
  ): PropertyDefinition | undefined {
    const definition = this.property(label, name, path);
    if (definition?.type === 'texts')
      this.fail(path, `"${name}" is a list, which nothing can be ${purpose}ed by`);
    else if (definition?.long === true)
      this.fail(path, `"${name}" is a long text, which nothing can be ${purpose}ed by`);
    else return definition;
    return undefined;
  }

  step(from: NodeLabel, step: z.output<typeof stepShape>, path: string): boolean {
    const before = this.mistakes.length;
    this.queryable(step.label, `${path}.label`);
    const definition: RelationshipDefinition = relationships[step.type];
    const [near, far] =
      step.direction === 'out' ? [definition.from, definition.to] : [definition.to, definition.from];
    if (!near.includes(from) || !far.includes(step.label)) {
      this.fail(
        path,
        `${step.type} leads from ${definition.from.join(' or ')} to ${definition.to.join(' or ')}, not ${step.direction} of ${from} to ${step.label}`,
      );
    }
    if (step.transitive === true && !definition.transitive)
      this.fail(`${path}.transitive`, `${step.type} cannot be followed again and again`);
    if (step.role !== undefined && !('role' in definition.properties))
      this.fail(`${path}.role`, `${step.type} has no role`);
    for (const key of ['began', 'ended'] as const) {
      const span = step[key];
      if (span === undefined) continue;
      if (!definition.temporal) this.fail(`${path}.${key}`, `${step.type} has no period`);
      this.daySpan(span, `${path}.${key}`);
    }
    return this.mistakes.length === before;
  }

  daySpan({ from, to }: DaySpanShape, path: string): void {
    for (const [end, day] of Object.entries({ from, to }))
      if (day !== undefined && !isDay(day))
        this.fail(`${path}.${end}`, `"${day}" is no day of the form YYYY-MM-DD`);
    if (from === undefined && to === undefined)
      this.fail(path, 'needs a first day, a day after the last, or both');
    else if (from !== undefined && to !== undefined && from >= to)
      this.fail(path, `holds no day: "${to}" does not come after "${from}"`);
  }

  span(label: NodeLabel, days: z.output<typeof spanShape>, path: string): void {
    for (const end of ['from', 'to'] as const) {
      const name = days[end];
      if (name === undefined) continue;
      const definition = this.property(label, name, `${path}.${end}`);
      if (definition !== undefined && definition.type !== 'date')
        this.fail(
          `${path}.${end}`,
          `days are counted between dates, "${name}" is of type ${definition.type}`,
        );
    }
  }
}

function pathOf(base: string, parts: readonly PropertyKey[]): string {
  let path = base;
  for (const part of parts)
    path += typeof part === 'number' ? `[${part}]` : path === '' ? String(part) : `.${String(part)}`;
  return path;
}

function suggestion(label: NodeLabel, name: string): string {
  const known = [...Object.keys(labels[label].properties), ...Object.keys(systemProperties)];
  const nearest = closest(name, known);
  return distance(name, nearest) <= Math.max(2, name.length / 3) ? `; did you mean "${nearest}"?` : '';
}

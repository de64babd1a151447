import type { z } from 'zod';
import { type NodeLabel, relationships } from '../../../graph-schema/index.ts';
import { checkCondition } from './check-condition.ts';
import type { QueryCheck } from './query-check.ts';
import { fieldShape, groupKeyShape, measureShape, returnShapes, type stepShape } from './query-shapes.ts';

type Orders = readonly { readonly by: string }[] | undefined;

/** Checks what a query is to return of the nodes of a label. */
export function checkReturn(check: QueryCheck, label: NodeLabel, value: unknown): void {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  if (kind === 'count') check.shape(returnShapes.count, value, 'return');
  else if (kind === 'exists') check.shape(returnShapes.exists, value, 'return');
  else if (kind === 'list') checkList(check, label, value);
  else if (kind === 'groups') checkGroups(check, label, value);
  else check.fail('return.kind', 'must be one of list, count, exists, groups');
}

function checkList(check: QueryCheck, label: NodeLabel, value: unknown): void {
  const list = check.shape(returnShapes.list, value, 'return');
  if (list === undefined) return;
  const aliases = new Aliases(check);
  /** The property behind each alias; undefined for numbers, null for what cannot be sorted by. */
  const sources = new Map<string, string | undefined | null>();
  for (const [index, one] of (list.fields ?? []).entries()) {
    const path = `return.fields[${index}]`;
    const field = check.shapeByKeys(fieldShape, one, path);
    if (field === undefined) continue;
    if ('related' in field) {
      checkRelatedPart(check, label, field.related, field.where, path, 'related');
      check.property(field.related.label, field.property, `${path}.property`);
      if (
        field.periods === true &&
        (field.related.transitive === true || !relationships[field.related.type].temporal)
      )
        check.fail(`${path}.periods`, `only one step of a relationship that has a period can give it`);
      sources.set(field.as, null);
    } else if ('countOf' in field) {
      checkRelatedPart(check, label, field.countOf, field.where, path, 'countOf');
      sources.set(field.as, undefined);
    } else if ('days' in field) {
      check.span(label, field.days, `${path}.days`);
      sources.set(field.as, undefined);
    } else {
      check.property(label, field.property, `${path}.property`);
      sources.set(field.as ?? field.property, field.property);
    }
    aliases.add('property' in field ? (field.as ?? field.property) : field.as, path);
  }
  for (const [index, order] of (list.orderBy ?? []).entries()) {
    const path = `return.orderBy[${index}].by`;
    const source = sources.has(order.by) ? sources.get(order.by) : order.by;
    if (source === null) check.fail(path, `"${order.by}" is a list, which nothing can be sorted by`);
    else if (source !== undefined) check.sortable(label, source, path, 'sort');
  }
  if (list.ties === true) checkTies(check, list.orderBy);
}

function checkGroups(check: QueryCheck, label: NodeLabel, value: unknown): void {
  const groups = check.shape(returnShapes.groups, value, 'return');
  if (groups === undefined) return;
  if (groups.by.length + groups.measures.length === 0)
    check.fail('return.measures', 'groups without a key need a measure');
  const aliases = new Aliases(check);
  for (const [index, one] of groups.by.entries()) {
    const path = `return.by[${index}]`;
    const key = check.shapeByKeys(groupKeyShape, one, path);
    if (key === undefined) continue;
    aliases.add(key.as, path);
    if ('related' in key) {
      checkRelatedPart(check, label, key.related, key.where, path, 'related');
      continue;
    }
    const definition = check.sortable(label, key.property, `${path}.property`, 'group');
    if (key.unit !== undefined && definition !== undefined && !['date', 'instant'].includes(definition.type))
      check.fail(
        `${path}.unit`,
        `only days and instants have a ${key.unit}, "${key.property}" is of type ${definition.type}`,
      );
  }
  for (const [index, one] of groups.measures.entries())
    checkMeasure(check, label, one, `return.measures[${index}]`, aliases);
  for (const [index, order] of (groups.orderBy ?? []).entries()) {
    if (!aliases.has(order.by))
      check.fail(`return.orderBy[${index}].by`, `"${order.by}" is the name of no key and no measure`);
  }
  if (groups.ties === true) checkTies(check, groups.orderBy);
}

function checkMeasure(
  check: QueryCheck,
  label: NodeLabel,
  value: unknown,
  path: string,
  aliases: Aliases,
): void {
  const measure = check.shapeByKeys(measureShape, value, path);
  if (measure === undefined) return;
  aliases.add(measure.as, path);
  if ('days' in measure) check.span(label, measure.days, `${path}.days`);
  if (!('property' in measure)) return;
  const type = check.property(label, measure.property, `${path}.property`)?.type;
  if (type === undefined) return;
  const isNumber = type === 'integer' || type === 'number';
  const isTime = type === 'date' || type === 'instant';
  if (!isNumber && !(isTime && (measure.measure === 'min' || measure.measure === 'max')))
    check.fail(
      `${path}.property`,
      `there is no ${measure.measure} of "${measure.property}", which is of type ${type}`,
    );
}

function checkRelatedPart(
  check: QueryCheck,
  label: NodeLabel,
  step: z.output<typeof stepShape>,
  where: unknown,
  path: string,
  key: string,
): void {
  check.step(label, step, `${path}.${key}`);
  if (where !== undefined) checkCondition(check, step.label, where, `${path}.where`);
}

function checkTies(check: QueryCheck, orderBy: Orders): void {
  if (orderBy === undefined || orderBy.length === 0)
    check.fail('return.ties', 'needs an orderBy to be tied in');
}

/** The names under which a row gives its values: each once. */
class Aliases {
  readonly #check: QueryCheck;
  readonly #names = new Set<string>();

  constructor(check: QueryCheck) {
    this.#check = check;
  }

  add(name: string, path: string): void {
    if (this.#names.has(name))
      this.#check.fail(path, `"${name}" names another value already; give it an "as" of its own`);
    this.#names.add(name);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }
}

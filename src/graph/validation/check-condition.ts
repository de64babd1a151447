import { labels, type NodeLabel, type PropertyDefinition } from '../../../graph-schema/index.ts';
import { analyzeText } from '../analyze-text.ts';
import { foldText } from '../fold-text.ts';
import type { Scalar } from '../graph-query.ts';
import { isDay, isInstant } from '../value-format.ts';
import type { QueryCheck } from './query-check.ts';
import {
  allShape,
  anyShape,
  comparedByShape,
  comparedConditionShape,
  employedShape,
  notShape,
  propertyConditionShape,
  relatedShape,
} from './query-shapes.ts';

const maxDepth = 8;
const maxConditions = 60;

/** Checks a condition on nodes of a label, with all below it. */
export function checkCondition(
  check: QueryCheck,
  label: NodeLabel,
  condition: unknown,
  path: string,
  depth = 1,
): void {
  check.conditions += 1;
  if (check.conditions === maxConditions + 1)
    check.fail(path, `a query has at most ${maxConditions} conditions`);
  if (depth > maxDepth) check.fail(path, `conditions are nested at most ${maxDepth} deep`);
  // Whatever lies deeper is part of the same mistake.
  if (depth > maxDepth || check.conditions > maxConditions) return;
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
    check.fail(path, `must be a condition, is ${JSON.stringify(condition) ?? 'missing'}`);
  } else if ('all' in condition) {
    const list = check.shape(allShape, condition, path)?.all ?? [];
    for (const [index, one] of list.entries())
      checkCondition(check, label, one, `${path}.all[${index}]`, depth + 1);
  } else if ('any' in condition) {
    const list = check.shape(anyShape, condition, path)?.any ?? [];
    for (const [index, one] of list.entries())
      checkCondition(check, label, one, `${path}.any[${index}]`, depth + 1);
  } else if ('not' in condition) {
    if (check.shape(notShape, condition, path) !== undefined)
      checkCondition(check, label, condition.not, `${path}.not`, depth + 1);
  } else if ('related' in condition) {
    checkRelated(check, label, condition, path, depth);
  } else if ('compared' in condition) {
    checkCompared(check, label, condition, path, depth);
  } else if ('employed' in condition) {
    if (check.shape(employedShape, condition, path) !== undefined && label !== 'Employee')
      check.fail(path, `only employees are employed, no ${label} is`);
  } else if ('property' in condition) {
    checkProperty(check, label, condition, path);
  } else {
    check.fail(path, 'a condition has one of the keys all, any, not, related, compared, employed, property');
  }
}

function checkRelated(
  check: QueryCheck,
  label: NodeLabel,
  condition: object,
  path: string,
  depth: number,
): void {
  const related = check.shape(relatedShape, condition, path);
  if (related === undefined) return;
  if (related.count !== undefined && related.quantifier !== undefined)
    check.fail(path, 'takes a quantifier or a count, not both');
  const step = related.related;
  check.step(label, step, `${path}.related`);
  if (related.where !== undefined)
    checkCondition(check, step.label, related.where, `${path}.where`, depth + 1);
}

function checkCompared(
  check: QueryCheck,
  label: NodeLabel,
  condition: object,
  path: string,
  depth: number,
): void {
  const shape = check.shape(comparedConditionShape, condition, path);
  if (shape === undefined) return;
  const { op, with: other } = shape;
  if (other.related !== undefined) {
    check.step(label, other.related, `${path}.with.related`);
    if (other.related.label !== label)
      check.fail(
        `${path}.with.related.label`,
        `${label} is compared with another ${label}, not with a ${other.related.label}`,
      );
  }
  if (other.where !== undefined) checkCondition(check, label, other.where, `${path}.with.where`, depth + 1);
  const by = check.shapeByKeys(comparedByShape, shape.compared, `${path}.compared`);
  if (by === undefined) return;
  if ('countOf' in by) {
    check.step(label, by.countOf, `${path}.compared.countOf`);
    if (by.where !== undefined)
      checkCondition(check, by.countOf.label, by.where, `${path}.compared.where`, depth + 1);
  } else if ('shared' in by) {
    check.step(label, by.shared, `${path}.compared.shared`);
    if (op !== 'eq') check.fail(`${path}.op`, 'what is shared is compared by eq');
    if (by.shared.transitive === true)
      check.fail(`${path}.compared.shared`, 'what is shared is one step away; leave out transitive');
  } else {
    const definition = check.property(label, by.property, `${path}.compared.property`);
    const misfit = definition && operatorMisfit(label, by.property, definition, op);
    if (misfit !== undefined) check.fail(`${path}.compared.property`, misfit);
  }
}

function checkProperty(check: QueryCheck, label: NodeLabel, value: object, path: string): void {
  const condition = check.shapeByKeys(propertyConditionShape, value, path);
  if (condition === undefined) return;
  const at = `${path}.property`;
  const definition = check.property(label, condition.property, at);
  if (definition === undefined) return;
  const misfit = operatorMisfit(label, condition.property, definition, condition.op);
  if (misfit !== undefined) check.fail(at, misfit);
  else if ('otherProperty' in condition && typeof condition.otherProperty === 'string') {
    const other = check.property(label, condition.otherProperty, `${path}.otherProperty`);
    if (other !== undefined && other.type !== definition.type)
      check.fail(
        `${path}.otherProperty`,
        `"${condition.property}" is of type ${definition.type}, "${condition.otherProperty}" of type ${other.type}`,
      );
  } else if (condition.op === 'words') {
    if (typeof condition.value === 'string' && analyzeText(condition.value).length === 0)
      check.fail(`${path}.value`, `"${condition.value}" holds no word to search for`);
  } else if (condition.op === 'contains' || condition.op === 'startsWith') {
    if (typeof condition.value === 'string' && foldText(condition.value) === '')
      check.fail(`${path}.value`, 'is empty and would hold of everything');
  } else if ('values' in condition && Array.isArray(condition.values)) {
    for (const [index, one] of condition.values.entries())
      checkValue(check, condition.property, definition, one, `${path}.values[${index}]`);
  } else if ('value' in condition && condition.op !== 'has') {
    checkValue(check, condition.property, definition, condition.value as Scalar, `${path}.value`);
  }
}

function operatorMisfit(
  label: NodeLabel,
  name: string,
  { type }: PropertyDefinition,
  op: string,
): string | undefined {
  const definition = labels[label];
  const searchable: readonly string[] = 'searchable' in definition ? definition.searchable : [];
  if (op === 'exists') return undefined;
  if (op === 'yearly')
    return type === 'date' ? undefined : `yearly is for days, "${name}" is of type ${type}`;
  if (op === 'words')
    return searchable.includes(name) ? undefined : `"${name}" is not searched by words; use contains`;
  if (op === 'has') return type === 'texts' ? undefined : `has is for lists, "${name}" is of type ${type}`;
  if (type === 'texts') return `"${name}" is a list; use has`;
  if (op === 'contains' || op === 'startsWith')
    return type === 'text' ? undefined : `${op} is for text, "${name}" is of type ${type}`;
  return type === 'boolean' && op !== 'eq' && op !== 'in' ? `"${name}" is true or false; use eq` : undefined;
}

function checkValue(
  check: QueryCheck,
  name: string,
  { type, values }: PropertyDefinition,
  value: Scalar,
  path: string,
): void {
  const found = JSON.stringify(value);
  if (type === 'integer' || type === 'number') {
    if (typeof value !== 'number') check.fail(path, `"${name}" is a number, ${found} is none`);
  } else if (type === 'boolean') {
    if (typeof value !== 'boolean') check.fail(path, `"${name}" is true or false, not ${found}`);
  } else if (typeof value !== 'string') {
    check.fail(path, `"${name}" is of type ${type}, ${found} is no text`);
  } else if (type === 'date' && !isDay(value)) {
    check.fail(
      path,
      isInstant(value)
        ? `"${name}" is a day and cannot be compared with the instant ${found}`
        : `${found} is no day of the form YYYY-MM-DD`,
    );
  } else if (type === 'instant' && !isInstant(value)) {
    check.fail(
      path,
      isDay(value)
        ? `"${name}" is an instant and cannot be compared with the day ${found}`
        : `${found} is no instant of the form YYYY-MM-DDTHH:mm:ss.sssZ`,
    );
  } else if (values?.includes(value) === false) {
    check.fail(path, `${found} is no ${name}; it is one of ${values.join(', ')}`);
  }
}

import { labels, type NodeLabel, propertyOf } from '../../../graph-schema/index.ts';
import { ownProperties } from '../label-properties.ts';

/**
 * More than rules can have numbers. A value's number times this, and the rule's, are one number: so an index of values has the
 * rule as well, and nothing beside it. The last day of the calendar times this is still a whole number of JavaScript.
 */
export const mostRuleNumbers = 2 ** 25;

/** Days of nodes with readers by which those are looked for. */
export function indexedDays(label: NodeLabel): readonly string[] {
  return indexedNames(label).filter((name) => propertyOf(label, name)?.type === 'date');
}

/** Properties of a closed vocabulary by which nodes with readers are looked for: thousands share each value. */
export function closedNames(label: NodeLabel): readonly string[] {
  return indexedNames(label).filter((name) => valuesOf(label, name).length > 0);
}

/** Properties beside which stands the value together with the rule. */
export function pairedNames(label: NodeLabel): readonly string[] {
  return [...indexedDays(label), ...closedNames(label)];
}

/** The value's number and the rule's in one. */
export function pairName(property: string): string {
  return `${property}_rule`;
}

/** The vocabulary of a property; empty where it is not closed. */
export function valuesOf(label: NodeLabel, property: string): readonly string[] {
  return propertyOf(label, property)?.values ?? [];
}

/** The number of a value that `checkNode` let through, of a property of `pairedNames`. */
export function valueNumber(label: NodeLabel, property: string, value: string): number {
  const values = valuesOf(label, property);
  return values.length > 0 ? values.indexOf(value) : Number(value.replaceAll('-', ''));
}

/**
 * The same of an expression; null where that is, or is none of the vocabulary.
 *
 * @param values the parameter that holds the vocabulary.
 */
export function storedNumber(label: NodeLabel, property: string, stored: string, values: string): string {
  if (valuesOf(label, property).length === 0) return dayNumber(stored);
  return `[place IN range(0, size(${values}) - 1) WHERE ${values}[place] = ${stored} | place][0]`;
}

/** `2025-06-15` as 20250615, of an expression. */
export function dayNumber(expression: string): string {
  return `toInteger(replace(${expression}, '-', ''))`;
}

function indexedNames(label: NodeLabel): readonly string[] {
  if (!labels[label].restricted) return [];
  return ownProperties(label).flatMap(([name, { indexed }]) => (indexed === true ? [name] : []));
}

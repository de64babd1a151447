import {
  labels,
  type NodeLabel,
  type PropertyDefinition,
  propertyOf,
  seenByOf,
} from '../../../graph-schema/index.ts';
import { integer } from '../../operations/neo4j/open-neo4j.ts';
import type { HeldDays } from '../held-days.ts';
import { isHidden, namePropertyOf, readableOf } from '../label-properties.ts';
import type { NumberedViewer } from './numbered-rules.ts';
import { extraKeyName, extraName, hasKey, keyName, propertyAt, seenRulesName } from './stored-names.ts';

/** A node within a statement: its label and its variable. */
export interface Scope {
  readonly label: NodeLabel;
  readonly variable: string;
}

/** What compiling one statement needs to know; gathers its parameters and hands out variables. */
export interface CompileContext {
  readonly viewer: NumberedViewer;
  readonly today: string;
  readonly parameters: Record<string, unknown>;
  /** The name of a parameter with this value. Values of equal queries get equal names, so that plans are found again. */
  parameter(value: unknown): string;
  nextVariable(): string;
  /** A parameter with the numbers of the viewer's rules, of one who may not read everything. */
  ruleNumbers(): string;
}

/** The first and the last of the days on one of which relationships must hold. */
export const dayParameters: HeldDays = { first: '$first', last: '$last' };

/** @param days on one of which relationships must hold. */
export function createCompileContext(
  viewer: NumberedViewer,
  today: string,
  days: HeldDays = { first: today, last: today },
): CompileContext {
  const parameters: Record<string, unknown> = { ...days };
  if (viewer.rules !== null) parameters.rules = viewer.rules;
  let values = 0;
  let variables = 0;
  return {
    viewer,
    today,
    parameters,
    parameter(value) {
      const name = `p${values++}`;
      parameters[name] = value;
      return `$${name}`;
    },
    nextVariable: () => `n${variables++}`,
    ruleNumbers() {
      parameters.ruleNumbers ??= viewer.ruleNumbers.map(integer);
      return '$ruleNumbers';
    },
  };
}

/** The viewer's right to read a node, as a condition; undefined where there is nothing to check. */
export function readable(context: CompileContext, scope: Scope): string | undefined {
  if (context.viewer.rules === null) return undefined;
  if (seenByOf(scope.label) !== undefined) return seenBy(scope.variable);
  if (!labels[scope.label].restricted) return undefined;
  return `$rules[${scope.variable}.rule] = 1`;
}

/** That the viewer satisfies one of the rules of those nodes by which one is seen: `seenRulesName` has their numbers. */
export function seenBy(variable: string): string {
  const rules = propertyAt(variable, seenRulesName);
  return `any(number IN coalesce(${rules}, []) WHERE $rules[number] = 1)`;
}

/** How a property reads in Cypher. A hidden one is null throughout, or of all nodes but some. */
export interface CompiledProperty {
  readonly definition: PropertyDefinition;
  /** As it is shown. */
  readonly value: string;
  /** As it is compared, sorted and grouped by. */
  readonly key: string;
  /** Where it is hidden of all nodes but some: makes null of another expression for the same nodes. */
  readonly ofThose?: (expression: string) => string;
}

export function compileProperty(context: CompileContext, scope: Scope, name: string): CompiledProperty {
  const definition = propertyOf(scope.label, name);
  if (definition === undefined) throw new Error(`${scope.label} has no property ${name}`);
  if (!isHidden(context.viewer, scope.label, name)) return shownProperty(context, scope, name, definition);
  const readable = readableOf(context.viewer, scope.label, name);
  if (readable === null) return { definition, value: 'null', key: 'null' };
  const shown = shownProperty(context, scope, name, definition);
  const ids = context.parameter([...readable]);
  const ofThose = (text: string): string => `CASE WHEN ${scope.variable}.id IN ${ids} THEN ${text} END`;
  return { definition, value: ofThose(shown.value), key: ofThose(shown.key), ofThose };
}

function shownProperty(
  context: CompileContext,
  scope: Scope,
  name: string,
  definition: PropertyDefinition,
): CompiledProperty {
  if (name.startsWith('extra.')) {
    // People name these, so that the name is a value like any other.
    const field = name.slice('extra.'.length);
    const read = (stored: string): string => `${scope.variable}[${context.parameter(stored)}]`;
    return { definition, value: read(extraName(field)), key: read(extraKeyName(field)) };
  }
  const value = propertyAt(scope.variable, name);
  return { definition, value, key: hasKey(definition) ? propertyAt(scope.variable, keyName(name)) : value };
}

/** A node's display name; null where it has none that the viewer may read. */
export function compileName(context: CompileContext, scope: Scope): CompiledProperty | null {
  const property = namePropertyOf(scope.label);
  return property === null ? null : compileProperty(context, scope, property);
}

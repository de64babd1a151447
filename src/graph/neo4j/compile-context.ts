import neo4j from 'neo4j-driver';
import { labels, type NodeLabel, type PropertyDefinition, propertyOf } from '../../../graph-schema/index.ts';
import { isHidden, namePropertyOf } from '../stored/label-properties.ts';
import type { Viewer } from '../viewer.ts';
import { keyProperty, quoted } from './stored-names.ts';

/** A node within a statement: its label and the variable that stands for it. */
export interface Scope {
  readonly label: NodeLabel;
  readonly variable: string;
}

/** Stands for the searches' variables until all are known; no name or value can hold it, as values stand in no text. */
const carriedMark = '\u0000';

/** What compiling one query needs to know; hands out variables and gathers the values, which stand in no text. */
export class CompileContext {
  readonly viewer: Viewer;
  /** Day on which relationships must hold. */
  readonly at: string;
  readonly today: string;
  readonly parameters: Record<string, unknown> = {};
  /** Searches that come before all else, each with the variable that holds its ids. */
  readonly searches: { readonly variable: string; readonly text: string }[] = [];
  #variables = 0;

  constructor(viewer: Viewer, today: string, at = today) {
    this.viewer = viewer;
    this.today = today;
    this.at = at;
    if (viewer.acls !== 'all') this.parameters.acls = [...viewer.acls];
    this.parameters.at = at;
    this.parameters.today = today;
  }

  variable(): string {
    return `v${this.#variables++}`;
  }

  /** The value as a parameter; whole numbers become integers, as limits must be. */
  value(value: unknown): string {
    const name = `p${Object.keys(this.parameters).length}`;
    this.parameters[name] = Number.isSafeInteger(value) ? neo4j.int(Number(value)) : value;
    return `$${name}`;
  }

  /** What a `WITH` must name beside its own variables: searches may still be added, so that it is filled in at the end. */
  get carried(): string {
    return carriedMark;
  }

  /** The finished statement: searches first, then the clauses, each `WITH` carrying what the searches found. */
  finish(clauses: string): string {
    const names = this.searches.map((one) => `${one.variable}, `).join('');
    return [...this.searches.map((one) => one.text), clauses.replaceAll(carriedMark, names)].join('\n');
  }

  /** The viewer's right to read a node of a label, as a condition; undefined where there is nothing to check. */
  readable({ label, variable }: Scope): string | undefined {
    if (this.viewer.acls === 'all' || !labels[label].restricted) return undefined;
    return `${variable}.acl IN $acls`;
  }
}

/** How a property reads in Cypher. A hidden one is null throughout. */
export interface PropertyCypher {
  readonly definition: PropertyDefinition;
  /** As it is shown. */
  readonly value: string;
  /** As it is compared, sorted and grouped by. */
  readonly key: string;
}

export function propertyCypher(context: CompileContext, scope: Scope, name: string): PropertyCypher {
  const definition = propertyOf(scope.label, name);
  if (definition === undefined) throw new Error(`${scope.label} has no property ${name}`);
  if (isHidden(context.viewer, scope.label, name)) return { definition, value: 'null', key: 'null' };
  if (name.startsWith('extra.')) {
    // The name is the source's own, so that it goes in as a value.
    const value = `${scope.variable}[${context.value(name)}]`;
    return { definition, value, key: `${scope.variable}[${context.value(keyProperty(name))}]` };
  }
  const value = `${scope.variable}.${quoted(name)}`;
  const isFolded = definition.type === 'text' || definition.type === 'texts';
  return { definition, value, key: isFolded ? `${scope.variable}.${quoted(keyProperty(name))}` : value };
}

/** A node's display name, null where it has none that the viewer may read. */
export function nameCypher(context: CompileContext, scope: Scope): PropertyCypher | null {
  const property = namePropertyOf(scope.label);
  return property === null ? null : propertyCypher(context, scope, property);
}

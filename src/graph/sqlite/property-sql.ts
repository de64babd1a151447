import {
  labels,
  type NodeLabel,
  type PropertyDefinition,
  propertyOf,
  seenByOf,
} from '../../../graph-schema/index.ts';
import type { HeldDays } from '../held-days.ts';
import { isHidden, namePropertyOf, readableOf } from '../label-properties.ts';
import type { Viewer } from '../viewer.ts';
import { hasKeyColumn, keyColumn } from './label-table.ts';
import type { ViewerRules } from './readable-rules.ts';
import { identifier, raw, type Sql, sql } from './sql.ts';

/** A node within a statement: its label and the alias of its table. */
export interface Scope {
  readonly label: NodeLabel;
  readonly alias: string;
}

/** What compiling one query needs to know; also hands out aliases. */
export interface CompileContext {
  readonly viewer: Viewer;
  /** Null where the viewer may read everything. */
  readonly rules: ViewerRules | null;
  /** Days on one of which relationships must hold. */
  readonly days: HeldDays;
  readonly today: string;
  nextAlias(): string;
}

/**
 * The viewer's right to read a node, as a condition; undefined where there is nothing to check.
 *
 * @param wholeIndex whether nodes come from an index or the table in thousands, and not one by one. Then the rules are
 *   gathered once, and divide an index that has them behind its property.
 */
export function readableSql(
  context: Pick<CompileContext, 'rules'>,
  scope: Scope,
  wholeIndex = false,
): Sql | undefined {
  if (context.rules === null) return undefined;
  const { viewer } = context.rules;
  const isReadable = (label: NodeLabel, rule: Sql): Sql =>
    wholeIndex
      ? sql`${rule} IN (SELECT own.rule FROM temp.readable_rule own WHERE own.viewer = ${viewer} AND own.label = ${label})`
      : sql`EXISTS (SELECT 1 FROM temp.rule_reader reader WHERE reader.rule = ${rule} AND reader.viewer = ${viewer})`;
  const by = seenByOf(scope.label);
  if (by !== undefined) {
    const only = raw(`${scope.alias}.only_rule`);
    return sql`CASE WHEN ${only} IS NOT NULL THEN ${isReadable(by.from, only)}
      ELSE EXISTS (SELECT 1 FROM seen_by seen CROSS JOIN temp.rule_reader reader ON reader.rule = seen.rule
        AND reader.viewer = ${viewer} WHERE seen.node = ${raw(scope.alias)}.id) END`;
  }
  return labels[scope.label].restricted ? isReadable(scope.label, raw(`${scope.alias}.rule`)) : undefined;
}

/** How a property reads in SQL. A hidden one is NULL throughout, or of all nodes but some. */
export interface PropertySql {
  readonly definition: PropertyDefinition;
  /** As it is shown. */
  readonly value: Sql;
  /** As it is compared, sorted and grouped by. */
  readonly key: Sql;
  /** Whether an index leads by the key. */
  readonly indexed: boolean;
}

export function propertySql(context: CompileContext, scope: Scope, name: string): PropertySql {
  const definition = propertyOf(scope.label, name);
  if (definition === undefined) throw new Error(`${scope.label} has no property ${name}`);
  const shown = shownSql(scope, name, definition);
  if (!isHidden(context.viewer, scope.label, name)) return shown;
  const readable = readableOf(context.viewer, scope.label, name);
  if (readable === null) return { definition, value: raw('NULL'), key: raw('NULL'), indexed: false };
  const ids = JSON.stringify([...readable]);
  const ofThose = (column: Sql): Sql =>
    sql`CASE WHEN ${raw(scope.alias)}.id IN (SELECT value FROM json_each(${ids})) THEN ${column} END`;
  return { definition, value: ofThose(shown.value), key: ofThose(shown.key), indexed: false };
}

function shownSql(scope: Scope, name: string, definition: PropertyDefinition): PropertySql {
  if (name.startsWith('extra.')) {
    const field = name.slice('extra.'.length);
    const read = (column: string): Sql =>
      sql`(SELECT value FROM json_each(${raw(`${scope.alias}.${column}`)}) WHERE key = ${field})`;
    return { definition, value: read('extra'), key: read('extra_key'), indexed: false };
  }
  const value = raw(`${scope.alias}.${identifier(name)}`);
  const indexed = name === 'id' || definition.indexed === true;
  if (hasKeyColumn(definition))
    return { definition, value, key: raw(`${scope.alias}.${identifier(keyColumn(name))}`), indexed };
  if (definition.type === 'text')
    return { definition, value, key: raw(`fold_text(${value.text})`), indexed: false };
  return { definition, value, key: value, indexed };
}

/** A node's display name, NULL where it has none that the viewer may read. */
export function nameSql(context: CompileContext, scope: Scope): PropertySql | null {
  const property = namePropertyOf(scope.label);
  return property === null ? null : propertySql(context, scope, property);
}

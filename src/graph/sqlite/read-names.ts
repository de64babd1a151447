import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { NameRecord } from '../graph-store.ts';
import { namePropertiesOf, nameRecordOf } from '../name-record.ts';
import type { Viewer } from '../viewer.ts';
import { parseTexts } from './decode-value.ts';
import { tableOf } from './label-table.ts';
import { readableSql, type Scope } from './property-sql.ts';
import { identifier, raw, sql } from './sql.ts';
import type { StatementCache } from './statement-cache.ts';

/**
 * The names of a label that the viewer may know, in the order of ids. Nodes without a name are left out.
 *
 * @throws AppError `invalid_input` for a label whose nodes have rules.
 */
export function readNames(cache: StatementCache, label: NodeLabel, viewer: Viewer): NameRecord[] {
  const properties = namePropertiesOf(label);
  if (properties === null) return [];
  const column = (property: string | null): string => (property === null ? 'NULL' : identifier(property));
  const { name, aliases, email, detail } = properties;
  const scope: Scope = { label, alias: 'named' };
  return cache.rules.during(viewer, (rules) => {
    const rights = readableSql({ rules }, scope, true) ?? raw('1');
    const rows = cache.all(
      sql`SELECT id, source, key, ${raw(`${column(name)}, ${column(aliases)}, ${column(email)}, ${column(detail)}
        FROM ${tableOf(label)} ${scope.alias} WHERE ${column(name)} IS NOT NULL`)} AND ${rights} ORDER BY id`,
    );
    return rows.map((row) => nameRecordOf(label, row, parseTexts));
  });
}

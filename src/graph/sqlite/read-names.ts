import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { NameRecord } from '../graph-store.ts';
import { namePropertiesOf, nameRecordOf } from '../name-record.ts';
import type { Viewer } from '../viewer.ts';
import { aclList } from './compile-context.ts';
import { parseTexts } from './decode-value.ts';
import { tableOf } from './label-table.ts';
import { readableRow } from './readable-row.ts';
import { identifier } from './sql.ts';
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
  const rows = cache.rows(
    `SELECT id, source, key, ${column(name)}, ${column(aliases)}, ${column(email)}, ${column(detail)}
     FROM ${tableOf(label)} WHERE ${column(name)} IS NOT NULL AND ${readableRow(label, '?1')} ORDER BY id`,
    aclList(viewer),
  );
  return rows.map((row) => nameRecordOf(label, row, parseTexts));
}

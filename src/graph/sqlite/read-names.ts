import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { NameRecord } from '../graph-store.ts';
import { namePropertiesOf, nameRecordOf } from '../name-record.ts';
import { parseTexts } from './decode-value.ts';
import { tableOf } from './label-table.ts';
import { identifier } from './sql.ts';
import type { StatementCache } from './statement-cache.ts';

/**
 * All names of an unrestricted label, in the order of ids. Nodes without a name are left out.
 *
 * @throws AppError `invalid_input` for a restricted label.
 */
export function readNames(cache: StatementCache, label: NodeLabel): NameRecord[] {
  const properties = namePropertiesOf(label);
  if (properties === null) return [];
  const column = (property: string | null): string => (property === null ? 'NULL' : identifier(property));
  const { name, aliases, email, detail } = properties;
  const rows = cache.rows(
    `SELECT id, source, key, ${column(name)}, ${column(aliases)}, ${column(email)}, ${column(detail)}
     FROM ${tableOf(label)} WHERE ${column(name)} IS NOT NULL ORDER BY id`,
  );
  return rows.map((row) => nameRecordOf(label, row, parseTexts));
}

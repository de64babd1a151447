import { labels, type NodeLabel, propertyOf } from '../../../graph-schema/index.ts';
import { AppError } from '../../operations/app-error.ts';
import type { NameRecord } from '../graph-store.ts';
import { namePropertyOf } from '../label-properties.ts';
import { parseTexts } from './decode-value.ts';
import { tableOf } from './label-table.ts';
import { identifier } from './sql.ts';
import type { StatementCache } from './statement-cache.ts';

/** What tells namesakes apart. */
const details: Readonly<Partial<Record<NodeLabel, string>>> = { Employee: 'title', Team: 'kind' };

/**
 * All names of an unrestricted label, in the order of ids. Nodes without a name are left out.
 *
 * @throws AppError `invalid_input` for a restricted label: its names are for those alone who may read the nodes.
 */
export function readNames(cache: StatementCache, label: NodeLabel): NameRecord[] {
  if (labels[label].restricted)
    throw new AppError(
      'invalid_input',
      `The names of ${label} nodes cannot be listed, as not everyone may read them.`,
    );
  const name = namePropertyOf(label);
  if (name === null) return [];
  const column = (property: string | undefined): string =>
    property !== undefined && propertyOf(label, property) !== undefined ? identifier(property) : 'NULL';
  const rows = cache.rows(
    `SELECT id, source, key, ${identifier(name)}, ${column('aliases')}, ${column('email')}, ${column(details[label])}
     FROM ${tableOf(label)} WHERE ${identifier(name)} IS NOT NULL ORDER BY id`,
  );
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return rows.map((row) => ({
    id: String(row[0]),
    label,
    source: String(row[1]),
    key: String(row[2]),
    name: String(row[3]),
    aliases: parseTexts(row[4]),
    email: text(row[5]),
    detail: text(row[6]),
  }));
}

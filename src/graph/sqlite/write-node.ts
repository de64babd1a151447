import type { NodeLabel } from '../../../graph-schema/index.ts';
import { labels, relationshipTypes } from '../../../graph-schema/index.ts';
import type { NodeRecord } from '../changes.ts';
import { foldText } from '../fold-text.ts';
import { ownProperties, searchableOf } from '../label-properties.ts';
import { termsOf } from '../term-vector.ts';
import type { ArticleTerms } from './article-terms.ts';
import { columnsOf, hasKeyColumn, keyColumn, tableOf, textIndexOf } from './label-table.ts';
import { identifier, type SqlValue } from './sql.ts';
import type { StatementCache } from './statement-cache.ts';

const everyType = relationshipTypes.map((type) => `'${type}'`).join(', ');

interface WriteForm {
  readonly upsert: string;
  readonly columns: readonly string[];
  readonly words: { readonly remove: string; readonly insert: string } | undefined;
}

const forms = new Map<NodeLabel, WriteForm>();

function formOf(label: NodeLabel): WriteForm {
  let form = forms.get(label);
  if (form === undefined) {
    const columns = columnsOf(label).map((column) => column.name);
    const names = columns.map(identifier);
    const updates = names.slice(1).map((name) => `${name} = excluded.${name}`);
    const searchable = searchableOf(label);
    form = {
      columns,
      upsert: `INSERT INTO ${tableOf(label)} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})
        ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')} RETURNING row`,
      words:
        searchable.length === 0
          ? undefined
          : {
              remove: `DELETE FROM ${textIndexOf(label)} WHERE rowid = ?`,
              insert: `INSERT INTO ${textIndexOf(label)} (rowid, ${searchable.map(identifier).join(', ')})
                VALUES (?${', ?'.repeat(searchable.length)})`,
            },
    };
    forms.set(label, form);
  }
  return form;
}

/**
 * Writes a node that `checkNode` let through, with its words.
 *
 * @param existed whether the label's table has it already.
 */
export function writeNode(
  cache: StatementCache,
  terms: ArticleTerms,
  node: NodeRecord,
  stamp: { readonly changedAt: string; readonly revision: number },
  existed: boolean,
): void {
  const form = formOf(node.label);
  const values = columnValues(node, stamp);
  if (labels[node.label].restricted) values.set('rule', numberOfRule(cache, node.acl));
  const row = Number(cache.row(form.upsert, ...form.columns.map((name) => values.get(name) ?? null))?.[0]);
  cache.run(
    `INSERT INTO node (id, label, acl, source, fingerprint) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET acl = excluded.acl, source = excluded.source, fingerprint = excluded.fingerprint`,
    node.id,
    node.label,
    node.acl ?? null,
    node.source,
    node.fingerprint,
  );
  if (form.words === undefined) return;
  const words = searchableOf(node.label).map((name) => termsOf(node.properties[name]));
  if (existed) cache.run(form.words.remove, row);
  cache.run(form.words.insert, row, ...words.map((list) => list.join(' ')));
  if (node.label === 'Article') terms.write(row, node.acl ?? '', words[0] ?? [], words[1] ?? []);
}

/** Deletes a node and all that hangs on it. */
export function deleteNode(cache: StatementCache, terms: ArticleTerms, id: string, label: NodeLabel): void {
  for (const end of ['from_id', 'to_id'])
    cache.run(`DELETE FROM relationship WHERE type IN (${everyType}) AND ${end} = ?`, id);
  const row = Number(cache.row(`DELETE FROM ${tableOf(label)} WHERE id = ? RETURNING row`, id)?.[0]);
  cache.run('DELETE FROM node WHERE id = ?', id);
  const words = formOf(label).words;
  if (words !== undefined) cache.run(words.remove, row);
  if (label === 'Article') terms.remove(row);
}

/** Gives a rule that has none a number. */
function numberOfRule(cache: StatementCache, acl: string | undefined): number | null {
  if (acl === undefined) return null;
  const known = cache.row('SELECT number FROM rule WHERE id = ?', acl);
  if (known !== undefined) return Number(known[0]);
  return Number(cache.row('INSERT INTO rule (id) VALUES (?) RETURNING number', acl)?.[0]);
}

function columnValues(
  node: NodeRecord,
  stamp: { readonly changedAt: string; readonly revision: number },
): Map<string, SqlValue> {
  const values = new Map<string, SqlValue>([
    ['id', node.id],
    ['acl', node.acl ?? null],
    ['source', node.source],
    ['key', node.key],
    ['key_key', foldText(node.key)],
    ['sourceUrl', node.sourceUrl ?? null],
    ['updatedAt', node.updatedAt ?? null],
    ['changedAt', stamp.changedAt],
    ['revision', stamp.revision],
  ]);
  for (const [name, definition] of ownProperties(node.label)) {
    const value = node.properties[name];
    if (value === undefined || value === null) continue;
    if (typeof value === 'object') {
      values.set(name, JSON.stringify(value.map(wellFormed)));
      values.set(keyColumn(name), JSON.stringify(value.map(foldText)));
    } else {
      values.set(name, typeof value === 'string' ? wellFormed(value) : Number(value));
      if (hasKeyColumn(definition)) values.set(keyColumn(name), foldText(wellFormed(String(value))));
    }
  }
  if (node.extra !== undefined && Object.keys(node.extra).length > 0) {
    const entries = Object.entries(node.extra).map(([name, value]) => [name, wellFormed(value)] as const);
    values.set('extra', JSON.stringify(Object.fromEntries(entries)));
    values.set(
      'extra_key',
      JSON.stringify(Object.fromEntries(entries.map(([name, value]) => [name, foldText(value)]))),
    );
  }
  return values;
}

/** Half an emoji, as a cut text may end in, would not come back from the database as it went in. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}

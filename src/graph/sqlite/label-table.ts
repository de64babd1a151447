import { labels, type NodeLabel, type PropertyDefinition } from '../../../graph-schema/index.ts';
import { ownProperties } from '../label-properties.ts';

export interface TableColumn {
  readonly name: string;
  readonly type: 'TEXT' | 'INTEGER' | 'REAL';
}

/** The table that holds the nodes of a label. */
export function tableOf(label: NodeLabel): string {
  return `node_${label.toLowerCase()}`;
}

/** The full-text index of a searchable label. */
export function textIndexOf(label: NodeLabel): string {
  return `${tableOf(label)}_words`;
}

/**
 * Whether a property has a folded copy beside it, in the column `<name>_key`. Long texts have none, they are folded when
 * compared: rarely, and storing them twice would double the file.
 */
export function hasKeyColumn(definition: PropertyDefinition): boolean {
  return definition.type === 'texts' || (definition.type === 'text' && definition.long !== true);
}

export function keyColumn(property: string): string {
  return `${property}_key`;
}

/**
 * The columns of a label's table. Long texts stand last: SQLite reads a row from its front, and `acl` must not lie behind
 * a page of prose. `rule` is the rule's number in the table `rule`.
 */
export function columnsOf(label: NodeLabel): readonly TableColumn[] {
  const own = ownProperties(label).flatMap(([name, definition]): TableColumn[] => [
    { name, type: columnType(definition) },
    ...(hasKeyColumn(definition) ? [{ name: keyColumn(name), type: 'TEXT' } as const] : []),
  ]);
  const isLong = (column: TableColumn): boolean =>
    ownProperties(label).some(([name, definition]) => name === column.name && definition.long === true);
  const text = (name: string): TableColumn => ({ name, type: 'TEXT' });
  const rule: TableColumn = { name: 'rule', type: 'INTEGER' };
  return [
    text('id'),
    text('acl'),
    ...(labels[label].restricted ? [rule] : []),
    ...['source', 'key', 'key_key', 'sourceUrl', 'updatedAt', 'changedAt'].map(text),
    { name: 'revision', type: 'INTEGER' },
    ...own.filter((column) => !isLong(column)),
    text('extra'),
    text('extra_key'),
    ...own.filter(isLong),
  ];
}

function columnType(definition: PropertyDefinition): TableColumn['type'] {
  if (definition.type === 'integer' || definition.type === 'boolean') return 'INTEGER';
  return definition.type === 'number' ? 'REAL' : 'TEXT';
}

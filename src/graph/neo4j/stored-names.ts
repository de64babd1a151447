import type { NodeLabel } from '../../../graph-schema/index.ts';

/** Label that every node of the graph has beside its own: one index finds a node by its id, whatever it is. */
export const anyNode = 'Node';

/** Label of the nodes that hold the graph's own bookkeeping; no query reaches them. */
export const bookkeeping = { meta: 'GraphMeta', migration: 'GraphMigration', term: 'GraphTerm' } as const;

/** A property's folded copy. */
export function keyProperty(property: string): string {
  return `${property}__key`;
}

/** A searchable property's terms, with spaces between them, as the full-text index takes them. */
export function wordsProperty(property: string): string {
  return `${property}__words`;
}

/** Name of a label's full-text index. */
export function textIndexOf(label: NodeLabel): string {
  return `orgwise_${label.toLowerCase()}_words`;
}

/** Names come from the schema alone; quoting them keeps a keyword from being taken for one. */
export function quoted(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

import {
  labels,
  type NodeLabel,
  nodeLabels,
  type PropertyDefinition,
  propertyOf,
  relationshipTypes,
} from '../../../graph-schema/index.ts';
import { ownProperties, searchableOf } from '../label-properties.ts';

/** A label that every node of the graph has beside its own, so that one unique index knows all ids. */
export const anyLabel = 'Node';

/** One node with what is true of the whole graph: its revision and the totals of the statistics. */
export const metaLabel = 'GraphMeta';

/** In how many articles that everyone may read a term stands. */
export const termLabel = 'GraphTerm';

/** On a project or a topic: the numbers of the rules that those nodes are under by which it is seen, each once. */
export const seenRulesName = 'seenRules';

/** On the meta node: the numbers of the rules that nodes of a label are under, each followed by how many are. */
export function nodesByRuleName(label: NodeLabel): string {
  return `nodesByRule_${label}`;
}

/** On the meta node: the revision that these are true of. */
export const nodesByRuleAt = 'nodesByRuleAt';

/** A reading rule's id and its number. */
export const ruleLabel = 'GraphRule';

export const migrationLabel = 'GraphMigration';

/** The folded copy of a text property, on which it is compared. */
export function keyName(property: string): string {
  return `${property}_key`;
}

/** A text of type `string` as it sorts; there only where that differs from the text itself. */
export function orderName(property: string): string {
  return `${property}_order`;
}

export function hasKey(definition: PropertyDefinition): boolean {
  return definition.type === 'texts' || definition.type === 'text';
}

/**
 * The terms of a searchable property, which its full-text index takes. Each stands between two spaces of its own, so that
 * `CONTAINS ' term '` finds it and `split(…, ' term ')` counts it.
 */
export function wordsName(property: string): string {
  return `${property}_words`;
}

/** The name of a source's own field as a property; no name of the schema has a dot. */
export function extraName(field: string): string {
  return `extra.${field}`;
}

export function extraKeyName(field: string): string {
  return `extra_key.${field}`;
}

export function textIndexOf(label: NodeLabel): string {
  return `words_${label.toLowerCase()}`;
}

/** A property of a variable, as a statement reads it; names come from the schema alone. */
export function propertyAt(variable: string, name: string): string {
  return `${variable}.\`${name}\``;
}

/** Properties with an index of their own, by label. */
export function indexedNames(label: NodeLabel): readonly string[] {
  const own = ownProperties(label)
    .filter(([, definition]) => definition.indexed === true)
    .map(([name, definition]) => (hasKey(definition) ? keyName(name) : name));
  const rights = label === 'Article' ? ['acl'] : [];
  const changes = label === 'Task' || label === 'Passage' ? ['revision'] : [];
  return ['key', 'key_key', ...own, ...rights, ...changes];
}

export const searchableLabels: readonly NodeLabel[] = nodeLabels.filter(
  (label) => searchableOf(label).length > 0,
);

export const queryableLabels: readonly NodeLabel[] = nodeLabels.filter((label) => labels[label].queryable);

/** `A|B|…`: every relationship type of the schema. */
export const everyType = relationshipTypes.join('|');

/** The label of the schema among those that a node has. */
export function schemaLabel(stored: unknown): NodeLabel | undefined {
  if (!Array.isArray(stored)) return undefined;
  return nodeLabels.find((label) => stored.includes(label));
}

/** Whether a property is a list of texts. */
export function isList(label: NodeLabel, property: string): boolean {
  return propertyOf(label, property)?.type === 'texts';
}

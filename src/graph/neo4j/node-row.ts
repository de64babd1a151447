import { integer } from '../../operations/neo4j/open-neo4j.ts';
import type { NodeRecord } from '../changes.ts';
import { foldText } from '../fold-text.ts';
import { ownProperties, searchableOf } from '../label-properties.ts';
import { buildVector, termsOf } from '../term-vector.ts';
import { sortableText, sortsDifferently } from './order-text.ts';
import { mostRuleNumbers, pairedNames, pairName, valueNumber } from './paired-names.ts';
import { extraKeyName, extraName, hasKey, keyName, orderName, wordsName } from './stored-names.ts';

/**
 * All properties of a node that `checkNode` let through, as they are stored.
 *
 * @param rules the numbers of rules.
 */
export function nodeProperties(
  node: NodeRecord,
  stamp: { readonly changedAt: string; readonly revision: number },
  rules: ReadonlyMap<string, number>,
): Record<string, unknown> {
  const stored: Record<string, unknown> = {
    id: node.id,
    source: node.source,
    key: node.key,
    key_key: folded(node.key),
    changedAt: stamp.changedAt,
    revision: stamp.revision,
    fingerprint: node.fingerprint,
  };
  if (node.acl !== undefined) {
    stored.acl = node.acl;
    const number = rules.get(node.acl);
    if (number !== undefined) addRule(node, stored, number);
  }
  if (node.sourceUrl !== undefined) stored.sourceUrl = node.sourceUrl;
  if (node.updatedAt !== undefined) stored.updatedAt = node.updatedAt;
  for (const [name, definition] of ownProperties(node.label)) {
    const value = node.properties[name];
    if (value === undefined || value === null) continue;
    if (typeof value === 'object') {
      stored[name] = value.map(wellFormed);
      stored[keyName(name)] = value.map(folded);
    } else if (typeof value === 'string') {
      stored[name] = wellFormed(value);
      if (hasKey(definition)) stored[keyName(name)] = folded(wellFormed(value));
    } else {
      stored[name] = value;
    }
  }
  for (const [name, value] of Object.entries(node.extra ?? {})) {
    stored[extraName(name)] = wellFormed(value);
    stored[extraKeyName(name)] = folded(wellFormed(value));
  }
  addOrders(node, stored);
  addWords(node, stored);
  return stored;
}

function addRule(node: NodeRecord, stored: Record<string, unknown>, number: number): void {
  stored.rule = integer(number);
  for (const name of pairedNames(node.label)) {
    const value = node.properties[name];
    if (typeof value !== 'string') continue;
    const pair = valueNumber(node.label, name, value) * mostRuleNumbers + number;
    stored[pairName(name)] = integer(pair);
  }
}

/** The key on which text is compared, in a form that sorts by code points. */
function folded(text: string): string {
  return sortableText(foldText(text));
}

function addOrders(node: NodeRecord, stored: Record<string, unknown>): void {
  const own = ownProperties(node.label).filter(([, { type }]) => type === 'string');
  for (const name of ['id', 'source', 'key', 'sourceUrl', ...own.map(([name]) => name)]) {
    const value = stored[name];
    if (typeof value === 'string' && sortsDifferently(value)) stored[orderName(name)] = sortableText(value);
  }
}

function addWords(node: NodeRecord, stored: Record<string, unknown>): void {
  const searchable = searchableOf(node.label);
  if (searchable.length === 0) return;
  const words = searchable.map((name) => termsOf(node.properties[name]));
  for (const [index, name] of searchable.entries()) {
    const terms = words[index] ?? [];
    if (typeof node.properties[name] === 'string') stored[wordsName(name)] = joinWords(terms);
  }
  stored.wordCount = words.reduce((sum, terms) => sum + terms.length, 0);
  if (node.label !== 'Article') return;
  const vector = buildVector(words[0] ?? [], words[1] ?? []);
  stored.titleTerms = vector.title;
  stored.vector = vector.vector;
}

/** Each term between two spaces of its own; see `wordsName`. */
function joinWords(terms: readonly string[]): string {
  return terms.map((term) => ` ${term} `).join('');
}

/** Half an emoji, as a cut text may end in, would not come back from the database as it went in. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}

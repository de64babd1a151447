import neo4j from 'neo4j-driver';
import type { NodeRecord, RelationshipRecord } from '../changes.ts';
import { foldText } from '../fold-text.ts';
import { ownProperties, searchableOf } from '../stored/label-properties.ts';
import { buildVector, termsOf } from '../stored/term-vector.ts';
import { keyProperty, wordsProperty } from './stored-names.ts';

/** When a batch was made, and the revision that it makes. */
export interface Stamp {
  readonly changedAt: string;
  readonly revision: number;
}

/** The properties that a node is stored with; all that it had before goes. */
export function storedNode(node: NodeRecord, stamp: Stamp): Record<string, unknown> {
  const stored: Record<string, unknown> = {
    id: node.id,
    acl: node.acl ?? null,
    source: node.source,
    key: node.key,
    [keyProperty('key')]: foldText(node.key),
    sourceUrl: node.sourceUrl ?? null,
    updatedAt: node.updatedAt ?? null,
    changedAt: stamp.changedAt,
    revision: neo4j.int(stamp.revision),
    fingerprint: node.fingerprint,
  };
  for (const [name, { type }] of ownProperties(node.label)) {
    const value = node.properties[name];
    if (value === undefined || value === null) continue;
    if (typeof value === 'object') {
      stored[name] = value.map(wellFormed);
      stored[keyProperty(name)] = value.map((one) => foldText(wellFormed(one)));
    } else if (typeof value === 'string') {
      stored[name] = wellFormed(value);
      if (type === 'text') stored[keyProperty(name)] = foldText(wellFormed(value));
    } else {
      stored[name] = type === 'integer' ? neo4j.int(Number(value)) : value;
    }
  }
  for (const [name, value] of Object.entries(node.extra ?? {})) {
    stored[`extra.${name}`] = wellFormed(value);
    stored[keyProperty(`extra.${name}`)] = foldText(wellFormed(value));
  }
  const words = searchableOf(node.label).map((name) => [name, termsOf(node.properties[name])] as const);
  for (const [name, terms] of words) stored[wordsProperty(name)] = terms.join(' ');
  if (words.length > 0) stored.words = neo4j.int(words.reduce((sum, [, terms]) => sum + terms.length, 0));
  if (node.label === 'Article') {
    const vector = buildVector(words[0]?.[1] ?? [], words[1]?.[1] ?? []);
    stored.vector = vector.vector;
    stored.vectorTitle = vector.title;
    stored.vectorLength = neo4j.int(vector.length);
  }
  return stored;
}

export function storedRelationship(one: RelationshipRecord): Record<string, unknown> {
  const role = one.properties?.role;
  return {
    id: one.id,
    source: one.source,
    fingerprint: one.fingerprint,
    ended: false,
    role: role ?? null,
    role__key: typeof role === 'string' ? foldText(role) : null,
    surface: one.properties?.surface ?? null,
    confidence: one.properties?.confidence ?? null,
    validFrom: one.period?.from ?? null,
    validTo: one.period?.to ?? null,
  };
}

/** Half an emoji, as a cut text may end in, would not come back from the database as it went in. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}

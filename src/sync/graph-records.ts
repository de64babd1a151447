import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';
import { relationships } from '../../graph-schema/index.ts';
import type { NodeRecord, RelationshipRecord } from '../graph/changes.ts';
import { digestOf, fingerprintOf } from './fingerprint.ts';

/** A relationship as a source states it, before it is known since when the graph has it. */
export interface StatedRelationship {
  /** The same in every run; the stored id adds `@` and the day it began, where one is known. */
  readonly base: string;
  readonly type: RelationshipType;
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly properties?: Readonly<Record<string, string | number>>;
  /** Where the source itself knows: days; `validTo` is the first day on which it no longer holds. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Claims by way of which the ends are meant, where they stand beside the node of their person; absent where neither does. */
  readonly via?: { readonly from?: string; readonly to?: string };
  readonly fingerprint: string;
}

/** Adds the hash to a node. */
export function sealNode(node: Omit<NodeRecord, 'fingerprint'>): NodeRecord {
  return { ...node, fingerprint: fingerprintOf(node) };
}

/**
 * A stated relationship. Its base tells type, ends, source and role, so that two sources may state the same and each
 * withdraw its own, and by way of which claims the ends are meant, so that these can be told apart again.
 *
 * @param isSpell whether its base also tells when it began, as several stretches of the same are stated.
 */
export function stateRelationship(
  given: Omit<StatedRelationship, 'base' | 'fingerprint'>,
  isSpell = false,
): StatedRelationship {
  const statement = `${given.source} ${given.properties?.role ?? ''}${isSpell ? ` ${given.validFrom}` : ''}`;
  const plain = `${given.type}:${digestOf(given.from)}:${digestOf(given.to)}:${digestOf(statement)}`;
  const { from = '', to = '' } = given.via ?? {};
  const ways = [from, to].map((claim) => (claim === '' ? '' : digestOf(claim)));
  const base = from + to === '' ? plain : `${plain}:${ways.join(':')}`;
  return { ...given, base, fingerprint: fingerprintOf(given) };
}

/** What a stored id says: its base, and the day it began, null where it began before we looked. */
export function readRelationshipId(
  id: string,
  type: RelationshipType,
): { base: string; start: string | null } {
  const at = relationships[type].temporal ? id.lastIndexOf('@') : -1;
  return at === -1 ? { base: id, start: null } : { base: id.slice(0, at), start: id.slice(at + 1) };
}

/** In the place of a first day that is not stored: what began on it began before anybody looked. */
export const unstoredDay = '0000-01-01';

/** The record to store, under a stored id where there is one. */
export function dateRelationship(
  stated: StatedRelationship,
  start: string | null,
  storedId?: string,
): RelationshipRecord {
  const { base, validFrom, validTo, via: _via, ...record } = stated;
  if (!relationships[stated.type].temporal) return { ...record, id: base };
  const from = validFrom === unstoredDay ? null : (validFrom ?? start);
  return {
    ...record,
    id: storedId ?? (from === null ? base : `${base}@${from}`),
    period: { from, to: validTo ?? null },
  };
}

/** One end of a relationship: a node of which the id is known, or a text of the source that names it. */
export type End = { readonly id: string } | { readonly label: NodeLabel; readonly text: string };

/** A relationship whose ends may be in other sources. */
export interface Reference {
  readonly type: RelationshipType;
  readonly from: End;
  readonly to: End;
  readonly role?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Whether it is one of several stretches that the source dates, each a relationship of its own. */
  readonly isSpell?: true;
  /** Where the source says so, for messages. */
  readonly place: string;
}

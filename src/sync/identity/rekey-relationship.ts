import type { NodeRecord, StoredRelationship } from '../../graph/changes.ts';
import { digestOf, fingerprintOf } from '../fingerprint.ts';
import { readRelationshipId } from '../graph-records.ts';

/** A claim whose person is another than before. */
export interface IdentityMove {
  readonly claim: string;
  /** Ids of the nodes of the person before and now; null where it is nobody any more. */
  readonly from: string;
  readonly to: string | null;
  /** Where the claim is gone: the claim with which its person goes on. */
  readonly heir?: string;
  /** Whether it is only the record of the person's node that is gone: then nobody was taken for somebody else. */
  readonly isSamePerson?: boolean;
  /** The node of the person now, where nobody writes it in this run. */
  readonly node?: NodeRecord;
}

/**
 * A relationship of the person before as one of the person now, with its period; null where it is none of the claim's, but was
 * stated of the person otherwise. What was stated of a person by way of another claim tells so in its id, which is what makes a
 * merge reversible.
 *
 * @param isAll whether what was stated by way of whatever claim goes along, as that of this one.
 */
export function rekeyRelationship(
  one: StoredRelationship,
  { claim, from, to }: IdentityMove & { readonly to: string },
  isAll = false,
): StoredRelationship | null {
  const { base, start } = readRelationshipId(one.id, one.type);
  const [type = '', , , statement = '', viaFrom = '', viaTo = ''] = base.split(':');
  const via = from === claim ? '' : digestOf(claim);
  const isFrom = one.from === from && (isAll || viaFrom === via);
  const isTo = one.to === from && (isAll || viaTo === via);
  if (!isFrom && !isTo) return null;
  const ends = { from: isFrom ? to : one.from, to: isTo ? to : one.to };
  const now = to === claim ? '' : digestOf(claim);
  const ways = [isFrom ? now : viaFrom, isTo ? now : viaTo];
  const plain = `${type}:${digestOf(ends.from)}:${digestOf(ends.to)}:${statement}`;
  const moved = ways.every((way) => way === '') ? plain : `${plain}:${ways.join(':')}`;
  const id = start === null ? moved : `${moved}@${start}`;
  return { ...one, ...ends, id, fingerprint: fingerprintOf([id, one.fingerprint]) };
}

import { relationships } from '../../graph-schema/index.ts';
import type { StatedRelationship } from './graph-records.ts';

/**
 * Finds what is stored of a stated relationship that is the same but for the record by way of which a person is meant. A source that
 * calls somebody by an address means whatever record has that address: it goes on where that is another one.
 */
export function createFormerOf(
  stated: readonly StatedRelationship[],
  storedIds: ReadonlyMap<string, string>,
): (one: StatedRelationship) => string | undefined {
  const bases = new Set(stated.map(({ base }) => base));
  const free = new Map<string, string[]>();
  for (const [base, id] of storedIds) {
    if (bases.has(base)) continue;
    const plain = withoutWays(base);
    const others = free.get(plain) ?? [];
    others.push(id);
    free.set(plain, others);
  }
  return ({ type, base }) =>
    relationships[type].temporal ? free.get(withoutWays(base))?.shift() : undefined;
}

/** Type, ends and statement of a relationship, without the records by way of which its ends are meant. */
function withoutWays(base: string): string {
  return base.split(':').slice(0, 4).join(':');
}

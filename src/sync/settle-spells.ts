import type { Reference, StatedRelationship } from './graph-records.ts';

/** A reference whose ends were found. */
export interface Found {
  readonly reference: Reference;
  readonly from: string;
  readonly to: string;
  /** As of a stated relationship. */
  readonly via?: StatedRelationship['via'];
}

/**
 * What holds now comes from a source's present data, since when it does from the history: a stretch that is open gives its
 * beginning to what is stated of the present, and is nothing without it. Stretches that are over stand by themselves.
 *
 * @param today stretches that begin later are plans, and left out.
 * @param onContradiction called with an open stretch that the present data do not bear out.
 */
export function settleSpells(
  found: readonly Found[],
  today: string,
  onContradiction: (spell: Found) => void,
): Found[] {
  const open = new Map<string, Found>();
  const over: Found[] = [];
  const present: Found[] = [];
  for (const one of found) {
    const { isSpell, validFrom = '', validTo } = one.reference;
    if (isSpell !== true) present.push(one);
    else if (validTo !== undefined && validTo <= today) over.push(one);
    else if (validFrom <= today) open.set(keyOf(one), one);
  }
  const settled = present.map((one): Found => {
    const spell = open.get(keyOf(one));
    const since = spell?.reference.validFrom;
    if (since === undefined) return one;
    return { ...one, reference: { ...one.reference, validFrom: since, isSpell: true } };
  });
  const borneOut = new Set(present.map(keyOf));
  for (const [key, spell] of open) if (!borneOut.has(key)) onContradiction(spell);
  return [...settled, ...over];
}

/** Leads differ by their role, members do not: a history tells in which team somebody was, not as what. */
function keyOf({ reference, from, to }: Found): string {
  return `${reference.type} ${from} ${to} ${reference.type === 'LEADS' ? (reference.role ?? '') : ''}`;
}

import { distance } from 'fastest-levenshtein';
import type { NameCandidate, NameIndex } from '../linking/name-index.ts';
import { isHan, tokenTexts } from '../linking/tokenize.ts';

const namesOffered = 3;
/** Letters that a part of a name must have to be compared; shorter ones meet by chance. */
const leastLetters = 4;
/** Share of its letters that a part of a name must have right, and a name as a whole. */
const leastAlikePart = 0.75;
const leastAlikeWhole = 0.65;
/** What a part must have where the others are not even this much alike. */
const leastAlikeAlone = 0.8;
const leastAlikeOther = 0.5;
/** Names that are this much further off than the nearest are not offered beside it. */
const nearestOnly = 0.15;

/**
 * The people, teams, companies and projects whose names are like one that nobody has: nearest first, few. Further off than
 * what `correctSpelling` takes for a mistake, so that the asker must say which was meant.
 */
export function nearNames(surface: string, index: NameIndex): readonly NameCandidate[] {
  const asked = tokenTexts(surface);
  if (asked.length === 0) return [];
  const best = new Map<string, { readonly candidate: NameCandidate; readonly alike: number }>();
  for (const { candidate, texts } of [...index.people, ...index.others]) {
    const alike = likeness(asked, texts);
    if (alike > (best.get(candidate.id)?.alike ?? 0)) best.set(candidate.id, { candidate, alike });
  }
  const ranked = [...best.values()].sort(
    (one, other) => other.alike - one.alike || (one.candidate.id < other.candidate.id ? -1 : 1),
  );
  const top = ranked[0]?.alike ?? 0;
  return ranked
    .filter(({ alike }) => alike >= top - nearestOnly)
    .slice(0, namesOffered)
    .map(({ candidate }) => candidate);
}

/** 0 where two names are not alike; else 1 for the same, less for each letter that differs. */
function likeness(asked: readonly string[], name: readonly string[]): number {
  if (asked.every(isHan)) return name.every(isHan) ? alikeHan(asked.join(''), name.join('')) : 0;
  const whole = alike(asked.join(' '), name.join(' '));
  if (whole >= leastAlikeWhole && asked.join('').length >= leastLetters) return whole;
  const parts = asked.map((one) =>
    Math.max(0, ...name.map((other) => (isComparable(one, other) ? alike(one, other) : 0))),
  );
  const nearest = Math.max(0, ...parts);
  // "Gustavo Pereira" is not José Ferreira: a part that stands for the whole has one mistake at most.
  if (nearest < leastAlikeAlone && parts.some((part) => part < leastAlikeOther)) return 0;
  // One part of several is right: less near than a name that is whole.
  return nearest >= leastAlikePart ? nearest * leastAlikeWhole : 0;
}

const isComparable = (one: string, other: string): boolean =>
  Math.min(one.length, other.length) >= leastLetters;

/** Letters in the wrong order are one mistake: "Jonh". */
function alike(one: string, other: string): number {
  // Lengths that are too far apart need no counting; most names are.
  if (Math.min(one.length, other.length) < Math.max(one.length, other.length) * leastAlikeWhole) return 0;
  const sorted = (text: string): string => [...text].sort().join('');
  const edits = distance(one, other);
  const mistakes = edits === 2 && sorted(one) === sorted(other) ? 1 : edits;
  return 1 - mistakes / Math.max(one.length, other.length);
}

/** Chinese names are two to four characters: of the same length, one may differ, but not half of the name. */
function alikeHan(one: string, other: string): number {
  if (one.length !== other.length || one.length < 3 || one.length > 6) return 0;
  const wrong = distance(one, other);
  return wrong <= 1 ? 1 - wrong / one.length : 0;
}

import type { NodeLabel } from '../../../graph-schema/index.ts';
import { stopWords } from '../../graph/analyze-text.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import type { PhraseMatch } from '../linking/phrase-table.ts';
import { isHan, type Token } from '../linking/tokenize.ts';
import { isCueOf } from './is-cue-of.ts';
import type { EntityItem, Span } from './question-item.ts';
import type { CueTable } from './tag-question.ts';

/** The names that stand at a place of a question: all of one strength, of whatever kind. */
export interface NameHit {
  readonly to: number;
  readonly candidates: readonly NameCandidate[];
  /** Whether it is surely written as a title: quoted, or with a capital. */
  readonly asTitle?: boolean;
  /** Whether it is a name for what is said to be its own, although it is a common word. */
  readonly isOwner?: boolean;
}

/**
 * The longest name that is written so that it may be one.
 *
 * @param text of which the tokens are.
 * @param isSubject whether the words before it say that a subject follows, which needs no capital.
 */
export function bestName(
  matches: readonly PhraseMatch<NameCandidate>[],
  tokens: readonly Token[],
  cues: CueTable,
  isSubject: boolean,
  text: string,
): NameHit | null {
  for (const match of matches) {
    const first = tokens[match.from];
    if (first === undefined) continue;
    const single = match.to === match.from + 1;
    const common = single && (stopWords.has(first.text) || cues.phrases.get([first.text]).length > 0);
    const owner = common && isOwner(first, text, cues);
    const capital = /^\p{Lu}/u.test(first.raw) && !(match.from === 0 && common && !owner);
    const usable = match.values.filter((one) => {
      if (!one.needsCapital) return !(common && !capital && one.strength < 3);
      return (
        capital ||
        (!common &&
          (one.label === 'Employee' || (isSubject && one.label === 'Topic') || isAmongHan(tokens, match)))
      );
    });
    const strongest = Math.max(0, ...usable.map((one) => one.strength));
    const candidates = uniqueById(usable.filter((one) => one.strength === strongest));
    if (candidates.length > 0)
      return { to: match.to, candidates, ...(owner && capital ? { isOwner: true } : {}) };
  }
  return null;
}

/** "Jubilee's teams": a word that owns something is a name, save one that asks or joins ("who's", "today's"). */
function isOwner(token: Token, text: string, { phrases, possessive }: CueTable): boolean {
  const owns = token.owns === true || possessive.test(text.slice(token.end));
  return owns && phrases.get([token.text]).every((cue) => isCueOf(cue, 'prop'));
}

/** `web 团队`: in a Chinese sentence, a word in other letters is a name, with a capital or without. */
function isAmongHan(tokens: readonly Token[], { from, to }: { from: number; to: number }): boolean {
  const beside = [tokens[from - 1], tokens[to]].filter((one) => one !== undefined);
  return beside.length > 0 && beside.every((one) => isHan(one.text));
}

/**
 * A title counts when it has two words or more, or is quoted, or is written like a name, or stands before a word for pages: "the
 * expenses page".
 *
 * @param saysPage whether such a word stands at a place.
 */
export function bestTitle(
  matches: readonly PhraseMatch<NameCandidate>[],
  tokens: readonly Token[],
  text: string,
  saysPage: (at: number) => boolean,
): NameHit | null {
  for (const match of matches) {
    const first = tokens[match.from];
    const last = tokens[match.to - 1];
    if (first === undefined || last === undefined) continue;
    const quoted =
      /["'“‘「『《«]$/.test(text.slice(0, first.start)) && /^["'”’」』》»]/.test(text.slice(last.end));
    const long = match.to - match.from >= 2;
    const capital = /^\p{Lu}/u.test(first.raw);
    const named = match.from > 0 && first.raw.length >= 5 && capital;
    // `plat7`, `#7`: the table has them only where they stand for a key.
    const isKey = !long && /\d$/.test(first.raw) && match.values.some((one) => one.label === 'Task');
    const isPage = match.values.every((one) => one.label === 'Article') && saysPage(match.to);
    if (long || quoted || named || isKey || isPage)
      return {
        to: match.to,
        candidates: uniqueById(match.values),
        asTitle: quoted || isPage || (capital && match.from > 0),
      };
  }
  return null;
}

/** What is meant first where things of several kinds share a name. */
const labelOrder: readonly NodeLabel[] = [
  'Employee',
  'Team',
  'Company',
  'Project',
  'Task',
  'Article',
  'Topic',
];

/**
 * The entity that names make, of the kind that the first of them is likeliest to be; what they name of other kinds stands beside
 * it, but for subjects that pages are tagged with, which are rarely meant.
 */
export function entityOf(hits: readonly NameHit[], span: Span): EntityItem | null {
  const readings: EntityItem[] = [];
  for (const hit of hits)
    for (const label of labelOrder) {
      const candidates = hit.candidates.filter((one) => one.label === label);
      const isKnown = readings.some((one) => one.label === label);
      if (candidates.length === 0 || isKnown || (label === 'Topic' && readings.length > 0)) continue;
      readings.push({ kind: 'entity', ...span, label, candidates });
    }
  const [first, ...others] = readings;
  if (first === undefined) return null;
  return others.length === 0 ? first : { ...first, otherReadings: others };
}

function uniqueById(candidates: readonly NameCandidate[]): NameCandidate[] {
  return [...new Map(candidates.map((one) => [one.id, one])).values()];
}

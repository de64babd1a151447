import { foldText } from '../../graph/fold-text.ts';
import type { NameCandidate, NameIndex, ValueCandidate } from '../linking/name-index.ts';
import { type PhraseMatch, PhraseTable } from '../linking/phrase-table.ts';
import { isHan, type Token, tokenize, tokenTexts } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import { bestValue, cueItem, learntItems } from './learnt-items.ts';
import type { CueName, Lexicon } from './lexicon.ts';
import { bestName, bestTitle, entityOf, type NameHit } from './name-hits.ts';
import { markPersonNames } from './person-names.ts';
import { possessivePattern, readGenitives } from './possessives.ts';
import type { QuestionItem, Span, TimeItem } from './question-item.ts';
import { buildSmallWordTable, markSmallWords, type SmallWordTable } from './says.ts';
import { settleReadings } from './settle-readings.ts';
import {
  buildTimeTable,
  findTimeExpressions,
  type TimeExpression,
  type TimeTable,
} from './time-expressions.ts';
import { wordsItem } from './words-item.ts';

/** A lexicon's phrases, ready to be looked up. */
export interface CueTable {
  readonly lexicon: Lexicon;
  readonly phrases: PhraseTable<CueName>;
  readonly ordinals: PhraseTable<number>;
  /** Single words of its phrases, for spelling mistakes. */
  readonly words: ReadonlySet<string>;
  /** Letters that these are written with. */
  readonly letters: readonly string[];
  readonly times: TimeTable;
  readonly smallWords: SmallWordTable;
  /** What makes a name that of an owner, at the beginning of what stands behind it. */
  readonly possessive: RegExp;
  readonly numbers: ReadonlyMap<string, number>;
}

/** @param others languages whose dates are understood as well. */
export function buildCueTable(lexicon: Lexicon, others: readonly Lexicon[] = []): CueTable {
  const phrases = new PhraseTable<CueName>();
  const words = new Set<string>();
  for (const [cue, texts] of Object.entries(lexicon.cues)) {
    for (const text of texts) {
      phrases.add(text, cue as CueName);
      for (const word of tokenTexts(text)) words.add(word);
    }
  }
  const ordinals = new PhraseTable<number>();
  for (const [text, value] of Object.entries(lexicon.ordinals)) ordinals.add(text, value);
  const letters = [...new Set([...words].join(''))].filter((one) => /\p{L}/u.test(one) && !isHan(one));
  const times = buildTimeTable([lexicon, ...others]);
  const smallWords = buildSmallWordTable(lexicon.smallWords);
  const possessive = possessivePattern(lexicon.possessives);
  const numbers = new Map(Object.entries(lexicon.numbers).map(([word, value]) => [foldText(word), value]));
  return { lexicon, phrases, ordinals, words, letters, times, smallWords, possessive, numbers };
}

export interface TagOptions {
  readonly text: string;
  readonly index: NameIndex;
  readonly cues: CueTable;
  /** Whole titles and keys that occur in the question, found by search beforehand. */
  readonly titles: PhraseTable<NameCandidate>;
  /** Texts formed like a task's key that no task has. */
  readonly unknownKeys: readonly string[];
  readonly today: string;
}

/**
 * Cuts a question into what its words are: names, values, times, numbers, cue words, and the rest. At each place the
 * longest phrase wins; between phrases of one length, a name that is surely one wins over a cue word.
 */
export function tagQuestion(options: TagOptions): QuestionItem[] {
  const { text, index, cues, titles, today, unknownKeys } = options;
  const tokens = readGenitives(tokenize(text), index, cues);
  const times = findTimeExpressions(text, today, cues.times);
  const items: QuestionItem[] = [];
  let pending: number | null = null;
  const flush = (until: number): void => {
    if (pending !== null) items.push(wordsItem(tokens, pending, until, text));
    pending = null;
  };
  let at = 0;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    const span = (to: number) => {
      const end = tokens[to - 1]?.end ?? token.end;
      return {
        from: at,
        to,
        raw: text.slice(token.start, end),
        afterStop: token.afterStop || /[:：]\s*$/.test(text.slice(0, token.start)),
        ...(cues.possessive.test(text.slice(end)) || tokens[to - 1]?.owns === true
          ? { possessive: true }
          : {}),
      };
    };
    const isSubject = pending === null && has(items.at(-1), 'rel.mentions', 'rel.knows');
    const name = bestName(index.names.matchesAt(tokens, at), tokens, cues, isSubject, text);
    const saysPage = (to: number): boolean =>
      cues.phrases.matchesAt(tokens, to).some(({ values }) => values.includes('noun.article'));
    const bestOf = bestTitle(titles.matchesAt(tokens, at), tokens, text, saysPage);
    // "The page about on-call pay": behind such words a title is one, though all of its words are known.
    const isPageSaid = isSubject && items.some((item) => has(item, 'noun.article'));
    const title = isPageSaid ? bestOf : unlessKnownWords(bestOf, at, tokens, index, cues);
    const value = unlessWithinName(
      bestValue(index.values.matchesAt(tokens, at), tokens, cues),
      tokens,
      index,
    );
    const phrase = bestCue(tokens, at, index, cues);
    const number = readNumber(token.text, cues);
    // A number in words is one even where the word is also a light one.
    const cue = number !== null && phrase?.to === at + 1 ? undefined : phrase;
    const ordinal = readOrdinal(tokens, at, cues);
    if (ordinal !== null) {
      flush(at);
      items.push({ kind: 'number', ...span(ordinal.to), value: ordinal.value, isOrdinal: true });
      at = ordinal.to;
      continue;
    }
    const unknown = unknownKeys.find((key) => text.startsWith(key, token.start));
    if (unknown !== undefined) {
      flush(at);
      const to = at + tokens.slice(at).filter((one) => one.start < token.start + unknown.length).length;
      items.push({ kind: 'words', ...span(to), nameLike: true, unknownKey: true });
      at = to;
      continue;
    }
    const time = times.find(
      (one) => one.start <= token.start && one.end > token.start && !isProject(one, tokens, index),
    );
    const timeTo =
      time === undefined ? at : at + tokens.slice(at).filter((one) => one.start < time.end).length;
    const [titleRank, nameRank] = [
      rankOfTitle(title),
      rankOfName(name, isWrittenName(tokens, at), isSubject),
    ];
    // A page and a team may share a name: what stands around it settles which is meant.
    const alike = title?.to === name?.to && nameRank > 2 ? [title, name] : [];
    const quoted = readQuoted(tokens, at, text);
    if (quoted !== null && Math.max(title?.to ?? at, name?.to ?? at, value?.to ?? at) < quoted) {
      flush(at);
      items.push({ ...wordsItem(tokens, at, quoted, text), nameLike: true });
      at = quoted;
      continue;
    }
    const found = longest([
      {
        to: title?.to ?? at,
        rank: titleRank,
        item: () => title && entityOf(present([title, ...alike]), span(title.to)),
      },
      {
        to: name?.to ?? at,
        rank: nameRank,
        item: () => name && entityOf(present([name, ...alike]), span(name.to)),
      },
      ...learntItems(tokens, at, { index, cues, value, span }),
      {
        to: timeTo,
        rank: 3,
        item: () => time && timeItem(time, span(timeTo)),
      },
      {
        to: cue?.to ?? at,
        rank: 2,
        item: () => cue && cueItem(cue, value, index, cues, span(cue.to)),
      },
      {
        to: value?.to ?? at,
        rank: isPlaceAsked(value, items) ? 4.5 : 1.5,
        item: () => value && { kind: 'value' as const, ...span(value.to), candidates: value.values },
      },
    ]);
    if (found !== null) {
      flush(at);
      items.push(found.item);
      at = found.to;
      continue;
    }
    if (number !== null) {
      flush(at);
      items.push({ kind: 'number', ...span(at + 1), value: number });
      at++;
      continue;
    }
    if (pending !== null && (token.afterBreak || isHan(token.text) !== isHan(tokens[at - 1]?.text ?? '')))
      flush(at);
    pending ??= at;
    at++;
  }
  flush(tokens.length);
  const settled = settleReadings(markSmallWords(items, cues.smallWords), tokens, text);
  return markPersonNames(markSmallWords(settled, cues.smallWords), cues.lexicon);
}

/** "Based at Gull House", "whose office is Gull House": the place, although a team has its name. */
function isPlaceAsked(value: ReturnType<typeof bestValue>, items: readonly QuestionItem[]): boolean {
  if (value?.values.some(({ property }) => property === 'location') !== true) return false;
  const before = items.findLast((item) => !has(item, 'light'));
  return has(before, 'prop.location') && !has(before, 'noun.task');
}

/**
 * The longest cue phrase; "are not" gives up its last word where that begins a value, as in "are not implemented", and "in Flight" where a
 * team is called "Flight Crew", or two capitals say that something is.
 */
function bestCue(
  tokens: readonly Token[],
  at: number,
  { values, names }: NameIndex,
  { phrases }: CueTable,
): PhraseMatch<CueName> | undefined {
  const [first, ...shorter] = phrases.matchesAt(tokens, at);
  if (first === undefined || first.to - at < 2) return first;
  const isCut = (begin: number): boolean =>
    (begin === first.to - 1 && isNameWithin(tokens, at, first.to)) ||
    names
      .matchesAt(tokens, begin)
      .some((one) => one.to > first.to && one.values.some(({ strength }) => strength === 3)) ||
    (begin === first.to - 1 &&
      values
        .matchesAt(tokens, begin)
        .some((one) => one.to > first.to && one.values.some(({ property }) => property === 'sourceStatus')));
  for (let begin = at + 1; begin < first.to; begin++)
    if (isCut(begin)) return shorter.find((one) => one.to <= begin) ?? first;
  return first;
}

/** "in Flight Crew": only the end of a phrase is written with a capital, and the word behind it is too. */
function isNameWithin(tokens: readonly Token[], from: number, to: number): boolean {
  const isCapital = (at: number): boolean => /^\p{Lu}\p{Ll}/u.test(tokens[at]?.raw ?? '');
  return !/^\p{Lu}/u.test(tokens[from]?.raw ?? '') && isCapital(to - 1) && isCapital(to);
}

/** "2025H2" is a time, and a project may be called so: where it is, and no date is spoken of, that is meant. */
function isProject(
  time: { start: number; end: number },
  tokens: readonly Token[],
  { names }: NameIndex,
): boolean {
  const within = tokens
    .filter((one) => one.start >= time.start && one.end <= time.end)
    .map((one) => one.text);
  return [within, within.slice(1)].some((texts) =>
    names.get(texts).some((one) => one.label === 'Project' && /\d.*\p{L}|\p{L}.*\d/u.test(texts.join(''))),
  );
}

/** Where a text of several words in quotes ends, which is meant as a whole. */
function readQuoted(tokens: readonly Token[], at: number, text: string): number | null {
  const start = tokens[at]?.start ?? 0;
  if (!/["“「『《«]$/.test(text.slice(0, start))) return null;
  for (let to = at + 1; to <= tokens.length; to++)
    if (/^["”」』》»]/.test(text.slice(tokens[to - 1]?.end))) return to > at + 1 ? to : null;
  return null;
}

const timeItem = ({ from, until, isAge, isOfAnyYear }: TimeExpression, span: Span): TimeItem => ({
  kind: 'time',
  ...span,
  begin: from,
  until,
  ...(isAge === undefined ? {} : { isAge }),
  ...(isOfAnyYear === undefined ? {} : { isOfAnyYear }),
});

function longest(
  options: readonly { to: number; rank: number; item: () => QuestionItem | null | undefined }[],
): { to: number; item: QuestionItem } | null {
  const sorted = [...options].sort((one, other) => other.to - one.to || other.rank - one.rank);
  for (const option of sorted) {
    const item = option.item();
    if (item !== null && item !== undefined) return { to: option.to, item };
  }
  return null;
}

function readNumber(text: string, { numbers }: CueTable): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return numbers.get(text) ?? null;
}

const ranks: readonly CueName[] = ['group.most', 'group.fewest', 'pron.ones', 'logic.compare'];

/** "Second" before "most" or "one"; elsewhere it is a word like others. */
function readOrdinal(
  tokens: readonly Token[],
  at: number,
  { ordinals, phrases }: CueTable,
): { to: number; value: number } | null {
  const [match] = ordinals.matchesAt(tokens, at);
  const value = match?.values[0];
  if (match === undefined || value === undefined) return null;
  const next = phrases.matchesAt(tokens, match.to)[0]?.values ?? [];
  return next.some((cue) => ranks.includes(cue)) ? { to: match.to, value } : null;
}

/** A page is called "Flagship goals", and flagship goals are asked for: words that mean something each are no title. */
function unlessKnownWords(
  hit: NameHit | null,
  at: number,
  tokens: readonly Token[],
  { vocabulary, values }: NameIndex,
  cues: CueTable,
): NameHit | null {
  if (hit === null || hit.asTitle === true || hit.candidates.some((one) => one.label !== 'Article'))
    return hit;
  let next = at;
  let isLearnt = false;
  while (next < hit.to) {
    const learnt = [vocabulary.nouns, values].map((table) => table.matchesAt(tokens, next)[0]?.to ?? next);
    isLearnt ||= Math.max(...learnt) > next;
    const to = Math.max(...learnt, cues.phrases.matchesAt(tokens, next)[0]?.to ?? next);
    if (to === next) return hit;
    next = to;
  }
  return isLearnt ? null : hit;
}

/** "In Nursing and Midwifery": titles end in "in Nursing", and a team is called so as a whole. */
function unlessWithinName(
  value: PhraseMatch<ValueCandidate> | undefined,
  tokens: readonly Token[],
  { names }: NameIndex,
): PhraseMatch<ValueCandidate> | undefined {
  if (value === undefined) return undefined;
  for (let at = value.from + 1; at < value.to; at++) {
    const name = names.matchesAt(tokens, at).find((one) => one.to > value.to);
    if (name?.values.some((one) => one.strength === 3) === true) return undefined;
  }
  return value;
}

const present = <Hit>(hits: readonly (Hit | null)[]): Hit[] => hits.filter((one) => one !== null);

/** A page's title that is not written like one gives way to words that say something else. */
function rankOfTitle(hit: NameHit | null): number {
  if (hit === null) return 1;
  if (hit.candidates.some((one) => one.label !== 'Article')) return 5;
  return hit.asTitle === true ? 3.5 : 1.8;
}

/** A capital in a sentence whose other words have none, or letters that are all capitals: "in IT". */
function isWrittenName(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token !== undefined && isInCapitals(token)) return !tokens.every(isInCapitals);
  if (token === undefined || at === 0 || token.afterStop || !/^\p{Lu}\p{Ll}/u.test(token.raw)) return false;
  return tokens.filter((one) => /^\p{Lu}/u.test(one.raw)).length <= tokens.length / 2;
}

const isInCapitals = ({ raw }: Token): boolean => /^\p{Lu}{2,}$/u.test(raw);

/**
 * A subject that pages are tagged with is rarely meant, save where it is said to be one: before the tag itself then, which is on fewer
 * pages. A word that looks like a name is one rather than a value.
 */
function rankOfName(hit: NameHit | null, isWritten: boolean, isSubject: boolean): number {
  if (hit === null || hit.candidates.every((one) => one.label === 'Topic')) return isSubject ? 1.6 : 1;
  if (hit.candidates.every((one) => one.strength >= 2 && !one.needsCapital)) return 4;
  if (hit.isOwner === true) return 2.3;
  // "Release proposals": in the middle of a sentence, a capital tells a team's name from the word that it is.
  const others = hit.candidates.filter(({ label }) => label !== 'Topic');
  return isWritten && others.every((one) => one.label === 'Team' && one.strength === 3) ? 2.3 : 1.7;
}

import type { NodeLabel } from '../../../graph-schema/index.ts';
import { stopWords } from '../../graph/analyze-text.ts';
import type { NameCandidate, NameIndex, ValueCandidate } from '../linking/name-index.ts';
import { type PhraseMatch, PhraseTable } from '../linking/phrase-table.ts';
import { isHan, type Token, tokenize, tokenTexts } from '../linking/tokenize.ts';
import type { CueName, Lexicon } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { findTimeExpressions } from './time-expressions.ts';

/** A lexicon's phrases, ready to be looked up. */
export interface CueTable {
  readonly lexicon: Lexicon;
  readonly phrases: PhraseTable<CueName>;
  readonly ordinals: PhraseTable<number>;
  /** Single words of its phrases, for spelling mistakes. */
  readonly words: ReadonlySet<string>;
}

export function buildCueTable(lexicon: Lexicon): CueTable {
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
  return { lexicon, phrases, ordinals, words };
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
  const tokens = tokenize(text);
  const times = findTimeExpressions(text, today);
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
        ...(/^['’]s?(?![\p{L}\p{N}])|^\s*的/u.test(text.slice(end)) ? { possessive: true } : {}),
      };
    };
    const name = bestName(index.names.matchesAt(tokens, at), tokens, cues);
    const title = bestTitle(titles.matchesAt(tokens, at), tokens, text);
    const value = index.values.matchesAt(tokens, at)[0];
    const phrase = cues.phrases.matchesAt(tokens, at)[0] ?? taskWord(token, at, index);
    const number = readNumber(token.text, cues.lexicon);
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
    const time = times.find((one) => one.start <= token.start && one.end > token.start);
    const timeTo =
      time === undefined ? at : at + tokens.slice(at).filter((one) => one.start < time.end).length;
    const found = longest([
      {
        to: title?.to ?? at,
        rank: title?.candidates.some((one) => one.label !== 'Article') === true ? 5 : 3.5,
        item: () => title && entity(title, span(title.to)),
      },
      {
        to: name?.to ?? at,
        rank: name === null ? 1 : rankOf(name),
        item: () => name && entity(name, span(name.to)),
      },
      {
        to: timeTo,
        rank: 3,
        item: () => time && { kind: 'time' as const, ...span(timeTo), begin: time.from, until: time.until },
      },
      {
        to: cue?.to ?? at,
        rank: 2,
        item: () => cue && cueItem(cue, value, span(cue.to)),
      },
      {
        to: value?.to ?? at,
        rank: 1.5,
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
  return items;
}

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

function readNumber(text: string, lexicon: Lexicon): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  return lexicon.numbers[text] ?? null;
}

/** What tasks are called by their keys is a word for tasks: "PEPs". */
function taskWord(token: Token, at: number, { taskWords }: NameIndex): PhraseMatch<CueName> | undefined {
  const isOne = taskWords.some((word) => token.text === word || token.text === `${word}s`);
  return isOne ? { from: at, to: at + 1, values: ['noun.task'] } : undefined;
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

interface Span {
  readonly from: number;
  readonly to: number;
  readonly raw: string;
  readonly afterStop: boolean;
  readonly possessive?: boolean;
}

function cueItem(
  cue: PhraseMatch<CueName>,
  value: PhraseMatch<ValueCandidate> | undefined,
  span: Span,
): QuestionItem {
  const meant = value?.values.filter((one) => one.property !== 'title') ?? [];
  const values = value?.to === cue.to && meant.length > 0 ? { values: meant } : {};
  return { kind: 'cue', ...span, cues: new Set(cue.values), ...values };
}

interface NameHit {
  readonly to: number;
  readonly candidates: readonly NameCandidate[];
}

/** A subject that pages are tagged with is rarely meant; a word that looks like a name is one rather than a value. */
function rankOf(hit: NameHit): number {
  if (hit.candidates.every((one) => one.label === 'Topic')) return 1;
  return hit.candidates.every((one) => one.strength >= 2 && !one.needsCapital) ? 4 : 1.7;
}

function bestName(
  matches: readonly PhraseMatch<NameCandidate>[],
  tokens: readonly Token[],
  cues: CueTable,
): NameHit | null {
  for (const match of matches) {
    const first = tokens[match.from];
    if (first === undefined) continue;
    const common =
      match.to === match.from + 1 && (stopWords.has(first.text) || cues.phrases.get([first.text]).length > 0);
    const capital = /^\p{Lu}/u.test(first.raw) && !(match.from === 0 && common);
    const usable = match.values.filter((one) => {
      if (!one.needsCapital) return !(common && match.to === match.from + 1 && !capital && one.strength < 3);
      return (
        capital ||
        (one.label === 'Employee' && !common) ||
        (one.strength === 3 && one.label === 'Employee' && !common)
      );
    });
    const strongest = Math.max(0, ...usable.map((one) => one.strength));
    const candidates = ofOneLabel(uniqueById(usable.filter((one) => one.strength === strongest)));
    if (candidates.length > 0) return { to: match.to, candidates };
  }
  return null;
}

/** A title counts when it has two words or more, or is quoted, or is written like a name. */
function bestTitle(
  matches: readonly PhraseMatch<NameCandidate>[],
  tokens: readonly Token[],
  text: string,
): NameHit | null {
  for (const match of matches) {
    const first = tokens[match.from];
    const last = tokens[match.to - 1];
    if (first === undefined || last === undefined) continue;
    const quoted =
      /["'“‘「『《«]$/.test(text.slice(0, first.start)) && /^["'”’」』》»]/.test(text.slice(last.end));
    const long = match.to - match.from >= 2;
    const named = match.from > 0 && first.raw.length >= 5 && /^\p{Lu}/u.test(first.raw);
    if (long || quoted || named) return { to: match.to, candidates: uniqueById(match.values) };
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

function ofOneLabel(candidates: readonly NameCandidate[]): NameCandidate[] {
  const label = labelOrder.find((one) => candidates.some((candidate) => candidate.label === one));
  return candidates.filter((candidate) => candidate.label === label);
}

function uniqueById(candidates: readonly NameCandidate[]): NameCandidate[] {
  return [...new Map(candidates.map((one) => [one.id, one])).values()];
}

function entity(hit: NameHit, span: Span): QuestionItem | null {
  const label = hit.candidates[0]?.label;
  if (label === undefined) return null;
  return { kind: 'entity', ...span, label, candidates: hit.candidates };
}

function wordsItem(tokens: readonly Token[], from: number, to: number, text: string): QuestionItem {
  const first = tokens[from];
  const last = tokens[to - 1];
  const raw = first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
  const slice = tokens.slice(from, to);
  const capitals = slice.filter((token) => /^\p{Lu}/u.test(token.raw)).length;
  return {
    kind: 'words',
    from,
    to,
    raw,
    afterStop: first?.afterStop ?? false,
    nameLike:
      (capitals === slice.length && !(from === 0 && slice.length === 1)) || /^[A-Za-z]+-\d+$/.test(raw),
  };
}

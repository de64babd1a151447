import type { StoredPassage } from '../../graph/graph-store.ts';
import type { ScoredPassage } from './score-sentences.ts';
import { isLinkDefinition } from './split-sentences.ts';

/** A stretch of a passage, in its own words, that may hold the answer. */
export interface Extract {
  readonly passage: StoredPassage;
  readonly text: string;
  /** The same as it stands in the passage, with neither marks of what was left out nor a table's head. */
  readonly quote: string;
  readonly score: number;
  /** Cosine of its nearest sentence and the question; null where meanings were not compared. */
  readonly similarity: number | null;
}

/** Cosine of a sentence of a passage and the question; null where they were not compared. */
export type SentenceSimilarity = (passage: StoredPassage, sentence: number) => number | null;

/** Stretches of one passage: the sentence that names the subject, and the one with the figure, may stand apart. */
const windowsOfPassage = 2;
/** Extracts that are worked out for each part of a question; more than are ever shown. */
const extractsOfPart = 12;

interface Candidate {
  readonly scored: ScoredPassage;
  readonly index: number;
  readonly score: number;
}

/**
 * Chooses the stretches that tell most about a question, the best for each of its parts first; sentences, rows and
 * lines of code are never broken.
 *
 * @param length characters that an extract should not exceed; one unbreakable row or line may.
 */
export function pickExtracts(
  passages: readonly (ScoredPassage & { readonly factor: number })[],
  length: number,
  similarity: SentenceSimilarity = () => null,
): Extract[] {
  const parts = passages[0]?.scores.length ?? 0;
  const lists = Array.from({ length: parts }, (_, part) =>
    extractsFor(
      passages.flatMap((scored) =>
        (scored.scores[part] ?? []).map(
          (score, index): Candidate => ({ scored, index, score: score * scored.factor }),
        ),
      ),
      part,
      length,
      similarity,
    ),
  );
  return interleave(lists);
}

function extractsFor(
  candidates: readonly Candidate[],
  part: number,
  length: number,
  similarity: SentenceSimilarity,
): Extract[] {
  const ranked = candidates.filter((one) => one.score > 0).sort((one, other) => other.score - one.score);
  const taken = new Map<string, Set<number>>();
  const windows = new Map<string, number>();
  const extracts: Extract[] = [];
  for (const { scored, index, score } of ranked) {
    if (extracts.length >= extractsOfPart) break;
    const { passage, sentences } = scored;
    const used = taken.get(passage.id) ?? new Set(definitionsIn(sentences));
    const count = windows.get(passage.id) ?? 0;
    if (used.has(index) || count >= windowsOfPassage) continue;
    const [from, to] = widen(sentences, index, length, scored.scores[part] ?? [], used);
    for (let at = from; at < to; at++) used.add(at);
    taken.set(passage.id, used);
    const text = withTableHead(sentences, from, to);
    if (text === '') continue;
    windows.set(passage.id, count + 1);
    extracts.push({
      passage,
      quote: sentences.slice(from, to).join('').trim(),
      text: withMarks(text, from > 0, sentences.slice(to).some(tells)),
      score,
      similarity: nearest(passage, from, to, similarity),
    });
  }
  return extracts;
}

/** Places of what says where links lead, which is never told. */
const definitionsIn = (sentences: readonly string[]): number[] =>
  sentences.flatMap((one, at) => (isLinkDefinition(one) ? [at] : []));

const tells = (sentence: string): boolean => sentence.trim() !== '' && !isLinkDefinition(sentence);

/**
 * Says where something was left out; beside a row of a table on a line of its own, as it would be a part of the row, and before
 * an item of a list, which would be none behind it.
 */
function withMarks(text: string, isCutBefore: boolean, isCutAfter: boolean): string {
  const before = tableRow.test(text) || listItem.test(text) ? '…\n' : '… ';
  const after = tableRow.test(text.slice(text.lastIndexOf('\n') + 1)) ? '\n…' : ' …';
  return `${isCutBefore ? before : ''}${text}${isCutAfter ? after : ''}`;
}

function nearest(
  passage: StoredPassage,
  from: number,
  to: number,
  similarity: SentenceSimilarity,
): number | null {
  let best: number | null = null;
  for (let at = from; at < to; at++) {
    const one = similarity(passage, at);
    if (one !== null && (best === null || one > best)) best = one;
  }
  return best;
}

/** The best of each part first, then the second best of each; a stretch that serves two parts once. */
function interleave(lists: readonly (readonly Extract[])[]): Extract[] {
  const found = new Map<string, Extract>();
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let rank = 0; rank < longest; rank++) {
    for (const list of lists) {
      const extract = list[rank];
      if (extract === undefined) continue;
      const key = `${extract.passage.id} ${extract.text}`;
      if (!found.has(key)) found.set(key, extract);
    }
  }
  return [...found.values()];
}

const tableRow = /^\s*\|/;
const listItem = /^\s*(?:[-*+]|\d+[.)])\s/;
const tableRule = /^\s*\|?[\s:|-]+\|?\s*$/;

/** Lines that were only wrapped read on; rows and lines of code are pieces of their own, and have no such break. */
function unwrap(sentence: string): string {
  return sentence.replace(/(?<=\S)[ \t]*\n[ \t]*(?=[^\s#>|])/g, ' ');
}

/** Joins sentences; a row of a table is told with the table's head. */
function withTableHead(sentences: readonly string[], from: number, to: number): string {
  const text = sentences.slice(from, to).map(unwrap).join('');
  if (!tableRow.test(sentences[from] ?? '')) return text.trim();
  let top = from;
  while (top > 0 && tableRow.test(sentences[top - 1] ?? '')) top--;
  const rule = sentences[top + 1] ?? '';
  if (top === from || !tableRule.test(rule)) return text.trim();
  const head = from === top + 1 ? (sentences[top] ?? '') : `${sentences[top] ?? ''}${rule}`;
  return `${head}${text}`.trim();
}

/** Adds the neighbours of a sentence that no window has taken while there is room, the more telling side first. */
function widen(
  sentences: readonly string[],
  index: number,
  length: number,
  scores: readonly number[],
  taken: ReadonlySet<number>,
): [number, number] {
  let from = index;
  let to = index + 1;
  let used = sentences[index]?.length ?? 0;
  for (;;) {
    const after =
      to < sentences.length && !taken.has(to) ? (sentences[to]?.length ?? 0) : Number.POSITIVE_INFINITY;
    const before =
      from > 0 && !taken.has(from - 1) ? (sentences[from - 1]?.length ?? 0) : Number.POSITIVE_INFINITY;
    const fitsAfter = used + after <= length;
    const fitsBefore = used + before <= length;
    if (!fitsAfter && !fitsBefore) return [from, to];
    if (fitsAfter && (!fitsBefore || (scores[to] ?? 0) >= (scores[from - 1] ?? 0))) {
      used += after;
      to++;
    } else {
      used += before;
      from--;
    }
  }
}

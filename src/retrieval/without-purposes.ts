import { detectLexicon } from './language.ts';
import { opensAsking } from './planning/asking-words.ts';
import { has } from './planning/frame-words.ts';
import { isCueOf } from './planning/is-cue-of.ts';
import type { Lexicon } from './planning/lexicon.ts';
import type { PreviousQuestion, TaggedQuestion } from './planning/planner.ts';
import type { EntityItem, QuestionItem } from './planning/question-item.ts';

/** A question without what it was said to be for, and that as it was said. */
export interface WithoutPurposes {
  readonly question: TaggedQuestion;
  readonly leftOut: readonly string[];
}

/** Clauses that are left out on each side, at most. */
const mostClauses = 2;

/** Where a clause ends: at a stop, a comma, a dash, a colon that is not one of a time. */
const end = /(?:[,，、;；…。!！?？]|[:：](?!\d)|\.(?=\s|$)|\s[-–—]+(?=\s))+\s*/gu;

/** The clauses of a text, each with what ends it. */
function clausesOf(text: string): string[] {
  const ends = [...text.matchAll(end)].map((one) => one.index + one[0].length);
  return [0, ...ends].map((from, at) => text.slice(from, ends[at])).filter((one) => one !== '');
}

/**
 * 周报要写，PLAT-7 的状态是什么？ What stands before or behind a question and says why it is asked is left out, and told to have been; the
 * rest is understood as if it had been asked alone, turns of phrase and all. Whoever is spoken of there stands for a pronoun.
 *
 * @param understand reads a text as a question; of what was spoken of before it, or of nothing.
 * @returns null where there is nothing of the kind, or it may narrow down what is asked.
 */
export async function withoutPurposes(
  text: string,
  lexicons: readonly Lexicon[],
  previous: PreviousQuestion | null,
  understand: (text: string, previous: PreviousQuestion | null) => Promise<TaggedQuestion>,
): Promise<WithoutPurposes | null> {
  const { purposes } = detectLexicon(text, lexicons);
  const clauses = clausesOf(text);
  if (purposes === undefined || clauses.length < 2) return null;
  // What a colon ends is a heading.
  const isSaid = (said: string | undefined): boolean =>
    said !== undefined && (purposes.test(bare(said)) || /[:：]\s*$/.test(said));
  let [from, to] = [0, clauses.length];
  while (from < Math.min(mostClauses, to - 1) && isSaid(clauses[from])) from++;
  while (to > Math.max(from + 1, clauses.length - mostClauses) && isSaid(clauses[to - 1])) to--;
  const leftOut = [...clauses.slice(0, from), ...clauses.slice(to)].map(bare);
  if (leftOut.length === 0) return null;
  const told: QuestionItem[] = [];
  for (const one of leftOut) told.push(...(await understand(one, null)).items);
  if (told.some(mayNarrow) || isDated(told)) return null;
  const [name, another] = told.filter((item): item is EntityItem => item.kind === 'entity');
  const rest = unended(clauses.slice(from, to).join(''));
  if (name === undefined) {
    const question = await understand(rest, previous);
    return question.items.some(isOnRecord) ? { question, leftOut } : null;
  }
  const { possessive: _, ...person } = name;
  const question = await understand(rest, { items: [person], plan: null });
  const isMeant =
    another === undefined &&
    name.label === 'Employee' &&
    question.items.some((item) => has(item, 'pron.person')) &&
    !question.items.some((item) => item.kind === 'entity' && item.label === 'Employee');
  return isMeant ? { question, leftOut } : null;
}

const bare = (said: string): string => said.replace(/[,，、:：;；…。.!！?？\s–—-]+$/u, '').trim();

/** "I'm inviting a client, what is the maximum?" asks for nothing that is on record: a page may tell, by all of the words. */
const isOnRecord = (item: QuestionItem): boolean =>
  item.kind === 'entity' ||
  item.kind === 'value' ||
  (item.kind === 'cue' &&
    (has(item, 'ask.who') || [...item.cues].some((cue) => isCueOf(cue, 'noun', 'status'))));

/** What follows a clause that nothing follows any more. */
const unended = (said: string): string => said.replace(/[,，、:：;；\s]+$/u, '').trim();

/** What asks, or says which of several are meant. */
function mayNarrow(item: QuestionItem): boolean {
  if (item.kind === 'words') return item.unknownKey === true;
  if (item.kind !== 'cue') return item.kind === 'value';
  return (
    opensAsking(item) ||
    has(item, 'noun.task', 'logic.only', 'logic.none') ||
    [...item.cues].some((cue) => isCueOf(cue, 'status', 'group', 'order'))
  );
}

/** What happens on a day to something of which the day is on record: 下周到期的. */
const isDated = (items: readonly QuestionItem[]): boolean =>
  items.some((item) => item.kind === 'time') &&
  items.some((item) =>
    has(item, 'prop.dueDate', 'prop.startDate', 'prop.endDate', 'prop.createdAt', 'prop.completedAt'),
  );

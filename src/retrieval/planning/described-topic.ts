import { opensAsking } from './asking-words.ts';
import { clauseBreaks } from './clause-break.ts';
import { has } from './frame-words.ts';
import type { TaggedQuestion } from './planner.ts';
import type { QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/** A question that first describes somebody or something, and then asks of them by a pronoun. */
export interface DescribedTopic {
  readonly described: TaggedQuestion;
  /** The question itself, its pronoun standing for whatever the description is answered with. */
  readonly asked: TaggedQuestion;
}

/**
 * "The person who is doing the queue screen, who is their boss?": the first clause says who is meant, and names nobody. As one sentence it
 * would ask for whoever does it and has a boss.
 *
 * @returns null where there is no such pair of clauses.
 */
export function splitDescribedTopic(question: TaggedQuestion): DescribedTopic | null {
  const { items, text } = question;
  const isBroken = clauseBreaks(text);
  const from = items.findIndex((item, at) => at > 0 && isBroken(item));
  if (from < 0) return null;
  const [told, rest] = [items.slice(0, from), items.slice(from)];
  const [opener] = told;
  if (opener === undefined || opensAsking(opener) || isPerson(opener)) return null;
  if (told.some(asks) || !told.some(isDescribed)) return null;
  if (!rest.some(opensAsking) || rest.some((item) => item.kind !== 'cue')) return null;
  const at = rest.findIndex((item) => has(item, 'pron.person', 'pron.set') && !has(item, 'light'));
  const pronoun = rest[at];
  if (pronoun?.kind !== 'cue') return null;
  // "The people assigned to DOC-14, what teams are they from?" reads well as one sentence.
  if (pronoun.possessive !== true && !says(pronoun, 'owning') && !rest.some((item) => has(item, 'ask.who')))
    return null;
  return {
    described: { ...question, items: told, previous: null },
    asked: { ...question, items: rest.with(at, { ...pronoun, cues: new Set(['pron.set']) }) },
  };
}

/** "Who" of a clause describes. */
const asks = (item: QuestionItem): boolean =>
  opensAsking(item) && !(has(item, 'ask.who', 'ask.which') && has(item, 'light'));

const isDescribed = (item: QuestionItem): boolean =>
  has(item, 'noun.employee', 'role.author', 'role.lead', 'role.manager', 'role.assignee', 'ask.who');

const isPerson = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'entity' && item.label === 'Employee';

import { tokenize } from '../linking/tokenize.ts';
import { opensAsking } from './asking-words.ts';
import { clauseBreaks } from './clause-break.ts';
import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { TaggedQuestion } from './planner.ts';
import type { QuestionItem } from './question-item.ts';

/** A question without its asides, and these as they were said. */
export interface WithoutAsides {
  readonly question: TaggedQuestion;
  readonly leftOut: readonly string[];
}

/**
 * "Names of everyone on Blue Watch, doing the meal order": a clause with words that nobody knows, and nothing of which anything is on
 * record, says why it is asked. It is left out, and the answer says so, as it may have been meant to narrow down. Before what is asked only
 * where that names what it is about: "I am inviting a client, what is the maximum?" asks of a page.
 *
 * @returns null where there is none, or nothing is left.
 */
export function withoutAsides(question: TaggedQuestion): WithoutAsides | null {
  const { items, text } = question;
  const tokens = tokenize(text);
  const saidIn = (clause: readonly QuestionItem[]): string => {
    const [first, last] = [tokens[clause[0]?.from ?? 0], tokens[(clause.at(-1)?.to ?? 1) - 1]];
    return first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
  };
  const clauses = clausesOf(items, text);
  const [first] = clauses;
  if (first === undefined) return null;
  const asides = clauses.filter(isAside);
  const asked = clauses.filter((clause) => !asides.includes(clause));
  const isTold = asides.includes(first);
  if (isTold && !asked.flat().some(isNamed)) return null;
  const kept = asked.flat();
  if (asides.length === 0 || !kept.some((item) => item.kind !== 'cue' || !has(item, 'light'))) return null;
  return { question: { ...question, items: kept }, leftOut: asides.map(saidIn) };
}

const isNamed = (item: QuestionItem): boolean => item.kind === 'entity' && item.label !== 'Topic';

/** What stands between commas, dashes and stops. */
function clausesOf(items: readonly QuestionItem[], text: string): (readonly QuestionItem[])[] {
  const isBroken = clauseBreaks(text);
  const clauses: QuestionItem[][] = [];
  for (const item of items) {
    const clause = clauses.at(-1);
    if (clause === undefined || isBroken(item)) clauses.push([item]);
    else clause.push(item);
  }
  return clauses;
}

function isAside(clause: readonly QuestionItem[]): boolean {
  return (
    clause.some((item) => item.kind === 'words') &&
    clause.every((item) =>
      item.kind === 'words' ? isOfNothing(item) : item.kind === 'cue' && !mayNarrow(item),
    )
  );
}

/** Words that stand in no title, and are no name. */
const isOfNothing = (item: Extract<QuestionItem, { kind: 'words' }>): boolean =>
  item.unknownKey !== true &&
  !item.nameLike &&
  (item.titles === undefined || item.titles.taskTotal + item.titles.articleTotal === 0);

/** What asks, counts, orders, denies or says of which kind or state things are. */
const mayNarrow = (item: QuestionItem): boolean =>
  (opensAsking(item) && !(has(item, 'ask.text') && has(item, 'light'))) ||
  (item.kind === 'cue' &&
    !item.cues.has('light') &&
    [...item.cues].some((cue) =>
      isCueOf(cue, 'status', 'logic', 'group', 'order', 'time', 'noun', 'role', 'talk', 'do'),
    ));

import { tokenize } from '../linking/tokenize.ts';
import { opensAsking } from './asking-words.ts';
import { clauseBreaks } from './clause-break.ts';
import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { TaggedQuestion } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/** A question without what was told before it, and this as it was said, where nothing of it is used. */
export interface WithoutPreamble {
  readonly question: TaggedQuestion;
  readonly leftOut?: readonly string[];
}

/**
 * A question without what was told before it: "I need to send something to Ana, what is the e-mail address?" asks for Ana's. Who was
 * spoken of stands for a pronoun in the question, or owns what is asked for; all names, places and days that were said are kept. What
 * somebody tells of themselves ("I am doing a card - when did Ana start?") says why it is asked; without a name in it, it is left out, and
 * the answer says so.
 *
 * @returns null where nothing was told before, or where it may be a part of what is asked: a state, a number, a denial.
 */
export function withoutPreamble(question: TaggedQuestion): WithoutPreamble | null {
  const { items, text } = question;
  const tokens = tokenize(text);
  const isBroken = clauseBreaks(text);
  const from = items.findIndex((item, at) => at > 1 && isBroken(item) && opens(items.slice(at)));
  if (from < 0) return null;
  const [told, asked] = [items.slice(0, from), items.slice(from)];
  const isOfOurselves = says(told[0], 'ourselves');
  // A sentence of its own only tells.
  const may = isOfOurselves ? mayNarrow : mayBeAsked(asked[0]?.afterStop === true);
  if (told.some(opensAsking) || told.some(may)) return null;
  // Other words may say what the question is about: "I am inviting a client to dinner, what is the maximum?"
  const isSmallTalk = told.every((item) => item.kind === 'cue');
  const names = told.filter((item): item is EntityItem => item.kind === 'entity');
  const kept = told.filter(
    (item) =>
      item.kind === 'value' ||
      // "Monday's meeting" is no day that something is to be on.
      (item.kind === 'time' && !(isOfOurselves && item.possessive === true)),
  );
  const [name, another] = names;
  if (name === undefined && !isSmallTalk && !isOfOurselves) return null;
  // "I've lost my card, what number do I call?" asks for nothing that is on record.
  if (isOfOurselves && names.length === 0 && !isSmallTalk && !asked.some(isOnRecord)) return null;
  const isUsed = names.length > 0 || !isOfOurselves || told.every((item) => has(item, 'light'));
  const end = tokens[(told.at(-1)?.to ?? 1) - 1]?.end ?? 0;
  const leftOut = isUsed ? {} : { leftOut: [text.slice(tokens[told[0]?.from ?? 0]?.start, end)] };
  const ask = (said: readonly QuestionItem[]): WithoutPreamble => ({
    question: { ...question, items: said },
    ...leftOut,
  });
  const place = asked.findIndex((item) => has(item, 'pron.person', 'pron.thing'));
  if (name === undefined || another !== undefined || asked.some((item) => item.kind === 'entity'))
    return ask([...asked, ...names, ...kept]);
  if (place < 0) return ask([{ ...name, possessive: true }, ...asked, ...kept]);
  const pronoun = asked[place];
  const owns = pronoun?.kind === 'cue' && (pronoun.possessive === true || says(pronoun, 'owning'));
  const { possessive: _, ...plain } = name;
  return ask([...asked.with(place, owns ? { ...plain, possessive: true } : plain), ...kept]);
}

function opens(said: readonly QuestionItem[]): boolean {
  // "Tell me who …", "please, which …"
  const at = said.findIndex((item) => opensAsking(item) || has(item, 'ask.yesNo') || !has(item, 'light'));
  const [first, second] = said.slice(Math.max(0, at));
  return (
    first !== undefined &&
    (opensAsking(first) ||
      (has(first, 'ask.yesNo') && (second?.kind === 'entity' || has(second, 'pron.person', 'pron.thing'))))
  );
}

const isOnRecord = (item: QuestionItem): boolean =>
  item.kind === 'entity' ||
  item.kind === 'value' ||
  (item.kind === 'cue' &&
    !item.cues.has('light') &&
    [...item.cues].some((cue) =>
      isCueOf(cue, 'noun.employee', 'noun.task', 'noun.team', 'noun.project', 'status'),
    ));

/** What narrows down what is asked for, though it is told of oneself: "I only do the urgent ones". */
const mayNarrow = (item: QuestionItem): boolean =>
  item.kind === 'number' ||
  (item.kind === 'words' && item.unknownKey === true) ||
  (item.kind === 'cue' &&
    !item.cues.has('light') &&
    [...item.cues].some((cue) =>
      isCueOf(cue, 'status', 'logic', 'group', 'order', 'noun.task', 'rel.blocks'),
    ));

/** What narrows down what is asked for, wherever it stands. */
const mayBeAsked =
  (isOver: boolean) =>
  (item: QuestionItem): boolean =>
    (item.kind === 'number' && !isOver) ||
    (item.kind === 'words' && item.unknownKey === true) ||
    (item.kind === 'cue' &&
      !item.cues.has('light') &&
      [...item.cues].some((cue) =>
        isCueOf(cue, 'status', 'logic', 'group', 'order', 'time', 'noun.task', 'rel.blocks', 'rel.blockedBy'),
      ));

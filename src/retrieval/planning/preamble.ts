import { tokenize } from '../linking/tokenize.ts';
import { opensAsking } from './asking-words.ts';
import { has } from './frame-words.ts';
import { isCueOf } from './is-cue-of.ts';
import type { TaggedQuestion } from './planner.ts';
import type { EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * A question without what was told before it: "I need to send something to Ana, what is the e-mail address?" asks for Ana's. Who was
 * spoken of stands for a pronoun in the question, or owns what is asked for; all names, places and days that were said are kept.
 *
 * @returns null where nothing was told before, or where it may be a part of what is asked: a state, a number, a denial.
 */
export function withoutPreamble(question: TaggedQuestion): TaggedQuestion | null {
  const { items, text } = question;
  const tokens = tokenize(text);
  const from = items.findIndex(
    (item, at) => at > 1 && tokens[item.from]?.afterBreak === true && opens(items.slice(at)),
  );
  if (from < 0) return null;
  const [told, asked] = [items.slice(0, from), items.slice(from)];
  // A sentence of its own only tells.
  if (told.some(opensAsking) || told.some(mayBeAsked(asked[0]?.afterStop === true))) return null;
  // Other words may say what the question is about: "I am inviting a client to dinner, what is the maximum?"
  const isSmallTalk = told.every((item) => item.kind === 'cue');
  const names = told.filter((item): item is EntityItem => item.kind === 'entity');
  const kept = told.filter((item) => item.kind === 'value' || item.kind === 'time');
  const [name, another] = names;
  if (name === undefined && !isSmallTalk) return null;
  const place = asked.findIndex((item) => has(item, 'pron.person', 'pron.thing'));
  if (name === undefined || another !== undefined || asked.some((item) => item.kind === 'entity'))
    return { ...question, items: [...asked, ...names, ...kept] };
  if (place < 0) return { ...question, items: [{ ...name, possessive: true }, ...asked, ...kept] };
  const pronoun = asked[place];
  const owns = pronoun?.kind === 'cue' && (pronoun.possessive === true || says(pronoun, 'owning'));
  const { possessive: _, ...plain } = name;
  return {
    ...question,
    items: [...asked.with(place, owns ? { ...plain, possessive: true } : plain), ...kept],
  };
}

const opens = ([first, second]: readonly QuestionItem[]): boolean =>
  first !== undefined &&
  (opensAsking(first) ||
    (has(first, 'ask.yesNo') && (second?.kind === 'entity' || has(second, 'pron.person', 'pron.thing'))));

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

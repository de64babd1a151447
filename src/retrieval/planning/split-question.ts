import { tokenize } from '../linking/tokenize.ts';
import { opensAsking } from './asking-words.ts';
import { has } from './frame-words.ts';
import { type CueKind, isCueOf } from './is-cue-of.ts';
import type { QuestionItem } from './question-item.ts';

/** More parts than this are no question that anybody asks in one breath. */
const mostParts = 3;

/** Words that make a part a question of its own: "which are blocked?" behind "which tasks of John are open" is none. */
const ownWords: readonly CueKind[] = ['noun', 'pron', 'role', 'prop'];

/**
 * The parts of a question that asks several things: "how many people are in Web, and who leads it?" A part begins behind
 * "and" or a break, with words that ask, or in Chinese, where these stand further behind, with anything; and each part asks
 * something. "Who is in Web and in Berlin" and "people who are in Web and who are in Berlin" ask one thing.
 *
 * @returns null where there is one part.
 */
export function splitQuestion(text: string, items: readonly QuestionItem[]): readonly string[] | null {
  const tokens = tokenize(text);
  const startOf = (item: QuestionItem | undefined): number =>
    item === undefined ? text.length : (tokens[item.from]?.start ?? 0);
  const asking: Asking = {
    last: items.findLastIndex(opensAsking),
    isChinese: items.some((item) => /\p{Script=Han}/u.test(item.raw) && opensAsking(item)),
    verb: opensVerb(items),
  };
  const begins = items.flatMap((item, at) => {
    if (at === 0) return [];
    const joint = has(items[at - 1], 'logic.and');
    const broken = tokens[item.from]?.afterBreak === true;
    if (!joint && !broken) return [];
    const from = broken && has(item, 'logic.and') ? at + 1 : at;
    return opensQuestion(items, from, asking)
      ? [{ at: from, end: joint || from !== at ? from - 1 : from }]
      : [];
  });
  const distinct = begins.filter((one, index) => one.at !== begins[index - 1]?.at);
  if (distinct.length === 0 || distinct.length >= mostParts) return null;
  const bounds = [{ at: 0, end: 0 }, ...distinct];
  const parts = bounds.map(({ at }, index) => {
    const next = bounds[index + 1];
    return {
      items: items.slice(at, next?.end ?? items.length),
      text: text
        .slice(at === 0 ? 0 : startOf(items[at]), startOf(items[next?.end ?? items.length]))
        .replace(/[\s,;，；、]+$/u, ''),
    };
  });
  const asks = (item: QuestionItem): boolean => opensAsking(item) || isListed(item);
  if (!parts.every(({ items }) => items.some(asks) || opensVerb(items) || isFactOfOne(items))) return null;
  if (!parts.every((part) => part.items.some(saysWhat))) return null;
  // "List the people who …, and who …": what joins the clauses asks nothing.
  const [first] = parts;
  if (first !== undefined && joinsClause(first.items)) return null;
  return parts.map((part) => part.text);
}

/** What is looked at once for all places of a question. */
interface Asking {
  /** Index of the last word that opens a question. */
  readonly last: number;
  /** Whether such a word is of Chinese, where it stands further behind. */
  readonly isChinese: boolean;
  /** Whether the question opens with a verb that asks. */
  readonly verb: boolean;
}

/** Whether the items from a place on ask: at once, or in Chinese before the next break. */
function opensQuestion(items: readonly QuestionItem[], at: number, asking: Asking): boolean {
  const opener = items[at];
  if (opener === undefined) return false;
  if (opensAsking(opener)) return true;
  if (asking.verb && opensVerb(items.slice(at))) return true;
  return asking.isChinese && asking.last >= at && !/^[A-Za-z]/.test(opener.raw);
}

/** 任务有哪些？ asks for what stands before it. */
const isListed = (item: QuestionItem): boolean =>
  has(item, 'ask.list') && /\p{Script=Han}/u.test(item.raw) && !has(item, 'light');

/** "Ana's manager, and who manages that manager?": a fact is named, and asks for itself. */
const isFactOfOne = ([name, fact, more]: readonly QuestionItem[]): boolean =>
  more === undefined &&
  name?.kind === 'entity' &&
  name.possessive === true &&
  fact?.kind === 'cue' &&
  [...fact.cues].some((cue) => isCueOf(cue, 'role', 'prop'));

const saysWhat = (item: QuestionItem): boolean =>
  item.kind !== 'cue' || [...item.cues].some((cue) => isCueOf(cue, ...ownWords));

/** "Is …", "does …". */
const opensVerb = (items: readonly QuestionItem[]): boolean => {
  const [first, second] = items;
  return has(first, 'ask.yesNo') && (second?.kind === 'entity' || has(second, 'pron.person', 'pron.thing'));
};

/** "People who …": an asking word behind a noun, where nothing was asked before. */
function joinsClause(items: readonly QuestionItem[]): boolean {
  const at = items.findIndex(opensAsking);
  return (
    at > 0 &&
    !/\p{Script=Han}/u.test(items[at]?.raw ?? '') &&
    has(items[at], 'ask.who') &&
    has(items[at - 1], 'noun.employee', 'noun.team', 'noun.task')
  );
}

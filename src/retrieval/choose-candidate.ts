import { foldText } from '../graph/fold-text.ts';
import type { Candidate } from './answer.ts';
import { tokenTexts } from './linking/tokenize.ts';
import { has } from './planning/frame-words.ts';
import type { QuestionItem } from './planning/question-item.ts';

/** More words than this are a question of their own. */
const mostWords = 8;

/**
 * "The engineer", "the one in Sales", "e033", "the second one", in reply to being asked which of several namesakes is meant: the only one of
 * whom all that is said is told.
 *
 * @param items the reply, tagged.
 * @returns null where it says nothing of the kind, or fits several.
 */
export function chooseCandidate(
  items: readonly QuestionItem[],
  candidates: readonly Candidate[],
): Candidate | null {
  const said = items.filter(
    (item) => !has(item, 'light', 'pron.ones', 'pron.thing', 'rel.member') && !isOne(item),
  );
  const [place, another] = said;
  if (place?.kind === 'number' && another === undefined) return candidates[place.value - 1] ?? null;
  if (has(place, 'order.oldest') && another === undefined) return candidates[0] ?? null;
  const ways = said.map(waysToSay);
  const words = ways.flatMap(([raw]) => raw ?? []);
  if (words.length === 0 || words.length > mostWords) return null;
  const fitting = candidates.filter((one) => {
    const told = tokenTexts(foldText(`${one.name} ${one.detail} ${one.question}`));
    return ways.every((each) =>
      each.some((way) => way.every((word) => told.some((other) => isAlike(word, other)))),
    );
  });
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The words of an item, then those of the names of what it means: 体育组 for the team that is told as "Sports Desk". */
function waysToSay(item: QuestionItem): readonly (readonly string[])[] {
  const names = item.kind === 'entity' ? item.candidates.map(({ name }) => tokenTexts(foldText(name))) : [];
  return [tokenTexts(item.raw), ...names];
}

/** "The one in Sales" counts nothing. */
const isOne = (item: QuestionItem): boolean =>
  item.kind === 'number' && item.value === 1 && item.isOrdinal !== true && !/^\d/.test(item.raw);

/** "Engineers" for "Engineer", "data" for "Data". */
const isAlike = (word: string, other: string): boolean =>
  word === other || word === `${other}s` || `${word}s` === other;

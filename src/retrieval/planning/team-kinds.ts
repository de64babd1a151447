import { analyzeText } from '../../graph/analyze-text.ts';
import type { NameIndex, ValueCandidate } from '../linking/name-index.ts';
import { isHan } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { QuestionItem } from './question-item.ts';
import { spanOf } from './span-of.ts';

/** As many teams make a kind. */
const fewestAlike = 2;

/**
 * "Which depot has the most people?", "who leads the wards?": the word with which several teams' names end means all of them,
 * where a question speaks of teams by no other word.
 */
export function nameTeamKinds(items: readonly QuestionItem[], index: NameIndex): QuestionItem[] {
  if (items.some((item) => has(item, 'noun.team') || (item.kind === 'entity' && item.label === 'Team')))
    return [...items];
  return items.map((item, at): QuestionItem => {
    if (!isOpen(item) || !isWhole(items, at)) return item;
    const kind = kindOf(item.raw, index);
    if (kind === null) return item;
    return { kind: 'cue', ...spanOf(item), cues: new Set<CueName>(['noun.team']), values: [kind] };
  });
}

/** Words that no table has, or that only pages are tagged with. */
const isOpen = (item: QuestionItem): boolean =>
  item.kind === 'words'
    ? item.unknownKey !== true
    : item.kind === 'value' && item.candidates.every(({ label }) => label === 'Article');

/** Not a part of something longer, such as "depot managers". */
function isWhole(items: readonly QuestionItem[], at: number): boolean {
  const [before, after] = [items[at - 1], items[at + 1]];
  const isOpening = has(
    before,
    'light',
    'ask.which',
    'ask.what',
    'ask.count',
    'ask.list',
    'group.each',
    'logic.all',
  );
  return (
    (isOpening || before?.kind === 'number') &&
    (after === undefined || after.kind === 'cue') &&
    !isNoun(after)
  );
}

const isNoun = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'cue' && [...item.cues].some((cue) => cue.startsWith('noun.') || cue.startsWith('role.'));

function kindOf(raw: string, { teamKinds }: NameIndex): ValueCandidate | null {
  const [word, another] = analyzeText(raw);
  if (word === undefined || another !== undefined || isHan(raw)) return null;
  const values = [...new Set(teamKinds.get(word) ?? [])];
  return values.length >= fewestAlike ? { label: 'Team', property: 'name', values } : null;
}

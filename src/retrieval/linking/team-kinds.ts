import { foldText } from '../../graph/fold-text.ts';

/** What sorts of teams are called in the languages we know, by the word or abbreviation a source may use. */
const kinds: readonly (readonly string[])[] = [
  ['team', '团队', '小组'],
  ['sig', 'special interest group', '兴趣组', '特别兴趣小组'],
  ['wg', 'working group', '工作组'],
  ['committee', '委员会'],
  ['department', 'dept', '部门', '部'],
  ['squad'],
  ['tribe'],
  ['chapter'],
  ['guild'],
  ['group', '组'],
  ['division', '事业部'],
  ['board', '董事会'],
  ['council', '理事会'],
];

/** The words that may stand beside the name of a team of this kind; those for any team always may. */
export function teamKindWords(kind: string | null): readonly string[] {
  if (kind === null) return anyTeam;
  return [...new Set([...wordsOfKind(kind), ...anyTeam])];
}

/** What a kind of team is called, where that tells it from other kinds: "teams" are all of them. */
export function tellingKindWords(kind: string): readonly string[] {
  return wordsOfKind(kind).filter((word) => !anyTeam.includes(word) && word !== 'group');
}

const anyTeam: readonly string[] = ['team', '团队', '小组', '组', '部', '部门'];

function wordsOfKind(kind: string): readonly string[] {
  const folded = foldText(kind);
  return kinds.find((words) => words.includes(folded)) ?? [folded];
}

import { foldText } from '../../graph/fold-text.ts';
import type { JoinedNames } from './joined-names.ts';

/** The words that may stand beside the name of a team of this kind; those for any team always may. */
export function teamKindWords(kind: string | null, names: JoinedNames): readonly string[] {
  if (kind === null) return names.anyTeam;
  return [...new Set([...wordsOfKind(kind, names), ...names.anyTeam])];
}

/** What a kind of team is called, where that tells it from other kinds: "teams" are all of them. */
export function tellingKindWords(kind: string, names: JoinedNames): readonly string[] {
  const { anyTeam, vagueKinds } = names;
  return wordsOfKind(kind, names).filter((word) => !anyTeam.includes(word) && !vagueKinds.includes(word));
}

function wordsOfKind(kind: string, { teamKinds }: JoinedNames): readonly string[] {
  const folded = foldText(kind);
  return teamKinds.find((words) => words.includes(folded)) ?? [folded];
}

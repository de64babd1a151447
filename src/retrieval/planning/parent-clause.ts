import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';
import { idCondition } from './senses.ts';
import { spanOf } from './span-of.ts';

/**
 * "Who leads the team that the blood bank belongs to?": of a team, the clause means the one that it is a part of. "Which team …?" asks for
 * it, and says so by itself.
 */
export function readParentClause(items: readonly QuestionItem[]): readonly QuestionItem[] {
  const at = items.findIndex((item, place) => isOneTeam(items, place) || isInOneTeam(item));
  const noun = items[at];
  if (noun === undefined) return items;
  let next = at + 1;
  while (says(items[next], 'relative', 'article') || isRelative(items[next])) next++;
  const team = items[next];
  if (team?.kind !== 'entity' || team.label !== 'Team' || team.possessive === true) return items;
  let last = next + 1;
  while (says(items[last], 'copula')) last++;
  // "The team Web in Berlin" is Web: without a word that opens a clause, it must say that Web is a part.
  const isPart = has(items[last], 'rel.partOf') || (next > at + 1 && has(items[last], 'rel.member'));
  if (!isPart || says(items[last], 'inTeam')) return items;
  const rest = items.slice(last + 1);
  if (rest.some((item) => item.kind !== 'cue' || !has(item, 'light'))) return items;
  const parent: EntityItem = {
    kind: 'entity',
    from: items[at]?.from ?? team.from,
    to: items[last]?.to ?? team.to,
    raw: items
      .slice(at, last + 1)
      .map(({ raw }) => raw)
      .join(' '),
    afterStop: false,
    label: 'Team',
    candidates: [],
    described: {
      where: {
        related: { type: 'PART_OF', direction: 'in', label: 'Team' },
        where: idCondition({ item: team }),
      },
      names: [team],
    },
  };
  const before = isInOneTeam(noun) ? [...items.slice(0, at), inside(noun)] : items.slice(0, at);
  return [...before, parent, ...rest];
}

const isOneTeam = (items: readonly QuestionItem[], at: number): boolean =>
  at > 1 && has(items[at], 'noun.team') && says(items[at - 1], 'article');

/** "In the team", which says nothing where no clause follows. */
const isInOneTeam = (item: QuestionItem | undefined): item is QuestionItem =>
  item?.kind === 'cue' && has(item, 'light') && says(item, 'saysTeam');

const isRelative = (item: QuestionItem | undefined): boolean => has(item, 'pron.thing') && has(item, 'light');

const inside = (word: QuestionItem): CueItem => ({
  kind: 'cue',
  ...spanOf(word),
  cues: new Set<CueName>(['rel.member', 'light']),
  says: new Set(['inTeam', 'preposition', 'within', 'place']),
});

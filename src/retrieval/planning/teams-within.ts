import { tokenTexts } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';
import { says } from './says.ts';

/**
 * "Which engineering team …?", "the teams below Engineering", Engineering 下面的团队: asked for is not Engineering itself, but the
 * teams that are part of it.
 */
export function readTeamsWithin(items: readonly QuestionItem[]): QuestionItem[] {
  return joinWithin(items).flatMap((item, at): QuestionItem[] => {
    const asked = has(items[at - 1], 'ask.which') && has(items[at + 1], 'ask.yesNo');
    if (!asked || item.kind !== 'entity' || item.label !== 'Team' || !isWithNoun(item)) return [item];
    return [cueFor(item, 'noun.team'), cueFor(item, 'rel.partOf'), item];
  });
}

/** Says of the words between "teams" and the name of a team just that these are a part of it. */
function joinWithin(items: readonly QuestionItem[]): QuestionItem[] {
  const said = [...items];
  for (let at = 0; at < said.length; at++) {
    if (!has(said[at], 'noun.team')) continue;
    let to = at + 1;
    while (isWithin(said[to])) to++;
    const areListed = isTeam(said[has(said[to + 1], 'logic.and') ? to + 2 : to + 1]);
    // "By team in Finance and HR": those two are the teams.
    if (areListed && has(said[at - 1], 'group.by', 'group.each')) continue;
    if (said.slice(at + 1, to).some(saysWithin) && isTeam(said[to]))
      said.splice(at + 1, to - at - 1, partOf(said.slice(at + 1, to)));
    let from = at - 1;
    while (isWithin(said[from]) || says(said[from], 'own')) from--;
    const between = said.slice(from + 1, at);
    if (isTeam(said[from]) && between.some((item) => has(item, 'rel.below')))
      said.splice(from + 1, between.length, partOf(between));
  }
  return said;
}

const isTeam = (item: QuestionItem | undefined): boolean =>
  item?.kind === 'entity' && item.label === 'Team' && item.possessive !== true;

/** More than a verb between the two: "which department is Web in?" asks for the whole. */
const saysWithin = (item: QuestionItem): boolean => has(item, 'rel.below') || says(item, 'within', 'inTeam');

const isWithin = (item: QuestionItem | undefined): boolean =>
  has(item, 'rel.below') ||
  (says(item, 'within', 'inTeam', 'article', 'copula', 'relative') && has(item, 'light', 'rel.member'));

function partOf(items: readonly QuestionItem[]): CueItem {
  const [first, last] = [items[0], items.at(-1)];
  return {
    kind: 'cue',
    from: first?.from ?? 0,
    to: last?.to ?? 0,
    raw: items.map(({ raw }) => raw).join(' '),
    afterStop: first?.afterStop ?? false,
    cues: new Set(['rel.partOf']),
  };
}

/** "Engineering team" says "team" beside the name; a team that is called "Data team" does not. */
function isWithNoun({ raw, candidates }: EntityItem): boolean {
  const last = tokenTexts(raw).at(-1);
  return (
    last !== undefined &&
    tokenTexts(raw).length > 1 &&
    candidates.every(({ name }) => !tokenTexts(name).includes(last))
  );
}

function cueFor({ from, to, raw, afterStop }: EntityItem, cue: CueName): CueItem {
  return { kind: 'cue', from, to, raw, afterStop, cues: new Set([cue]) };
}

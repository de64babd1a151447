import { tokenTexts } from '../linking/tokenize.ts';
import { has } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, EntityItem, QuestionItem } from './question-item.ts';

/** "Which engineering team …?": asked for is not Engineering itself, but one of the teams that are part of it. */
export function readTeamsWithin(items: readonly QuestionItem[]): QuestionItem[] {
  return items.flatMap((item, at): QuestionItem[] => {
    const asked = has(items[at - 1], 'ask.which') && has(items[at + 1], 'ask.yesNo');
    if (!asked || item.kind !== 'entity' || item.label !== 'Team' || !isWithNoun(item)) return [item];
    return [cueFor(item, 'noun.team'), cueFor(item, 'rel.partOf'), item];
  });
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

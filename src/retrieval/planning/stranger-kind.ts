import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { CueName } from './lexicon.ts';
import type { Frame } from './read-frame.ts';

const nouns: readonly (readonly [CueName, NodeLabel])[] = [
  ['noun.team', 'Team'],
  ['noun.company', 'Company'],
  ['noun.project', 'Project'],
  ['noun.task', 'Task'],
];

/**
 * What an unknown name is called right beside it: "the Moonshot team" is a team.
 *
 * @param at its place among the items.
 */
export function strangerKind({ cues }: Frame, at: number): NodeLabel | null {
  for (const place of [at + 1, at - 1]) {
    const beside = cues.find((one) => one.at === place)?.item;
    // 李雷在哪个团队: it asks for a team and calls nothing one.
    if (beside?.cues.has('ask.which') === true) continue;
    const noun = nouns.find(([cue]) => beside?.cues.has(cue) === true);
    if (noun !== undefined) return noun[1];
  }
  return null;
}

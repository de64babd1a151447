import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { CueItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';
import { says } from './says.ts';
import { leadCues, relatedOver, type Sense, senses } from './senses.ts';

/** The sense that the nearest cue word asks for, else the usual one; a cue word that was used is used up. */
export function chooseSense(
  near: { label: NodeLabel; at: number },
  far: NodeLabel,
  farAt: number,
  frame: Frame,
  used: Set<number>,
  named: boolean,
): Sense | null {
  const fitting = senses.filter(
    (one) => one.near === near.label && one.far === far && (named || !isMention(one)),
  );
  const [low, high] = near.at < farAt ? [near.at, farAt] : [farAt, near.at];
  let best: { sense: Sense; distance: number; at: number } | null = null;
  for (const one of fitting) {
    for (const { item, at } of frame.cues) {
      if (used.has(at) || !one.cues.some((cue) => item.cues.has(cue))) continue;
      if (says(item, 'preposition') && !one.usual) continue;
      if (isMention(one) && at > farAt && isSaidOfNext(frame, at)) continue;
      // 由甲提出并分配给乙的任务: all of it stands before the noun, and each word is beside its name.
      const isBefore = near.at > farAt && /\p{Script=Han}/u.test(item.raw);
      const outside = isBefore ? Math.abs(at - farAt) : at < low ? low - at : at > high ? at - high : 0;
      const distance = outside + (says(item, 'preposition') ? 20 : 0);
      if (best === null || distance < best.distance) best = { sense: one, distance, at };
    }
  }
  const usual = fitting.find((one) => one.usual);
  if (best === null) return usual ?? (far === 'Article' ? null : fitting[0]) ?? null;
  if (!frame.variables.some((one) => one.at === best.at)) used.add(best.at);
  return best.sense;
}

/** "Tasks of John related to OpenAI": the word is about the name behind it. */
function isSaidOfNext(frame: Frame, at: number): boolean {
  return [...frame.entities, ...frame.topics].some((one) => one.at > at);
}

/** Between two kinds of node, words such as "about" belong to the subject that follows, not to the kinds. */
export function isMention(sense: Sense): boolean {
  return sense.steps.some((step) => step.type === 'MENTIONS');
}

/** "only one assignee", "at least three tasks": the number of related nodes is what is asked. */
export function countedOrRelated(frame: Frame, link: Sense, where: Condition | undefined): Condition {
  const number = frame.numbers[0];
  const step = link.steps[0];
  const op = boundOf(frame);
  if (number === undefined || step === undefined || link.steps.length > 1 || op === null)
    return relatedOver(link.steps, where);
  const filter = where === undefined ? {} : { where };
  return { related: step, ...filter, count: { op, value: number.item.value } };
}

/** How many are meant by a number: "more than", "at most", "only"; null where nothing is said of that. */
export function boundOf({ cues }: Pick<Frame, 'cues'>): 'eq' | 'gt' | 'gte' | 'lt' | 'lte' | null {
  if (cues.some(({ item }) => item.cues.has('logic.only'))) return 'eq';
  const bound = cues.find(({ item }) => item.cues.has('logic.atLeast'))?.item;
  if (bound === undefined) return null;
  if (says(bound, 'above')) return 'gt';
  return says(bound, 'below') ? 'lt' : says(bound, 'atMost') ? 'lte' : 'gte';
}

/** The leading roles that the question names, each once. */
export function leadSenses(frame: Frame): Sense[] {
  const forTeams = senses.filter(
    (one) => one.near === 'Employee' && one.far === 'Team' && one.cues.some((cue) => leadCues.includes(cue)),
  );
  const named = (sense: Sense): CueItem | undefined =>
    frame.cues.find(
      ({ item }) =>
        sense.cues.some((cue) => item.cues.has(cue)) && !(item.cues.has('light') && !says(item, 'leads')),
    )?.item;
  const found = forTeams.filter((one) => named(one) !== undefined);
  const specific = found.filter((one) => one.steps[0]?.role !== undefined);
  const roles = frame.cues.find(({ item }) => item.roles !== undefined)?.item.roles;
  const anyRole = forTeams.find((one) => one.steps[0]?.role === undefined);
  if (roles !== undefined && anyRole !== undefined && specific.length === 0 && found.length > 0)
    return roles.map((role) => withRole(anyRole, role));
  const leadership = frame.cues.some(({ item }) => item.cues.has('role.leadership'));
  return leadership
    ? found.filter((one) => one.steps[0]?.role === undefined)
    : specific.length > 0
      ? specific
      : found;
}

function withRole(sense: Sense, role: string): Sense {
  return { ...sense, steps: sense.steps.map((step) => ({ ...step, role })) };
}

import type { NodeLabel } from '../../../graph-schema/index.ts';
import { has, nouns } from './frame-words.ts';
import type { CueName } from './lexicon.ts';
import type { CueItem, QuestionItem } from './question-item.ts';
import type { Frame } from './read-frame.ts';

/** Kinds of node that figures are asked for by. */
export const keyNouns: readonly (readonly [CueName, NodeLabel])[] = [
  ['noun.team', 'Team'],
  ['noun.employee', 'Employee'],
  ['noun.company', 'Company'],
  ['noun.project', 'Project'],
  ['role.assignee', 'Employee'],
];

/** Properties that they are asked for by, each with the kind of node that has it. */
const keyProperties: readonly (readonly [CueName, NodeLabel, string])[] = [
  ['prop.status', 'Task', 'status'],
  ['prop.priority', 'Task', 'priority'],
  ['prop.milestone', 'Task', 'extra.milestone'],
  ['prop.location', 'Employee', 'location'],
  ['prop.title', 'Employee', 'title'],
];

/** The property that a word asks figures by: the organisation's own field where it is the heading of one. */
export function keyProperty(item: QuestionItem | undefined): { of: NodeLabel; name: string } | null {
  if (item?.kind !== 'cue') return null;
  if (item.field !== undefined) return { of: item.field.label, name: item.field.property };
  const found = keyProperties.find(([cue]) => item.cues.has(cue));
  return found === undefined ? null : { of: found[1], name: found[2] };
}

/** The property that figures are asked by in a question: "by target", "per priority". */
export function keyPropertyIn(frame: Frame): { of: NodeLabel; name: string } | null {
  for (const item of keyItems(frame)) {
    const property = keyProperty(item);
    if (property !== null) return property;
  }
  return null;
}

/** The property whose values are asked for: "which office has the most people?". */
export function propertyAsked(frame: Frame): { of: NodeLabel; name: string } | null {
  const asks = frame.cues.find(({ item }) => has(item, 'ask.which', 'ask.what'));
  const next = frame.cues.find(({ at }) => asks !== undefined && at === asks.at + 1);
  return next === undefined ? null : keyProperty(next.item);
}

/** Whether a question has a word of any of these. */
export const hasAny =
  ({ cues }: Pick<Frame, 'cues'>) =>
  (...names: readonly CueName[]): boolean =>
    cues.some(({ item }) => names.some((name) => item.cues.has(name)));

/** The words right after "per", "by", "for each": what the groups are. */
export function keyWords(frame: Frame): ReadonlySet<CueName> {
  return new Set(keyItems(frame).flatMap((item) => [...item.cues]));
}

function keyItems(frame: Frame): CueItem[] {
  return frame.cues.flatMap((by) => {
    if (!by.item.cues.has('group.by') && !by.item.cues.has('group.each')) return [];
    const next = frame.cues.find(
      ({ item, at }) => at > by.at && at <= by.at + 3 && !(item.cues.has('light') && !isKey(item.cues)),
    );
    return next === undefined ? [] : [next.item];
  });
}

/** Whether a word names what figures may be asked for by. */
export const isKey = (cues: ReadonlySet<CueName>): boolean =>
  keyNouns.some(([cue]) => cues.has(cue)) || keyProperties.some(([cue]) => cues.has(cue));

/** Stretches of time that figures are asked for by. */
export function timeUnit(frame: Pick<Frame, 'cues'>): 'year' | 'quarter' | 'month' | null {
  const said = hasAny(frame);
  return said('noun.year') ? 'year' : said('noun.quarter') ? 'quarter' : said('noun.month') ? 'month' : null;
}

/** The kind of node that figures are asked for by, "by team", "for each team", and the question without those words. */
export function groupKeyBehind(items: readonly QuestionItem[]): {
  readonly items: readonly QuestionItem[];
  readonly group: NodeLabel | null;
} {
  const by = items.findIndex((item) => has(item, 'group.by', 'group.each'));
  if (by < 0) return { items, group: null };
  let at = by + 1;
  while (has(items[at], 'light') && at < items.length) at++;
  const noun = nouns.find(([cue]) => has(items[at], cue));
  if (noun === undefined) return { items, group: null };
  return { items: [...items.slice(0, by), ...items.slice(at + 1)], group: noun[1] };
}

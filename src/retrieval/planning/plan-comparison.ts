import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition, Step } from '../../graph/graph-query.ts';
import { isNamedTwice, withOwn } from './beside-own.ts';
import type { Connected } from './connect-parts.ts';
import { hasAny } from './group-keys.ts';
import { stepBetween } from './plan-groups.ts';
import type { AnswerShape, Built } from './planner.ts';
import type { EntityItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { says } from './says.ts';
import { allOf, idCondition, present, withWhere } from './senses.ts';

/**
 * "Does John have more open tasks than Elif?", "who has more open tasks, John or Elif?", "which team is bigger, Web or
 * Platform?", "how many more people work in Berlin than in Paris?": both figures, and which of them is larger, or by how much.
 */
export function planComparison(frame: Frame, connect: (frame: Frame) => Connected | null): Built {
  const compare = frame.cues.find(({ item }) => item.cues.has('logic.compare'));
  if (compare === undefined) return null;
  return compareNodes(frame, compare.at, connect) ?? compareValues(frame, compare.at, connect);
}

function compareNodes(frame: Frame, at: number, connect: (frame: Frame) => Connected | null): Built {
  const pair = comparedPair(frame);
  if (pair === null) return null;
  const [first, second] = pair;
  const { label } = first.item;
  const compared = isNamedTwice(first, second)
    ? withManager(first, second, frame)
    : [idCondition(first), idCondition(second)];
  if (compared === null) return null;
  // Both are compared, so that neither of them says which tasks are counted.
  const entities = frame.entities.filter((one) => one !== first && one !== second);
  const counted = countedIn(frame, label);
  const step = reportsIn(frame, label);
  const compares = (countOf: Step, where: Condition | undefined): Built => ({
    kind: 'query',
    query: {
      find: label,
      where: { any: compared },
      return: {
        kind: 'list',
        fields: [{ property: 'key' }, { countOf, ...withWhere(where), as: 'count' }],
        orderBy: [{ by: 'count', descending: true }],
        limit: 2,
      },
    },
    shape: shapeOf(frame, at, first.at, second.at, first.item.candidates[0]?.id ?? ''),
  });
  if (step !== null && entities.length === 0) return compares(step, undefined);
  if (counted === null) return null;
  const variables = [{ label: counted, at, target: true }];
  const connected = connect({ ...frame, ask: 'list', entities, variables });
  if (connected === null || connected.target !== counted) return null;
  const between = stepBetween(label, counted, connected, frame);
  return between === null ? null : compares(between, allOf(present(connected.where)));
}

const reports: Step = { type: 'REPORTS_TO', direction: 'in', label: 'Employee' };

/** "Who has more direct reports, Ana or Ben?": of nobody in particular, and of no tasks. */
function reportsIn(frame: Frame, label: NodeLabel): Step | null {
  const said = hasAny(frame);
  const rest = [frame.values, frame.statuses, frame.times, frame.topics, frame.numbers];
  const isPlain =
    rest.every((part) => part.length === 0) && !frame.variables.some((one) => one.label !== label);
  if (label !== 'Employee' || !isPlain || !said('role.report', 'rel.manages', 'rel.reportsTo')) return null;
  return said('logic.transitive', 'logic.inTotal') ? { ...reports, transitive: true } : reports;
}

/** "More than his manager": one against one, as there is one manager. */
const withManager = (...[one, other, frame]: Parameters<typeof withOwn>): ReturnType<typeof withOwn> =>
  frame.cues.some(({ item }) => item.cues.has('role.manager')) ? withOwn(one, other, frame) : null;

/** Two values of one property, such as two offices: what has the one, and what has the other. */
function compareValues(frame: Frame, at: number, connect: (frame: Frame) => Connected | null): Built {
  const [first, second, third] = frame.values;
  if (first === undefined || second === undefined || third !== undefined) return null;
  const [one, other] = [first, second].map(({ item }) =>
    item.candidates.find(({ label }) => label === 'Employee' || label === 'Task'),
  );
  if (one === undefined || other === undefined) return null;
  if (
    one.label !== other.label ||
    one.property !== other.property ||
    one.op !== undefined ||
    other.op !== undefined
  )
    return null;
  const spoken = frame.variables.filter((variable) => variable.label !== 'Company');
  // "Is Berlin larger than Paris?": by its people; "earlier" compares no numbers.
  const bySize = frame.cues.some((cue) => cue.at === at && says(cue.item, 'size'));
  if (spoken.length === 0 && frame.statuses.length === 0 && !bySize) return null;
  if (spoken.some((variable) => variable.label !== one.label)) return null;
  const variables = [{ label: one.label, at, target: true }];
  const connected = connect({ ...frame, ask: 'list', values: [], variables });
  if (connected === null || connected.target !== one.label) return null;
  const values = [...one.values, ...other.values];
  return {
    kind: 'query',
    query: {
      find: one.label,
      where: allOf([{ property: one.property, op: 'in', values }, ...present(connected.where)]) ?? {
        all: [],
      },
      return: {
        kind: 'groups',
        by: [{ property: one.property, as: one.property.replace('extra.', '') }],
        measures: [{ measure: 'count', as: 'count' }],
      },
    },
    shape: {
      ...shapeOf(frame, at, first.at, second.at, one.values[0] ?? ''),
      values: [one.values, other.values],
    },
  };
}

/** @param first place of the first that is compared; `subject` is its id or value */
function shapeOf(
  frame: Frame,
  at: number,
  first: number,
  second: number,
  subject: string,
): Extract<AnswerShape, { kind: 'comparison' }> {
  const compare = frame.cues.find((one) => one.at === at);
  const more = compare?.item.cues.has('logic.less') !== true;
  // "Does Ana or Ben have more?" asks which of them.
  const isChoice = frame.cues.some(({ item, at }) => item.cues.has('logic.or') && at > first && at < second);
  // "How many more": the figure is asked for, and "more" stands with it.
  const isDifference =
    !isChoice && at < first && frame.cues.some((one) => one.at === at - 1 && one.item.cues.has('ask.count'));
  if (isDifference) return { kind: 'comparison', subject, more, isDifference };
  const isYesNo =
    frame.ask === 'exists' || frame.cues.some((one) => one.at === 0 && one.item.cues.has('ask.yesNo'));
  return { kind: 'comparison', subject: isYesNo && !isChoice ? subject : null, more };
}

/** Two people or two teams, and no third. */
function comparedPair({ entities }: Frame): readonly [Placed<EntityItem>, Placed<EntityItem>] | null {
  for (const label of ['Employee', 'Team', 'Project'] as const) {
    const [first, second, third] = entities.filter((one) => one.item.label === label);
    if (first === undefined || second === undefined || third !== undefined) continue;
    // Namesakes are told apart before anything is compared.
    return [first, second].some((one) => one.item.candidates.length === 0) ? null : [first, second];
  }
  return null;
}

/** What is counted of them: what is spoken of, else the people of teams. */
function countedIn(frame: Frame, compared: NodeLabel): NodeLabel | null {
  const spoken = frame.variables.find((one) => one.label !== compared && one.label !== 'Company');
  if (spoken !== undefined && (spoken.label === 'Task' || spoken.label === 'Employee')) return spoken.label;
  if (frame.statuses.length > 0) return 'Task';
  return compared === 'Team' ? 'Employee' : null;
}

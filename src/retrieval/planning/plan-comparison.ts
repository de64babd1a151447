import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Condition } from '../../graph/graph-query.ts';
import type { Connected } from './connect-parts.ts';
import { stepBetween } from './plan-groups.ts';
import type { Built } from './planner.ts';
import type { EntityItem } from './question-item.ts';
import type { Frame, Placed } from './read-frame.ts';
import { allOf, idCondition } from './senses.ts';

/**
 * "Does John have more open tasks than Elif?", "who has more open tasks, John or Elif?", "which team is bigger, Web or
 * Platform?": both figures, and which of them is larger, or smaller.
 */
export function planComparison(frame: Frame, connect: (frame: Frame) => Connected | null): Built {
  const pair = comparedPair(frame);
  const compare = frame.cues.find(({ item }) => item.cues.has('logic.compare'));
  if (pair === null || compare === undefined) return null;
  const [first, second] = pair;
  const { label } = first.item;
  // Both are compared, so that neither of them says which tasks are counted.
  const entities = frame.entities.filter((one) => one !== first && one !== second);
  const counted = countedIn(frame, label);
  if (counted === null) return null;
  const variables = [{ label: counted, at: compare.at, target: true }];
  const connected = connect({ ...frame, ask: 'list', entities, variables });
  if (connected === null || connected.target !== counted) return null;
  const step = stepBetween(label, counted, connected, frame);
  if (step === null) return null;
  const fewer = compare.item.cues.has('logic.less');
  // "Does Ana or Ben have more?" asks which of them.
  const isChoice = frame.cues.some(
    ({ item, at }) => item.cues.has('logic.or') && at > first.at && at < second.at,
  );
  const asks = frame.ask === 'exists' && !isChoice;
  return {
    kind: 'query',
    query: {
      find: label,
      where: { any: [idCondition(first), idCondition(second)] },
      return: {
        kind: 'list',
        fields: [
          { property: 'key' },
          { countOf: step, ...withWhere(allOf(conditionsOf(connected))), as: 'count' },
        ],
        orderBy: [{ by: 'count', descending: true }],
        limit: 2,
      },
    },
    shape: { kind: 'comparison', subject: asks ? (first.item.candidates[0]?.id ?? '') : null, more: !fewer },
  };
}

/** Two people or two teams, and no third. */
function comparedPair({ entities }: Frame): readonly [Placed<EntityItem>, Placed<EntityItem>] | null {
  for (const label of ['Employee', 'Team'] as const) {
    const [first, second, third] = entities.filter((one) => one.item.label === label);
    if (first === undefined || second === undefined || third !== undefined) continue;
    const named = [first, second].every((one) => one.item.candidates.length === 1);
    return named ? [first, second] : null;
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

const conditionsOf = ({ where }: Connected): Condition[] => (where === undefined ? [] : [where]);
const withWhere = (where: Condition | undefined): { where?: Condition } =>
  where === undefined ? {} : { where };

import type { Step } from '../../graph/graph-query.ts';
import type { Built } from './planner.ts';
import type { Frame } from './read-frame.ts';
import { idCondition, relatedOver } from './senses.ts';

const steps: Readonly<Record<'Project' | 'Team', Step>> = {
  Project: { type: 'IN_PROJECT', direction: 'out', label: 'Project' },
  Team: { type: 'OWNED_BY', direction: 'out', label: 'Team' },
};

/** "What is the status of the website project?": how many of its tasks are in each state. */
export function planStatusOf(frame: Frame): Built {
  const [entity, another] = frame.entities;
  if (entity === undefined || another !== undefined) return null;
  const { label } = entity.item;
  if (label !== 'Project' && label !== 'Team') return null;
  if (!frame.cues.some(({ item }) => item.cues.has('prop.status'))) return null;
  const others = [...frame.values, ...frame.times, ...frame.topics, ...frame.statuses, ...frame.numbers];
  if (others.length > 0 || frame.variables.some((one) => one.label !== label)) return null;
  if (frame.ask === 'exists' || frame.ask === 'count') return null;
  return {
    kind: 'query',
    query: {
      find: 'Task',
      where: relatedOver([steps[label]], idCondition(entity)),
      return: {
        kind: 'groups',
        by: [{ property: 'status', as: 'status' }],
        measures: [{ measure: 'count', as: 'count' }],
      },
    },
    shape: { kind: 'groups', ranked: false },
  };
}

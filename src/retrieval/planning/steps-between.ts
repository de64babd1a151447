import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { Step } from '../../graph/graph-query.ts';
import { senses } from './senses.ts';

/** The relationship that is meant between two kinds of node where no word says which; null where there is none, or two in a row. */
export function stepsBetween(from: NodeLabel, to: NodeLabel): Step | null {
  const sense = senses.find((one) => one.near === from && one.far === to && one.usual);
  const [step, another] = sense?.steps ?? [];
  return step === undefined || another !== undefined ? null : step;
}

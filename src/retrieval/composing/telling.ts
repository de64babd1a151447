import type { FindQuery } from '../../graph/graph-query.ts';
import type { SourceStatus } from '../../graph/graph-store.ts';
import type { HistoryShape, QueryPlan } from '../planning/planner.ts';
import type { AnswerContext } from './answer-context.ts';
import { citeNode } from './cite.ts';
import type { Composed } from './compose-rows.ts';
import { nodeName } from './node-name.ts';
import { type Held, lastDay } from './read-history.ts';
import { refOf } from './row-values.ts';

export type HistoryPlan = QueryPlan & { readonly query: FindQuery; readonly shape: HistoryShape };

/** What is needed to tell a fact of the past. */
export interface Telling {
  readonly plan: HistoryPlan;
  readonly context: AnswerContext;
  readonly sources: readonly SourceStatus[];
  readonly when: string;
  phrase(total?: number): string;
}

/** One line for each row with all its stretches, in the order of the first. */
export function claimsOf(held: readonly Held[], telling: Telling): Composed['claims'][number][] {
  const { told } = telling.plan.shape;
  const groups = new Map<string, Held[]>();
  for (const one of held) {
    const key = told === 'row' ? one.row.id : one.value;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((stretches) => {
    const [first] = stretches;
    const name = first === undefined ? '' : nameOf(first, telling);
    return {
      text: `${name} — ${periods(stretches, telling)}`,
      citations: first === undefined ? [] : [citeNode(first.row.id, refOf(first.row))],
    };
  });
}

export function nameOf(held: Held, { plan }: Telling): string {
  return plan.shape.told === 'row' ? nodeName(refOf(held.row)) : held.value;
}

export function periods(held: readonly Held[], { context }: Telling): string {
  const { history, comma } = context.wording;
  return held.map((one) => history.period(one.from, lastDay(one.to), one.knownFrom)).join(comma);
}

/** Names with their stretches, in a sentence. */
export function spelled(held: readonly Held[], telling: Telling): string {
  return claimsOf(held, telling)
    .map((one) => one.text.replace(' — ', ' '))
    .join('; ');
}

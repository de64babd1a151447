import type { FindQuery } from '../../graph/graph-query.ts';
import type { SourceStatus } from '../../graph/graph-store.ts';
import type { AnswerTable } from '../answer.ts';
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

/** The stretches of each row, or of each thing that it was related to, in the order of the first. */
function stretchesOf(held: readonly Held[], { plan }: Telling): Held[][] {
  const groups = new Map<string, Held[]>();
  for (const one of held) {
    const key = plan.shape.told === 'row' ? one.row.id : one.value;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** The same as a table, each with its days. */
export function periodsTable(held: readonly Held[], telling: Telling): AnswerTable {
  const { plan, context } = telling;
  const { singular, history } = context.wording;
  const isRow = plan.shape.told === 'row';
  const label = isRow ? plan.query.find : (held[0]?.other.label ?? plan.query.find);
  return {
    columns: [singular[label], history.days],
    rows: stretchesOf(held, telling).flatMap((stretches) => {
      const [first] = stretches;
      if (first === undefined) return [];
      const { id, name } = isRow ? first.row : first.other;
      return [{ ref: { id, label, name }, cells: [nameOf(first, telling), periods(stretches, telling)] }];
    }),
  };
}

/** One line for each row with all its stretches, in the order of the first. */
export function claimsOf(held: readonly Held[], telling: Telling): Composed['claims'][number][] {
  return stretchesOf(held, telling).map((stretches) => {
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

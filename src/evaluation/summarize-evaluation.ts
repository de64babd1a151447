import type { QuestionResult } from './evaluation-result.ts';
import { type Interval, wilsonInterval } from './wilson-interval.ts';

/** How some questions did together. */
export interface Tally {
  readonly asked: number;
  readonly right: number;
  readonly declined: number;
  readonly wrong: number;
  /** Share right, from 0 to 1; 0 where nothing was asked. */
  readonly share: number;
  readonly interval: Interval;
}

export interface Group extends Tally {
  /** Null where the questions have no type. */
  readonly type: string | null;
  readonly lang: string;
}

export interface EvaluationSummary {
  /** By type and language, those without a type last. */
  readonly groups: readonly Group[];
  /** By language, where there are several. */
  readonly languages: readonly (Tally & { readonly lang: string })[];
  readonly all: Tally;
}

export function summarizeEvaluation(results: readonly QuestionResult[]): EvaluationSummary {
  const groups = Map.groupBy(results, ({ type, lang }) => JSON.stringify([type ?? null, lang]));
  const languages = Map.groupBy(results, ({ lang }) => lang);
  return {
    groups: [...groups.values()]
      .map((some): Group => ({ type: some[0]?.type ?? null, lang: some[0]?.lang ?? '', ...tally(some) }))
      .sort(byTypeAndLanguage),
    languages:
      languages.size < 2
        ? []
        : [...languages].map(([lang, some]) => ({ lang, ...tally(some) })).sort(byLanguage),
    all: tally(results),
  };
}

function tally(results: readonly QuestionResult[]): Tally {
  const count = (outcome: QuestionResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  const right = count('right');
  return {
    asked: results.length,
    right,
    declined: count('declined'),
    wrong: count('wrong'),
    share: results.length === 0 ? 0 : right / results.length,
    interval: wilsonInterval(right, results.length),
  };
}

function byTypeAndLanguage(one: Group, other: Group): number {
  if ((one.type === null) !== (other.type === null)) return one.type === null ? 1 : -1;
  return (one.type ?? '').localeCompare(other.type ?? '', 'en') || byLanguage(one, other);
}

function byLanguage(one: { readonly lang: string }, other: { readonly lang: string }): number {
  return one.lang.localeCompare(other.lang, 'en');
}

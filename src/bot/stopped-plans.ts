import { AppError } from '../operations/app-error.ts';
import type { BotWording } from './wording/bot-wording.ts';

/** A run that a brake stopped, with the plan that it kept. */
export interface StoppedPlan {
  /** Id of the run. */
  readonly run: string;
  readonly source: string;
  /** Instant. */
  readonly startedAt: string;
  /** How many of each kind would come, change and go. */
  readonly counts: readonly {
    readonly kind: string;
    readonly created: number;
    readonly changed: number;
    readonly deleted: number;
  }[];
  /** What would go: all of it counted, the first by name. */
  readonly gone: { readonly total: number; readonly first: readonly string[] };
}

/** What administrators may do about them. */
export interface StoppedPlans {
  list(): Promise<readonly StoppedPlan[]>;
  /**
   * Carries a plan out.
   *
   * @returns the source's outcome, and why where it is not `done`.
   * @throws AppError as the sync does.
   */
  approve(
    run: string,
    by: { readonly who: string; readonly platform: 'slack' | 'teams' | 'web' | 'terminal' },
  ): Promise<{ readonly outcome: string; readonly message?: string }>;
}

/** Names of what would go that are told. */
const named = 10;
/** How long somebody waits for the end, in ms: less than a platform gives a pressed button. */
const patienceMs = 4_000;

/** What a plan would do, for an administrator. */
export function tellPlan(plan: StoppedPlan, words: BotWording['plans']): string {
  const lines = plan.counts.map(({ kind, ...counts }) => `- ${words.count(kind, counts)}`);
  const shown = plan.gone.first.slice(0, named);
  const rest = plan.gone.total - shown.length;
  const gone = shown.length === 0 ? [] : [`- ${words.gone(shown, rest)}`];
  return [words.stopped(plan.source), ...lines, ...gone].join('\n');
}

/** Carries a plan out and tells how it went, or that it goes on. */
export async function approvePlan(
  plans: StoppedPlans,
  run: string,
  by: Parameters<StoppedPlans['approve']>[1],
  words: BotWording['plans'],
): Promise<string> {
  const source = run.slice(0, run.lastIndexOf('@'));
  const ended = plans.approve(run, by).then(
    ({ outcome, message = outcome }) => (outcome === 'done' ? words.done(source) : `${source}: ${message}`),
    (error: unknown) => {
      const code = error instanceof AppError ? error.code : undefined;
      if (code === 'sync_busy') return words.busy;
      if (code === 'plan_outdated' || code === 'invalid_input') return words.outdated(source);
      throw error;
    },
  );
  const { promise: waited, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve(words.begun(source)), patienceMs);
  // How it ends after that, the run's record and the log tell.
  ended.catch(() => undefined);
  return await Promise.race([ended, waited]).finally(() => clearTimeout(timer));
}

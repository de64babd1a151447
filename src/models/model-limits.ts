/** What one question, and one day, may take of a language model. */
export interface ModelLimits {
  /** How often a question may let it look something up; one more request may word the answer. */
  readonly steps: number;
  /** Tokens of one question, read and written, over all requests. */
  readonly tokens: number;
  /** Seconds that one question may wait for it, over all requests. */
  readonly seconds: number;
  /** What a million tokens cost, in whatever currency the budgets are in; null where nothing is paid by token. */
  readonly price: { readonly input: number; readonly output: number } | null;
  /** Null without a limit. */
  readonly costPerQuestion: number | null;
  /** Of all questions of a day of the company, over all replicas; null without a limit. */
  readonly costPerDay: number | null;
}

/** Enough for a question of two or three queries and a search. */
export const defaultLimits: ModelLimits = {
  steps: 6,
  tokens: 60_000,
  seconds: 60,
  price: null,
  costPerQuestion: null,
  costPerDay: null,
};

/** What the questions of a day have cost together. */
export interface SpendingLedger {
  /**
   * Adds to the present day's sum.
   *
   * @returns the sum with it.
   */
  add(amount: number): Promise<number>;
}

/** The sum of one process, forgotten when it ends. */
export function createMemoryLedger(today: () => string): SpendingLedger {
  let day = '';
  let sum = 0;
  return {
    async add(amount) {
      if (today() !== day) [day, sum] = [today(), 0];
      sum += amount;
      return sum;
    },
  };
}

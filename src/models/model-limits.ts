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
  /** Of one person's questions of a day, over all replicas; null without a limit. */
  readonly costPerPersonPerDay: number | null;
}

/** What a sync may take of a language model to have passages read. */
export interface ExtractionSettings {
  readonly passagesPerDay: number;
  /** Read and written. */
  readonly tokensPerDay: number;
  /** Null without a limit. */
  readonly costPerDay: number | null;
  readonly price: ModelLimits['price'];
  /** How long one run may go on reading. */
  readonly minutesPerRun: number;
}

/** Enough for a question of two or three queries and a search. */
export const defaultLimits: ModelLimits = {
  steps: 6,
  tokens: 60_000,
  seconds: 60,
  price: null,
  costPerQuestion: null,
  costPerDay: null,
  costPerPersonPerDay: null,
};

/** What the questions of a day cost together, with what is set aside for those that are being answered. */
export interface SpendingLedger {
  /** @returns the present day's sum. */
  spent(): Promise<number>;
  /** Adds to the present day's sum at once, so that whoever asks at the same moment finds it gone. */
  reserve(amount: number): Promise<Reservation>;
}

export interface Reservation {
  /** The day's sum with it. */
  readonly sum: number;
  /** Makes it another amount, on the day on which it was reserved. */
  change(amount: number): Promise<void>;
}

/** @param add adds to a day's sum in one step, whoever else does so too; it returns the sum. */
export function createLedger(
  today: () => string,
  add: (day: string, amount: number) => Promise<number>,
): SpendingLedger {
  return {
    spent: () => add(today(), 0),
    async reserve(amount) {
      const day = today();
      let held = amount;
      return {
        sum: await add(day, amount),
        async change(other) {
          const difference = other - held;
          held = other;
          if (difference !== 0) await add(day, difference);
        },
      };
    },
  };
}

/** The sums of one process, forgotten when it ends. */
export function createMemoryLedger(today: () => string): SpendingLedger {
  const sums = new Map<string, number>();
  return createLedger(today, async (day, amount) => {
    const sum = (sums.get(day) ?? 0) + amount;
    sums.set(day, sum);
    return sum;
  });
}

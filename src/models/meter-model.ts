import type { ChatModel, Meter, Reserved, Taken, TokenUsage } from './chat-model.ts';
import { ModelError } from './model-error.ts';
import type { ModelLimits, Reservation, SpendingLedger } from './model-limits.ts';

export interface MeterOptions {
  readonly limits: ModelLimits;
  readonly ledger: SpendingLedger;
  /** What the day's questions of whoever asks cost; absent for the operator. */
  readonly personLedger?: SpendingLedger | undefined;
}

/** Fewer tokens than this hold no answer. */
const leastAnswer = 200;

/**
 * A model for one question, which ends with its seconds, and whose requests are metered: before one is sent, the most that
 * it may take is set aside, from what is left to the question and to the day, and its answer may be no longer than
 * that; afterwards what it did not take is given back. So questions that are asked at the same moment, on whatever replica,
 * cannot pass the day's limit together. A limit is passed by no more than a prompt was underestimated. A model that is metered
 * may be metered once more, by other limits.
 *
 * @returns a model that throws ModelError `over_budget`, and `timeout` where the question's seconds are over.
 */
export function meterModel(model: ChatModel, options: MeterOptions): ChatModel {
  const { limits } = options;
  const end = AbortSignal.timeout(limits.seconds * 1000);
  const meter = createMeter(options);

  function metered<Request extends { readonly signal?: AbortSignal; readonly meter?: Meter }>(
    request: Request,
  ): Request {
    if (end.aborted)
      throw new ModelError('timeout', `A question may wait for ${limits.seconds} seconds, and has.`);
    const signal = request.signal === undefined ? end : AbortSignal.any([end, request.signal]);
    return { ...request, signal, meter: request.meter === undefined ? meter : both(request.meter, meter) };
  }

  return {
    complete: async (request) => await model.complete(metered(request)),
    callTools: async (request) => await model.callTools(metered(request)),
  };
}

/** Allows what two meters allow; what the second refuses is given back to the first. */
function both(first: Meter, second: Meter): Meter {
  return {
    async reserve(text, wanted) {
      const held = await first.reserve(text, wanted);
      try {
        const other = await second.reserve(text, held.maxTokens);
        const settle = async (taken: Taken): Promise<void> => {
          await held.settle(taken);
          await other.settle(taken);
        };
        return { maxTokens: other.maxTokens, settle };
      } catch (error) {
        await held.settle('nothing');
        throw error;
      }
    },
  };
}

/** Counts one question's requests, those that run included. */
function createMeter({ limits, ledger: ofAll, personLedger }: MeterOptions): Meter {
  const budgets = [
    { limit: limits.costPerDay, ledger: ofAll, name: 'what a day may cost' },
    ...(personLedger === undefined || limits.costPerPersonPerDay === null
      ? []
      : [
          {
            limit: limits.costPerPersonPerDay,
            ledger: personLedger,
            name: 'what a person may cost in a day',
          },
        ]),
  ];
  const taken = { tokens: 0, cost: 0 };
  const { price } = limits;

  /** Tokens of an answer that so much money allows, its prompt paid. */
  function affordable(wanted: number, prompt: number, money: number | null): number {
    if (price === null || money === null) return Math.floor(wanted);
    const left = money - costOf({ prompt, completion: 0 }, price);
    if (price.output === 0) return left < 0 ? 0 : Math.floor(wanted);
    return Math.floor(Math.min(wanted, (left / price.output) * 1_000_000));
  }

  /** Sets the money aside; the answer may have become shorter, because others had theirs set aside at the same moment. */
  async function reserveMoney(
    prompt: number,
    wanted: number,
    least: number,
  ): Promise<{ readonly answer: number; readonly money: readonly Reservation[] }> {
    if (price === null) return { answer: Math.floor(wanted), money: [] };
    const { costPerQuestion } = limits;
    const left = costPerQuestion === null ? null : costPerQuestion - taken.cost;
    let answer = affordable(wanted, prompt, left);
    if (answer < least) throw overBudget('what a question may cost');
    const money: Reservation[] = [];
    try {
      for (const { limit, ledger, name } of budgets) {
        answer = affordable(answer, prompt, limit === null ? null : limit - (await ledger.spent()));
        if (answer < least) throw overBudget(name);
        const cost = costOf({ prompt, completion: answer }, price);
        const reserved = await ledger.reserve(cost);
        money.push(reserved);
        const over = limit === null ? 0 : reserved.sum - limit;
        if (over > 0) answer = affordable(answer, prompt, cost - over);
        if (answer < least) throw overBudget(name);
      }
      const cost = costOf({ prompt, completion: answer }, price);
      await Promise.all(money.map((one) => one.change(cost)));
      return { answer, money };
    } catch (error) {
      await Promise.allSettled(money.map((one) => one.change(0)));
      throw error;
    }
  }

  async function reserve(text: string, wanted: number): Promise<Reserved> {
    const prompt = estimateTokens(text);
    const room = Math.min(wanted, limits.tokens - taken.tokens - prompt);
    const least = Math.min(wanted, leastAnswer);
    if (room < least) throw overBudget(`${limits.tokens} tokens`);
    const { answer, money } = await reserveMoney(prompt, room, least);
    const most = { prompt, completion: answer };
    const count = ({ prompt: read, completion }: TokenUsage, sign: 1 | -1): void => {
      taken.tokens += sign * (read + completion);
      if (price !== null) taken.cost += sign * costOf({ prompt: read, completion }, price);
    };
    count(most, 1);
    return {
      maxTokens: answer,
      async settle(came) {
        const usage = usageOf(came, most);
        count(most, -1);
        count(usage, 1);
        if (price === null) return;
        const cost = costOf(usage, price);
        // What cannot be given back stays set aside.
        await Promise.allSettled(money.map((one) => one.change(cost)));
      },
    };
  }

  return { reserve };
}

/** @param most what was set aside: all of it where nobody knows how much was taken. */
function usageOf(taken: Taken, most: TokenUsage): TokenUsage {
  if (taken === 'unknown') return most;
  if (taken === 'nothing') return { prompt: 0, completion: 0 };
  if (taken === 'prompt') return { prompt: most.prompt, completion: 0 };
  const { usage, text } = taken;
  // A server that does not count is counted for.
  return usage.prompt > 0
    ? usage
    : { prompt: most.prompt, completion: usage.completion || estimateTokens(text) };
}

function overBudget(limit: string): ModelError {
  return new ModelError('over_budget', `The question would take more than ${limit} of the language model.`);
}

function costOf(usage: TokenUsage, price: NonNullable<ModelLimits['price']>): number {
  return (usage.prompt * price.input + usage.completion * price.output) / 1_000_000;
}

/** Some more than what a tokeniser makes of it: a Chinese character is about a token, of others three and a half are. */
function estimateTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return Math.ceil(han + (text.length - han) / 3.5);
}

import type { ChatModel, TokenUsage, ToolMessage } from './chat-model.ts';
import { ModelError } from './model-error.ts';
import type { ModelLimits, SpendingLedger } from './model-limits.ts';

export interface MeterOptions {
  readonly limits: ModelLimits;
  readonly ledger: SpendingLedger;
}

/** Fewer tokens than this hold no answer. */
const leastAnswer = 200;

/** Failures before which the server cannot have charged anything. */
const free: ReadonlySet<string> = new Set(['unreachable', 'unauthorized', 'rate_limited', 'over_budget']);

/**
 * A model for one question: it counts what the question takes, and refuses what would go beyond its limits or the day's
 * before anything is sent. An answer may be no longer than what is left allows, so that no single request breaks a limit
 * by more than its prompt was underestimated.
 *
 * @returns a model that throws ModelError `over_budget`, and `timeout` where the question's seconds are over.
 */
export function meterModel(model: ChatModel, { limits, ledger }: MeterOptions): ChatModel {
  const end = AbortSignal.timeout(limits.seconds * 1000);
  const taken = { tokens: 0, cost: 0 };

  /** Tokens that the answer may have. */
  async function allow(prompt: number, wanted: number): Promise<number> {
    if (end.aborted)
      throw new ModelError('timeout', `A question may wait for ${limits.seconds} seconds, and has.`);
    const room = Math.min(wanted, limits.tokens - taken.tokens - prompt);
    if (room < Math.min(wanted, leastAnswer)) throw overBudget(`${limits.tokens} tokens`);
    const { price } = limits;
    if (price === null) return Math.floor(room);
    const money = Math.min(
      limits.costPerQuestion === null ? Number.POSITIVE_INFINITY : limits.costPerQuestion - taken.cost,
      limits.costPerDay === null ? Number.POSITIVE_INFINITY : limits.costPerDay - (await ledger.add(0)),
    );
    const left = money - costOf({ prompt, completion: 0 }, price);
    const affordable = price.output === 0 ? (left < 0 ? 0 : room) : (left / price.output) * 1_000_000;
    const answer = Math.floor(Math.min(room, affordable));
    if (answer < Math.min(wanted, leastAnswer)) throw overBudget('what may be spent');
    return answer;
  }

  async function charge(usage: TokenUsage): Promise<void> {
    taken.tokens += usage.prompt + usage.completion;
    if (limits.price === null) return;
    const cost = costOf(usage, limits.price);
    taken.cost += cost;
    await ledger.add(cost);
  }

  async function metered<Reply extends { readonly usage: TokenUsage }>(
    request: { readonly maxTokens: number; readonly signal?: AbortSignal },
    text: string,
    ask: (maxTokens: number, signal: AbortSignal) => Promise<Reply>,
  ): Promise<Reply> {
    const prompt = estimateTokens(text);
    const maxTokens = await allow(prompt, request.maxTokens);
    const signal = request.signal === undefined ? end : AbortSignal.any([end, request.signal]);
    try {
      const reply = await ask(maxTokens, signal);
      // A server that does not count is counted for.
      await charge(
        reply.usage.prompt > 0 ? reply.usage : { prompt, completion: reply.usage.completion || leastAnswer },
      );
      return reply;
    } catch (error) {
      if (error instanceof ModelError && !free.has(error.reason))
        await charge(error.usage ?? { prompt, completion: 0 });
      throw error;
    }
  }

  return {
    complete: (request) =>
      metered(
        request,
        textOf(request.messages) + JSON.stringify(request.output.schema),
        (maxTokens, signal) => model.complete({ ...request, maxTokens, signal }),
      ),
    callTools: (request) =>
      metered(request, textOf(request.messages) + JSON.stringify(request.tools), (maxTokens, signal) =>
        model.callTools({ ...request, maxTokens, signal }),
      ),
  };
}

function overBudget(limit: string): ModelError {
  return new ModelError('over_budget', `The question would take more than ${limit} of the language model.`);
}

function costOf(usage: TokenUsage, price: NonNullable<ModelLimits['price']>): number {
  return (usage.prompt * price.input + usage.completion * price.output) / 1_000_000;
}

function textOf(messages: readonly ToolMessage[]): string {
  return messages.map((one) => ('calls' in one ? JSON.stringify(one.calls) : one.content)).join('\n');
}

/** Some more than what a tokeniser makes of it: a Chinese character is about a token, of others three and a half are. */
function estimateTokens(text: string): number {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return Math.ceil(han + (text.length - han) / 3.5);
}

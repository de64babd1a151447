import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { StateStore } from '../state/state-store.ts';
import { createKeyedQueue } from './keyed-queue.ts';

/** How long a question is held without a sign of life of whoever answers it, and how often others look, in ms. */
const holdMs = 5_000;
const lookMs = 200;
/** Longer than any answer takes, in ms: whoever waited so long goes on. */
const mostMs = 5 * 60_000;
/** How long it is kept how a question was changed last, in ms: an answer that began before is over by then. */
const changeLifeMs = 3_600_000;

/** How long the state may take to answer, and how long it is left alone where it did not, in ms: nobody waits for it. */
const answerMs = 2_000;
const silentMs = 15_000;

const schema = z.object({ deleted: z.boolean(), edited: z.string() });

/**
 * Questions of a platform, each of which is worked on by one replica at a time: what becomes of a question waits for the answer
 * that it changes, and an answer to what was deleted or edited meanwhile is not said.
 */
export interface QuestionTurns {
  /** Works on a question when nobody else does, here or elsewhere. Where the state cannot be reached, when nobody else does here. */
  run<Result>(messageId: string, work: () => Promise<Result>): Promise<Result>;
  /**
   * Notes before it waits for its turn that a question was changed, so that whoever answers it learns of it.
   *
   * @param change `deleted`, or when it was edited, as the platform says it: a later time sorts behind.
   */
  noteChange(messageId: string, change: 'deleted' | { readonly edited: string }): Promise<void>;
  /**
   * Whether a question was deleted, or edited later than the one that is being answered: then its answer is another event's.
   *
   * @param edited when the one that is being answered was edited; '' where it was not.
   */
  isOutdated(messageId: string, edited: string): Promise<boolean>;
  /**
   * Works on a question, or on a change of it, when nobody else does; not at all where a later change is known, as that one's answer takes
   * the place of this one's, or there is none to be.
   *
   * @param changed when the platform took the change, as it says it; null for the question as it was asked.
   */
  runLatest(messageId: string, changed: string | null, work: () => Promise<void>): Promise<void>;
}

export type TurnsState = Pick<StateStore, 'swapConversation' | 'readRecord' | 'writeRecord'>;

/** @param heldMs how long a replica that died keeps others waiting. */
export function createQuestionTurns(
  state: TurnsState,
  platform: string,
  log: { warn(details: object, message: string): void },
  heldMs = holdMs,
): QuestionTurns {
  const queue = createKeyedQueue();
  let silentUntil = 0;
  /** @throws where the state does not answer soon, or has not a moment ago. */
  async function ask<Result>(work: (state: TurnsState) => Promise<Result>): Promise<Result> {
    if (Date.now() < silentUntil) throw new Error('the state has not answered a moment ago');
    const asked = work(state);
    // Whatever comes of it later is nobody's.
    asked.catch(() => {});
    const isOver = new AbortController();
    try {
      const late = sleep(answerMs, null, { signal: isOver.signal }).then(() => {
        throw new Error(`the state has not answered within ${answerMs} ms`);
      });
      late.catch(() => {});
      return await Promise.race([asked, late]);
    } catch (error) {
      silentUntil = Date.now() + silentMs;
      throw error;
    } finally {
      isOver.abort();
    }
  }

  const idOf = (messageId: string): string => `${platform}:${messageId}`;

  /** @returns what gives it free again. */
  async function hold(messageId: string): Promise<() => Promise<void>> {
    // The one thing that the state swaps. Nobody's conversation has such a name.
    const name = `answering ${idOf(messageId)}`;
    const holder = JSON.stringify(randomUUID());
    const until = Date.now() + mostMs;
    while (!(await ask((one) => one.swapConversation(name, null, holder, heldMs)))) {
      if (Date.now() > until) return async () => {};
      await sleep(lookMs);
    }
    const renewal = setInterval(() => {
      ask((one) => one.swapConversation(name, holder, holder, heldMs)).catch(failed(messageId));
    }, heldMs / 3);
    return async () => {
      clearInterval(renewal);
      await ask((one) => one.swapConversation(name, holder, holder, 1)).catch(failed(messageId));
    };
  }

  const failed =
    (messageId: string) =>
    (err: unknown): void =>
      log.warn({ err, message: messageId }, 'Whether another replica answers a question could not be told');

  async function readChange(messageId: string): Promise<z.infer<typeof schema>> {
    const json = await ask((one) => one.readRecord('changed', idOf(messageId)));
    const none = { deleted: false, edited: '' };
    return json === null ? none : (schema.safeParse(JSON.parse(json)).data ?? none);
  }

  const turns: QuestionTurns = {
    run: (messageId, work) =>
      queue.run(messageId, async () => {
        const free = await hold(messageId).catch(failed(messageId));
        try {
          return await work();
        } finally {
          await free?.();
        }
      }),
    async noteChange(messageId, change) {
      try {
        const before = await readChange(messageId);
        const after = change === 'deleted' ? { ...before, deleted: true } : { ...before, ...change };
        if (after.edited < before.edited) return;
        await ask((one) => one.writeRecord('changed', idOf(messageId), JSON.stringify(after), changeLifeMs));
      } catch (err) {
        failed(messageId)(err);
      }
    },
    async isOutdated(messageId, edited) {
      try {
        const change = await readChange(messageId);
        return change.deleted || change.edited > edited;
      } catch (err) {
        failed(messageId)(err);
        return false;
      }
    },
    async runLatest(messageId, changed, work) {
      if (changed !== null) await turns.noteChange(messageId, { edited: changed });
      await turns.run(messageId, async () => {
        if (!(await turns.isOutdated(messageId, changed ?? ''))) await work();
      });
    },
  };
  return turns;
}

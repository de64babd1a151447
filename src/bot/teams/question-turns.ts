import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { RecordStore } from '../../state/state-store.ts';
import { createKeyedQueue } from '../keyed-queue.ts';

/** Whose turn it is to answer a question, which may be edited or deleted meanwhile, on whichever replica. */
export interface QuestionTurns {
  /**
   * Works on a question, or on a change of it, once nobody does any more. Not at all where a later change is known: that one's
   * answer takes the place of this one's, or there is none to be.
   *
   * @param changedAt when the platform took the change, in ms; null for the question as it was asked.
   */
  run(messageId: string, changedAt: number | null, work: () => Promise<void>): Promise<void>;
}

export interface QuestionTurnsOptions {
  readonly state: RecordStore;
  readonly log: { warn(details: object, message: string): void };
  /** How long a replica that died keeps others waiting, in ms. */
  readonly holdMs?: number;
}

const answeringKind = 'teams_answering';
const changedKind = 'teams_changed';

/** Longer than an answer takes, with a second replica that takes it over, in ms. */
const changedLifeMs = 3_600_000;

/** Between looks at whether another replica is done, in ms. */
const lookMs = 300;

const instant = z.number();

/**
 * Within a process a queue suffices. Between replicas, whoever works on a question marks it, then looks for changes; whoever has a
 * change notes that first, then looks for the mark: so at least one of two sees the other. A state that cannot be reached makes
 * nobody wait.
 */
export function createQuestionTurns({ state, log, holdMs = 30_000 }: QuestionTurnsOptions): QuestionTurns {
  const queue = createKeyedQueue();

  async function attempt<Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> {
    try {
      return await work();
    } catch (err) {
      log.warn({ err }, 'Whether another replica answers a question could not be looked up');
      return otherwise;
    }
  }

  async function latestChange(id: string): Promise<number | null> {
    const json = await state.readRecord(changedKind, id);
    return json === null ? null : instant.parse(JSON.parse(json));
  }

  async function noteChange(id: string, changedAt: number): Promise<void> {
    if (((await latestChange(id)) ?? 0) < changedAt)
      await state.writeRecord(changedKind, id, JSON.stringify(changedAt), changedLifeMs);
  }

  async function untilFree(id: string): Promise<void> {
    while ((await state.readRecord(answeringKind, id)) !== null) await sleep(lookMs);
  }

  async function marked(id: string, work: () => Promise<void>): Promise<void> {
    const mark = JSON.stringify(randomUUID());
    const write = (): Promise<void> =>
      attempt(() => state.writeRecord(answeringKind, id, mark, holdMs), undefined);
    let writing = write();
    await writing;
    const renewal = setInterval(() => {
      writing = write();
    }, holdMs / 3);
    try {
      await work();
    } finally {
      clearInterval(renewal);
      await writing;
      await attempt(async () => {
        if ((await state.readRecord(answeringKind, id)) === mark) await state.deleteRecord(answeringKind, id);
      }, undefined);
    }
  }

  return {
    async run(messageId, changedAt, work) {
      if (changedAt !== null) await attempt(() => noteChange(messageId, changedAt), undefined);
      await queue.run(messageId, async () => {
        if (changedAt !== null) await attempt(() => untilFree(messageId), undefined);
        await marked(messageId, async () => {
          const latest = await attempt(() => latestChange(messageId), null);
          if (latest === null || (changedAt !== null && latest <= changedAt)) await work();
        });
      });
    },
  };
}

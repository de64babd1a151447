import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Answer } from '../retrieval/answer.ts';
import type { StateRecord, StateStore } from '../state/state-store.ts';
import type { NotedFeedback, NotedQuestion } from './home/home-view.ts';

/** How long both are kept, in ms: a quarter to look at them. */
const lifeMs = 92 * 24 * 3_600_000;
const reasonCharacters = 1_000;

const feedbackSchema = z.object({
  opinion: z.enum(['up', 'down']),
  reason: z.string().nullable(),
  question: z.string().nullable(),
  answerDigest: z.string(),
  by: z.string().nullable(),
});

const unansweredSchema = z.object({
  question: z.string().nullable(),
  reason: z.string(),
  asker: z.string().nullable(),
});

export const digestOf = (answer: Answer): string => createHash('sha256').update(answer.text).digest('hex');

/** One opinion a person and answer: a second one takes the place of the first, which is returned. */
export async function noteFeedback(
  state: StateStore,
  replyId: string,
  account: string,
  { reason, ...noted }: Omit<NotedFeedback, 'at'>,
): Promise<'up' | 'down' | null> {
  const id = `${replyId}:${account}`;
  const former = await state.readRecord('feedback', id);
  const cut = reason?.trim().slice(0, reasonCharacters) ?? '';
  const json = JSON.stringify({ ...noted, reason: cut === '' ? null : cut });
  await state.writeRecord('feedback', id, json, lifeMs);
  return former === null ? null : (feedbackSchema.safeParse(JSON.parse(former)).data?.opinion ?? null);
}

/** Notes what was declined, so that administrators see what is missing. */
export async function noteUnanswered(state: StateStore, noted: Omit<NotedQuestion, 'at'>): Promise<void> {
  await state.writeRecord('unanswered', randomUUID(), JSON.stringify(noted), lifeMs);
}

export async function listFeedback(state: StateStore, limit: number): Promise<readonly NotedFeedback[]> {
  return read(await state.listRecords('feedback', limit), feedbackSchema);
}

export async function listUnanswered(state: StateStore, limit: number): Promise<readonly NotedQuestion[]> {
  return read(await state.listRecords('unanswered', limit), unansweredSchema);
}

function read<Noted extends object>(
  records: readonly StateRecord[],
  schema: z.ZodType<Noted>,
): readonly (Noted & { readonly at: string })[] {
  return records.flatMap(({ json, writtenAt }) => {
    const parsed = schema.safeParse(JSON.parse(json));
    return parsed.success ? [{ ...parsed.data, at: writtenAt }] : [];
  });
}

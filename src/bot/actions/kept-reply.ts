import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { GraphQuery } from '../../graph/graph-query.ts';
import type { Turn } from '../../retrieval/answer.ts';
import type { StateStore } from '../../state/state-store.ts';
import type { Sender } from '../message.ts';
import type { ActionKind } from '../reply.ts';

/** How long a reply's buttons work, in ms. */
const lifeMs = 7 * 24 * 3_600_000;

const turn = z.custom<Turn>(
  (value) =>
    z.looseObject({ role: z.enum(['user', 'assistant']), text: z.string() }).safeParse(value).success,
);

const schema = z.object({
  platform: z.string(),
  /** Account of whoever asked. */
  account: z.string(),
  employeeId: z.string().nullable(),
  /** Who sees the reply: the asker alone, whose buttons nobody else may press, or all of the place. */
  seenBy: z.enum(['asker', 'place']),
  question: z.string(),
  /** The message that asked it, where there is one: a private answer is shared below it. */
  messageId: z.string().optional(),
  intent: z.enum(['whois', 'tasks']).optional(),
  /** What was said before it. */
  context: z.array(turn),
  /** The answer, where a model had a part in it: asked again, it might do otherwise. */
  told: turn.optional(),
  answerDigest: z.string(),
  /** When it was given; absent in what was kept before that was noted. */
  askedAt: z.string().optional(),
  abstained: z.boolean().optional(),
  /** Ids of the articles and passages that it cited. */
  cited: z.array(z.string()).optional(),
  actions: z.array(
    z.object({
      kind: z.enum([
        'choose',
        'follow_up',
        'next_page',
        'explain',
        'show_privately',
        'share',
        'feedback_up',
        'feedback_down',
        'approve_plan',
      ] satisfies readonly ActionKind[]),
      /** For `choose` and `follow_up`. */
      question: z.string().optional(),
      /** For `approve_plan`: id of the run. */
      run: z.string().optional(),
      /** For `next_page`. */
      offset: z.int().min(1).optional(),
      /** The list that goes on, where a model chose it: asked again, it might choose another. */
      query: z.custom<GraphQuery>((value) => z.looseObject({}).safeParse(value).success).optional(),
    }),
  ),
});

/** What the buttons of one reply stand for, as the state keeps it. */
export type KeptReply = z.infer<typeof schema>;
export type KeptAction = KeptReply['actions'][number];

export type Press =
  | {
      readonly allowed: true;
      readonly replyId: string;
      readonly reply: KeptReply;
      readonly action: KeptAction;
    }
  /** `over`: unknown, or its time has run out; `of_another`: somebody else's private answer. */
  | { readonly allowed: false; readonly why: 'over' }
  | { readonly allowed: false; readonly why: 'of_another'; readonly action: KeptAction };

/** @returns the reference of each action, in their order; nobody can guess one. */
export async function keepReply(state: StateStore, reply: KeptReply): Promise<readonly string[]> {
  const id = randomBytes(16).toString('base64url');
  await state.writeRecord('reply', id, JSON.stringify(reply), lifeMs);
  return reply.actions.map((_, at) => `${id}.${at}`);
}

/** What a reference stands for, where its presser may have it. */
export async function readPress(
  state: StateStore,
  ref: string,
  platform: string,
  presser: Sender,
): Promise<Press> {
  const [, replyId = '', at = ''] = /^([\w-]{22})\.(\d{1,3})$/.exec(ref) ?? [];
  const json = replyId === '' ? null : await state.readRecord('reply', replyId);
  const parsed = json === null ? null : schema.safeParse(JSON.parse(json));
  const action = parsed?.data?.actions[Number(at)];
  if (!parsed?.success || action === undefined || parsed.data.platform !== platform)
    return { allowed: false, why: 'over' };
  const reply = parsed.data;
  const isOwn = reply.account === presser.accountId;
  if (!isOwn && (reply.seenBy === 'asker' || action.kind === 'share'))
    return { allowed: false, why: 'of_another', action };
  return { allowed: true, replyId, reply, action };
}

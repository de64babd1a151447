import { readFileSync } from 'node:fs';
import { StatementSync } from 'node:sqlite';
import { vi } from 'vitest';
import { createPreviewLinks } from '../../src/bot/links/preview-links.ts';
import { createSearchThings, type ThingKind } from '../../src/bot/links/search-things.ts';
import type { IncomingMessage, Sender } from '../../src/bot/message.ts';
import type { Reply } from '../../src/bot/reply.ts';
import { renderBlocks } from '../../src/bot/slack/render-blocks.ts';
import { renderMessages, renderReplyCard } from '../../src/bot/teams/render-activity.ts';
import { renderHtml } from '../../src/bot/web/render-html.ts';
import { cardPlace } from '../fixtures/card-place.ts';
import { attacker, type GuardedCompany, insider } from './guarded-company.ts';

/** One step of an attempt; a text alone is what the attacker says to the bot in private. */
export interface Step {
  /** Who takes it; the attacker where absent. */
  readonly by?: keyof typeof senders;
  readonly say?: string;
  readonly command?: string;
  /** Before the insider and the attacker; in private where absent. */
  readonly place?: 'channel' | 'direct';
  /** Kind of a button of an earlier reply, whoever had it. */
  readonly press?: string;
  /** Which of the reply's buttons is pretended, and what is added to its reference. */
  readonly index?: number;
  readonly suffix?: string;
  /** A reference that no reply had. */
  readonly ref?: string;
  readonly platform?: IncomingMessage['platform'];
  readonly earlier?: readonly string[];
  readonly messageId?: string;
  readonly change?: 'edited';
  /** Whose private conversation it is said to be in. */
  readonly conversation?: string;
  readonly search?: { readonly kind: ThingKind; readonly text: string };
  /** Key of a task or path of a page whose link is posted. */
  readonly preview?: string;
  readonly home?: true;
}

/** One line of `attempts.jsonl`. */
export interface Attempt {
  readonly id: string;
  readonly way: string;
  readonly language: 'en' | 'zh';
  readonly steps: readonly (string | Step)[];
  /** The insider's part differs by what is hidden, so that only the secrets themselves are looked for. */
  readonly aside?: true;
}

export const attempts: readonly Attempt[] = readFileSync(new URL('attempts.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Attempt);

const senders = {
  john: { accountId: 'john', email: attacker },
  helena: { accountId: 'helena', email: insider },
  guest: { accountId: 'g', email: insider, standing: 'guest' },
  bot: { accountId: 'b', email: insider, standing: 'bot' },
  tenant: { accountId: 't', email: insider, standing: 'other_tenant' },
  stranger: { accountId: 's', email: 'otto@elsewhere.example' },
  unknown: { accountId: 'u', email: 'nobody@works.example' },
  nobody: { accountId: 'n' },
  lookalike: { accountId: 'l', email: 'hеlena@works.example' },
  accented: { accountId: 'a', email: 'hélena@works.example' },
  padded: { accountId: 'p', email: `${attacker},${insider}` },
} as const satisfies Readonly<Record<string, Sender>>;

/** What an attacker could see or measure of an attempt. */
export interface Seen {
  /** All that was drawn for them, on every platform; without what differs by chance. */
  readonly drawn: readonly string[];
  /** Statements that the database was asked: how long an answer takes hangs on them. */
  readonly statements: number;
}

/** @param as takes the attacker's steps. */
export async function makeAttempt(
  { id, steps }: Attempt,
  { orgwise }: GuardedCompany,
  as: 'john' | 'helena' = 'john',
): Promise<Seen> {
  const replies: Reply[] = [];
  const drawn: string[] = [];
  const statements = await countStatements(async () => {
    for (const [at, given] of steps.entries()) {
      const step: Step = typeof given === 'string' ? { say: given } : given;
      const by = step.by ?? as;
      const message = messageOf(`${id}:${as}`, at, step, by, replies);
      if (step.search !== undefined || step.preview !== undefined) {
        drawn.push(JSON.stringify(await look(step, message, orgwise)));
        continue;
      }
      const reply = await orgwise.handleMessage(message);
      replies.push(reply);
      const isSeen = by !== 'helena' || as === 'helena' || isShown(step, reply);
      if (isSeen) drawn.push(drawnOf(reply));
    }
  });
  return { drawn: drawn.map(withoutChance), statements };
}

const isShown = (step: Step, reply: Reply): boolean =>
  step.place === 'channel' && step.command === undefined && reply.visibleTo !== 'asker';

function messageOf(
  conversation: string,
  at: number,
  step: Step,
  by: keyof typeof senders,
  replies: readonly Reply[],
): IncomingMessage {
  const isChannel = step.place === 'channel';
  const pressed = refOf(step, replies);
  return {
    id: `${conversation}:${at}`,
    platform: step.platform ?? 'web',
    kind: kindOf(step, pressed),
    text: step.say ?? '',
    conversationId: isChannel ? conversation : `${conversation}:${step.conversation ?? by}`,
    sender: senders[by],
    canReplyPrivately: true,
    ...(isChannel && step.command === undefined ? { audience: [senders.helena, senders.john] } : {}),
    ...(isChannel && step.command !== undefined ? { isInChannel: true } : {}),
    ...(pressed === undefined ? {} : { action: { ref: pressed, reason: 'because' } }),
    ...(step.command === undefined ? {} : { command: step.command }),
    ...(step.earlier === undefined ? {} : { earlier: step.earlier }),
    ...(step.messageId === undefined ? {} : { messageId: step.messageId }),
    ...(step.change === undefined ? {} : { change: step.change }),
  };
}

function kindOf(step: Step, pressed: string | undefined): IncomingMessage['kind'] {
  if (pressed !== undefined) return 'action';
  if (step.command !== undefined) return 'command';
  if (step.home === true) return 'home';
  return step.place === 'channel' ? 'mention' : 'direct';
}

/** A button that is not there is pretended: the next number of the last reply. */
function refOf({ ref, press, index, suffix = '' }: Step, replies: readonly Reply[]): string | undefined {
  if (ref !== undefined) return ref;
  if (press === undefined) return undefined;
  const actions = replies.flatMap((one) => one.actions ?? []);
  const found = actions.findLast((one) => one.kind === press) ?? actions.at(-1);
  if (found === undefined) return 'there-was-no-button';
  return `${index === undefined ? found.ref : found.ref.replace(/\d+$/, String(index))}${suffix}`;
}

async function look(
  step: Step,
  message: IncomingMessage,
  orgwise: GuardedCompany['orgwise'],
): Promise<unknown> {
  if (step.search !== undefined)
    return await createSearchThings(orgwise)({ ...message, ...step.search, offset: 0, limit: 50 });
  return await createPreviewLinks(orgwise)({
    ...message,
    urls: [`https://tracker.example/${step.preview}`, `https://wiki.example/${step.preview}`],
  });
}

function drawnOf(reply: Reply): string {
  return JSON.stringify([
    reply,
    renderBlocks(reply),
    renderMessages(reply, cardPlace),
    renderReplyCard(reply, cardPlace),
    renderHtml(reply),
  ]);
}

/** References of buttons, ids of failures and the moment of the sync are others each time. */
function withoutChance(drawn: string): string {
  return drawn
    .replace(/[\w-]{22}\.\d+/g, 'REF')
    .replace(/"id":"[0-9a-f]{8}"/g, '"id":"ID"')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'INSTANT');
}

async function countStatements(work: () => Promise<void>): Promise<number> {
  const spies = (['all', 'get', 'iterate'] as const).map((name) => vi.spyOn(StatementSync.prototype, name));
  try {
    await work();
    return spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

import { afterAll, beforeAll, describe, it } from 'vitest';
import type { IncomingMessage } from '../../src/bot/message.ts';
import type { Candidate } from '../../src/retrieval/answer.ts';
import { type ConversationDriver, channelMembers, conversation, playStep } from './conversation.ts';
import { type ConversationCompany, openConversationCompany } from './conversation-company.ts';

/** The conversation without any platform: what the adapters are compared with. */
describe('the conversation, straight to the message handler', () => {
  let company: ConversationCompany;
  let thread = 0;
  let latest: { readonly message: IncomingMessage; readonly candidates: readonly Candidate[] } | undefined;
  beforeAll(async () => {
    company = await openConversationCompany();
  });
  afterAll(() => company.close());

  async function say(
    message: Omit<IncomingMessage, 'id' | 'platform' | 'sender'>,
    email: string,
  ): Promise<string> {
    const sender = { accountId: email, email };
    const audience = channelMembers.map((one) => ({ accountId: one, email: one }));
    const whole: IncomingMessage = {
      ...message,
      id: `${performance.now()}`,
      platform: 'terminal',
      sender,
      ...(message.kind === 'mention' ? { audience } : {}),
    };
    const reply = await company.handleMessage(whole);
    latest = { message: whole, candidates: reply.kind === 'answer' ? (reply.answer.candidates ?? []) : [] };
    if (reply.kind === 'failure') return `${reply.text} ${reply.id}`;
    return reply.kind === 'answer' ? reply.answer.text : reply.text;
  }

  const driver: ConversationDriver = {
    mention(email, text) {
      thread += 1;
      return say({ kind: 'mention', text, conversationId: `thread ${thread}` }, email);
    },
    followUp: (email, text) => say({ kind: 'mention', text, conversationId: `thread ${thread}` }, email),
    goOn: (email, text) =>
      say({ kind: 'mention', text, conversationId: `thread ${thread}`, isOverheard: true }, email),
    direct: (email, text) => say({ kind: 'direct', text, conversationId: `direct ${email}` }, email),
    command: (email, command, text) =>
      say({ kind: 'command', command, text, conversationId: `direct ${email}` }, email),
    async choose(email, label) {
      const chosen = latest?.candidates.find((one) => `${one.name} ${one.detail}`.includes(label));
      if (latest === undefined || chosen === undefined) throw new Error(`no candidate ${label}`);
      return await say({ ...latest.message, text: chosen.question }, email);
    },
  };

  it.each(conversation)('$shows', async (step) => {
    await playStep(driver, step);
  });
});

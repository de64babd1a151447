import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerLabels, asOfLine } from '../../src/bot/answer-labels.ts';
import type { IncomingMessage } from '../../src/bot/message.ts';
import type { Action, Reply } from '../../src/bot/reply.ts';
import { totalNote } from '../../src/bot/total-note.ts';
import { channelMembers, conversation } from './conversation.ts';
import { type ConversationCompany, openConversationCompany } from './conversation-company.ts';
import { type ConversationDriver, playStep } from './conversation-driver.ts';

/** The conversation without any platform: what the adapters are compared with. */
describe('the conversation, straight to the message handler', () => {
  let company: ConversationCompany;
  let thread = 0;
  let asked: IncomingMessage | undefined;
  let latest: Extract<Reply, { readonly kind: 'answer' }> | undefined;
  beforeAll(async () => {
    company = await openConversationCompany(channelMembers.slice(0, 1));
  });
  afterAll(() => company.close());

  async function send(
    message: Omit<IncomingMessage, 'id' | 'platform' | 'sender'>,
    email: string,
  ): Promise<Reply> {
    const audience = channelMembers.map((one) => ({ accountId: one, email: one }));
    const whole: IncomingMessage = {
      ...message,
      id: `${performance.now()}`,
      platform: 'terminal',
      sender: { accountId: email, email },
      ...(message.kind === 'mention' || message.kind === 'action' ? { audience } : {}),
      canReplyPrivately: true,
    };
    if (message.kind === 'mention') asked = whole;
    const reply = await company.handleMessage(whole);
    if (reply.kind === 'answer') latest = reply;
    return reply;
  }

  const say = async (...given: Parameters<typeof send>): Promise<string> => wordsOf(await send(...given));

  function buttonOf(label: string): Action {
    const found = latest?.actions?.find((one) => `${one.label} ${one.detail}`.includes(label));
    if (found === undefined) throw new Error(`no button ${label}`);
    return found;
  }

  const conversationId = (): string => `thread ${thread}`;

  function press(email: string, label: string, reason?: string): Promise<Reply> {
    const action = { ref: buttonOf(label).ref, ...(reason === undefined ? {} : { reason }) };
    return send({ kind: 'action', text: '', conversationId: conversationId(), action }, email);
  }

  const driver: ConversationDriver = {
    mention(email, text) {
      thread += 1;
      const messageId = conversationId();
      return say({ kind: 'mention', text, conversationId: messageId, messageId }, email);
    },
    followUp: (email, text) => say({ kind: 'mention', text, conversationId: conversationId() }, email),
    goOn: (email, text) =>
      say({ kind: 'mention', text, conversationId: conversationId(), isOverheard: true }, email),
    direct: (email, text) => say({ kind: 'direct', text, conversationId: `direct ${email}` }, email),
    command: (email, command, text) =>
      say({ kind: 'command', command, text, conversationId: `direct ${email}` }, email),
    home: (email) => say({ kind: 'home', text: '', conversationId: `direct ${email}` }, email),
    async choose(email, label) {
      const reply = await press(email, label);
      expect(reply.visibleTo).not.toBe('asker');
      return wordsOf(reply);
    },
    async alone(email, label) {
      const reply = await press(email, label);
      expect(reply.visibleTo).toBe('asker');
      return wordsOf(reply);
    },
    how: async (email) => wordsOf(await press(email, 'How did you get this?')),
    async rate(email, opinion, reason) {
      expect(wordsOf(await press(email, opinion, reason))).toContain('Thank you');
    },
    edit: async (email, text) => await say({ ...again(), text, change: 'edited' }, email),
    remove: async (email) => await say({ ...again(), change: 'deleted' }, email),
    rows: () => (latest?.answer.rows?.rows ?? []).map((row) => JSON.stringify(row.cells)),
    offers: (label) => latest?.actions?.some((one) => one.label.includes(label)) === true,
  };

  function again(): IncomingMessage {
    if (asked === undefined) throw new Error('nothing was asked yet');
    return asked;
  }

  it.each(conversation)('$shows', async (step) => {
    await playStep(driver, step);
  });
});

/** With what every platform shows around an answer. */
function wordsOf(reply: Reply): string {
  if (reply.kind === 'failure') return `${reply.text} ${reply.id}`;
  if (reply.kind !== 'answer') return reply.text;
  const { answer, timeZone } = reply;
  const { text, rows, explanation } = answer;
  const total = totalNote(answer, rows?.rows.length ?? 0, answerLabels[answer.language]);
  const columns = (rows?.columns ?? []).join(' ');
  const how = explanation?.sections.flatMap(({ title, lines }) => [title, ...lines]) ?? [];
  return [text, columns, total, asOfLine(answer, timeZone), ...how].join('\n');
}

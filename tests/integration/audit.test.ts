import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncomingMessage } from '../../src/bot/message.ts';
import type { ActionKind, Reply } from '../../src/bot/reply.ts';
import { auditFolder } from '../../src/main.ts';
import type { AuditLine } from '../../src/operations/audit/audit-line.ts';
import { readAudit } from '../../src/operations/audit/read-audit.ts';
import { verifyAudit } from '../../src/operations/audit/verify-audit.ts';
import { breakingQuestion } from '../e2e/conversation.ts';
import { type ConversationCompany, openConversationCompany } from '../e2e/conversation-company.ts';

const nora = { accountId: 'U1', email: 'nora.weiss@voltmoor.example' };
const john = { accountId: 'U2', email: 'john.doe@voltmoor.example' };

let company: ConversationCompany;
beforeAll(async () => {
  company = await openConversationCompany([nora.email]);
});
afterAll(async () => {
  await company.close();
});

const say = async (message: Partial<IncomingMessage>): Promise<Reply> =>
  await company.handleMessage({
    id: '1',
    platform: 'slack',
    kind: 'direct',
    text: '',
    conversationId: 'D1',
    sender: nora,
    ...message,
  });

async function send(message: Partial<IncomingMessage>): Promise<AuditLine> {
  await say(message);
  const line = (await lines()).at(-1);
  if (line === undefined) throw new Error('nothing was noted');
  return line;
}

async function lines(): Promise<AuditLine[]> {
  await company.orgwise.audit.flush();
  const found: AuditLine[] = [];
  for await (const line of readAudit(auditFolder(company.orgwise.config))) found.push(line);
  return found;
}

test('a sync', async () => {
  const [first] = await lines();
  expect(first).toMatchObject({
    who: 'operator',
    what: 'sync',
    outcomes: { directory: 'done', tracker: 'done', wiki: 'done' },
  });
});

test('a question: who, where, what it was answered from, not what it said', async () => {
  const line = await send({ text: 'Which tasks has John Doe completed?' });
  expect(line).toMatchObject({
    platform: 'slack',
    place: 'D1',
    what: 'question',
    allowed: true,
    understood: 'rules',
    abstained: null,
    characters: 35,
    read: { labels: ['Task'], total: 7 },
  });
  expect(line.who).toMatch(/^employee:/);
  expect(line.read?.nodes).toContain('task:tracker:WEB-24');
  expect(JSON.stringify(line)).not.toMatch(/John|Pagination/);
});

test('a question in a channel that the pages do not answer for all', async () => {
  const line = await send({
    kind: 'mention',
    text: 'What is the gross salary band for a senior engineer in Berlin?',
    audience: [{ accountId: 'U2', email: 'john.doe@voltmoor.example' }],
  });
  expect(line).toMatchObject({ what: 'question', audience: 1, understood: 'articles' });
  expect(line.abstained).not.toBeNull();
});

test('a command', async () => {
  const line = await send({ kind: 'command', command: 'whois', text: 'John Doe' });
  expect(line).toMatchObject({ what: 'command', act: 'whois', read: { labels: ['Employee'], total: 1 } });
});

test('refusals, each with its reason', async () => {
  expect(await send({ sender: { accountId: 'U9' }, text: 'Who is John Doe?' })).toMatchObject({
    who: 'U9',
    what: 'refusal',
    allowed: false,
    why: 'not_in_directory',
  });
  expect(await send({ text: 'a'.repeat(5000) })).toMatchObject({
    what: 'refusal',
    allowed: false,
    why: 'too_long',
    characters: 5000,
  });
});

test('a command that is written as words', async () => {
  expect(await send({ text: '/whois John Doe' })).toMatchObject({ what: 'command', act: 'whois' });
});

test('the home, with what it showed', async () => {
  const line = await send({ kind: 'home', sender: john });
  expect(line).toMatchObject({ what: 'command', act: 'home', allowed: true });
  expect(line.read?.nodes).toContain('task:tracker:WEB-57');
});

test('commands that only administrators may give, and only in private', async () => {
  for (const text of ['/feedback', '/status approve hr'])
    expect(await send({ text, sender: john })).toMatchObject({
      what: 'refusal',
      allowed: false,
      why: 'not_admin',
      act: text.slice(1).split(' ')[0],
    });
  const audience = [nora, john];
  expect(await send({ kind: 'mention', text: '/feedback', audience })).toMatchObject({
    what: 'refusal',
    why: 'not_private',
  });
});

describe('a pressed button', () => {
  const question = 'What is the gross salary band for a senior engineer in Berlin?';
  const channel = { audience: [nora, john], canReplyPrivately: true } as const;
  const press = async (reply: Reply, kind: ActionKind, message: Partial<IncomingMessage>) => {
    const ref = reply.actions?.find((one) => one.kind === kind)?.ref ?? '';
    return await send({ kind: 'action', action: { ref }, ...message });
  };
  const ask = (): Promise<Reply> =>
    say({ kind: 'command', command: 'ask', text: question, isInChannel: true });

  test('that shares an answer: that, which question, and what of it', async () => {
    const line = await press(await ask(), 'share', channel);
    const named = { what: 'question', act: 'press share', allowed: true, characters: question.length };
    expect(line).toMatchObject({ ...named, audience: 2, understood: 'articles' });
  });

  test('of somebody else is a refusal', async () => {
    const line = await press(await ask(), 'share', { ...channel, sender: john });
    expect(line).toMatchObject({
      ...{ what: 'refusal', act: 'press share', allowed: false, why: 'of_another', characters: 0 },
    });
    expect(line.who).not.toBe((await lines()).at(-2)?.who);
  });

  test('whose time is over, or that leads to nobody who would see it', async () => {
    const over = await send({ kind: 'action', action: { ref: 'x' } });
    expect(over).toMatchObject({ what: 'refusal', act: 'press', allowed: false, why: 'over' });
    const unknown = await press(await ask(), 'share', {});
    expect(unknown).toMatchObject({ what: 'refusal', act: 'press share', why: 'no_audience' });
  });

  test('that says an opinion is no question', async () => {
    const line = await press(await ask(), 'feedback_up', channel);
    expect(line).toMatchObject({ what: 'command', act: 'press feedback_up', allowed: true });
  });

  test('nothing of it reaches an adapter', async () => {
    expect(await say({ kind: 'action', action: { ref: 'x' } })).not.toHaveProperty('noted');
  });
});

test('a failure, with the id that finds the log line', async () => {
  expect(await send({ text: breakingQuestion })).toMatchObject({
    what: 'failure',
    allowed: true,
    why: expect.stringMatching(/^[0-9a-f]{8}$/),
  });
});

test('all of it is one unbroken trail', async () => {
  expect((await verifyAudit(auditFolder(company.orgwise.config))).mistakes).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IncomingMessage } from '../../src/bot/message.ts';
import { auditFolder } from '../../src/main.ts';
import type { AuditLine } from '../../src/operations/audit/audit-line.ts';
import { readAudit } from '../../src/operations/audit/read-audit.ts';
import { verifyAudit } from '../../src/operations/audit/verify-audit.ts';
import { breakingQuestion } from '../e2e/conversation.ts';
import { type ConversationCompany, openConversationCompany } from '../e2e/conversation-company.ts';

let company: ConversationCompany;
beforeAll(async () => {
  company = await openConversationCompany();
});
afterAll(async () => {
  await company.close();
});

const nora = { accountId: 'U1', email: 'nora.weiss@voltmoor.example' };

async function send(message: Partial<IncomingMessage>): Promise<AuditLine> {
  await company.handleMessage({
    id: '1',
    platform: 'slack',
    kind: 'direct',
    text: '',
    conversationId: 'D1',
    sender: nora,
    ...message,
  });
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

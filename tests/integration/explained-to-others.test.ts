import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import type { IncomingMessage, Sender } from '../../src/bot/message.ts';
import type { ActionKind, Reply } from '../../src/bot/reply.ts';
import { createOpenAiChatModel } from '../../src/models/openai/openai-chat-model.ts';
import { createLog } from '../../src/operations/log.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { type FakeModelServer, startFakeModelServer } from '../fixtures/fake-model-server.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { passed, promptOf, sayFrom } from '../fixtures/scripted-model.ts';

const [nora, helena, john] = ['nora.weiss', 'helena.brandt', 'john.doe'].map(
  (name): Sender => ({ accountId: name, email: `${name}@voltmoor.example` }),
) as [Sender, Sender, Sender];
const salary = 'What is the gross salary band for a senior engineer in Berlin?';
const sentence = 'The salary band is €70,000–86,000.';
const how = 'how did you get this?';

let company: SampleCompany;
let server: FakeModelServer;
let handle: ReturnType<typeof createMessageHandler>;
beforeAll(async () => {
  server = await startFakeModelServer();
  company = await openSampleCompany();
  const { orgwise } = company;
  await orgwise.sync();
  const model = createOpenAiChatModel({ name: 'm', apiKey: 'k', baseUrl: server.url, timeoutSeconds: 5 });
  const answerQuestion = createAnswerQuestion({ graph: orgwise.graph, today: orgwise.today, model });
  handle = createMessageHandler({ ...orgwise, answerQuestion, log: createLog('silent') });
});
afterAll(async () => {
  await company.close();
  await server.close();
});
beforeEach(() =>
  server.script((request) =>
    promptOf(request) === 'plan' ? passed('wiki') : sayFrom(request, sentence, '€70,000–86,000'),
  ),
);

let count = 0;
async function say(sender: Sender, text: string, more: Partial<IncomingMessage> = {}): Promise<Reply> {
  count += 1;
  const id = `m${count}`;
  return await handle({ id, platform: 'slack', kind: 'mention', text, conversationId: id, sender, ...more });
}

async function press(
  sender: Sender,
  reply: Reply,
  kind: ActionKind,
  audience: readonly Sender[],
): Promise<Reply> {
  const found = reply.actions?.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} among ${reply.actions?.map((one) => one.kind)}`);
  const action = { ref: found.ref };
  return await say(sender, '', { kind: 'action', action, audience, canReplyPrivately: true });
}

const textOf = (reply: Reply): string => (reply.kind === 'answer' ? reply.answer.text : reply.text);

describe('how an answer of a model came about', () => {
  it('is not shared with a channel that may read less', async () => {
    const asked = await say(nora, salary, { kind: 'command', command: 'ask', isInChannel: true });
    expect(asked).toMatchObject({ answer: { model: 'wrote', text: sentence } });
    const explained = await press(nora, asked, 'explain', [nora, john]);
    expect(explained.visibleTo).toBe('asker');
    expect(textOf(explained)).toContain('70,000');
    const shared = await press(nora, explained, 'share', [nora, john]);
    expect(shared.visibleTo).toBe('channel');
    expect(JSON.stringify(shared)).not.toMatch(/70,000|Salary bands/);
  });

  it('is not told in a thread to whoever has joined it and may read less', async () => {
    const place = { conversationId: 'thread' };
    const asked = await say(nora, salary, { ...place, audience: [nora] });
    expect(textOf(asked)).toContain('70,000');
    const his = await say(john, how, { ...place, audience: [nora, john] });
    expect(JSON.stringify(his)).not.toMatch(/70,000|Salary bands/);
    const hers = await say(nora, how, { ...place, audience: [nora, john] });
    expect(JSON.stringify(hers)).not.toMatch(/70,000|Salary bands/);
  });

  it('is told as it was then to whoever may read as much, and anew once a sync has run', async () => {
    const place = { conversationId: 'same', audience: [nora] };
    await say(nora, salary, place);
    const asked = server.requests.length;
    expect(textOf(await say(nora, how, place))).toContain('70,000');
    expect(server.requests).toHaveLength(asked);
    await company.orgwise.sync();
    expect(textOf(await say(nora, how, place))).toContain('70,000');
    expect(server.requests.length).toBeGreaterThan(asked);
  });

  it('is told anew to another who may read it as well, within what they may read', async () => {
    const place = { conversationId: 'both' };
    await say(nora, salary, { ...place, audience: [nora] });
    const told = await say(helena, how, { ...place, audience: [helena] });
    expect(textOf(told)).toContain('70,000');
  });
});

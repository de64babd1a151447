import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import type { IncomingMessage, Sender } from '../../src/bot/message.ts';
import type { ActionKind, Reply } from '../../src/bot/reply.ts';
import { createOpenAiChatModel } from '../../src/models/openai/openai-chat-model.ts';
import { createLog } from '../../src/operations/log.ts';
import { createAnswerQuestion } from '../../src/retrieval/answer-question.ts';
import { type FakeModelServer, failure, startFakeModelServer } from '../fixtures/fake-model-server.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { passed, planned, promptOf, sayFrom } from '../fixtures/scripted-model.ts';

const [nora, john] = ['nora.weiss', 'john.doe'].map(
  (name): Sender => ({ accountId: name, email: `${name}@voltmoor.example` }),
) as [Sender, Sender];
const salary = 'What is the gross salary band for a senior engineer in Berlin?';

let company: SampleCompany;
let server: FakeModelServer;
let handle: ReturnType<typeof createMessageHandler>;
let today: string;
beforeAll(async () => {
  server = await startFakeModelServer();
  company = await openSampleCompany();
  const { orgwise } = company;
  await orgwise.sync();
  today = orgwise.today();
  const model = createOpenAiChatModel({ name: 'm', apiKey: 'k', baseUrl: server.url, timeoutSeconds: 5 });
  const answerQuestion = createAnswerQuestion({ graph: orgwise.graph, today: () => today, model });
  handle = createMessageHandler({
    ...orgwise,
    answerQuestion,
    today: () => today,
    log: createLog('silent'),
  });
});
afterAll(async () => {
  await company.close();
  await server.close();
});

let count = 0;
async function say(sender: Sender, text: string, more: Partial<IncomingMessage> = {}): Promise<Reply> {
  count += 1;
  const id = `m${count}`;
  return await handle({ id, platform: 'teams', kind: 'mention', text, conversationId: id, sender, ...more });
}

async function press(
  sender: Sender,
  reply: Reply,
  kind: ActionKind,
  more: Partial<NonNullable<IncomingMessage['action']>> = {},
): Promise<Reply> {
  const found = reply.actions?.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`no ${kind} among ${reply.actions?.map((one) => one.kind)}`);
  const action = { ref: found.ref, ...more };
  return await say(sender, '', { kind: 'action', action, audience: [nora, john], canReplyPrivately: true });
}

const answerOf = (reply: Reply) => {
  if (reply.kind !== 'answer') throw new Error(`a ${reply.kind}`);
  return reply.answer;
};

describe('what one person alone is shown again', () => {
  const sentence = 'The salary band is €70,000–86,000.';
  const otherwise = 'It is €70,000–86,000.';
  let told = sentence;
  beforeEach(() => {
    told = sentence;
    server.script((request) =>
      promptOf(request) === 'plan' ? passed('wiki') : sayFrom(request, told, '€70,000–86,000'),
    );
  });

  const ask = (): Promise<Reply> => say(nora, salary, { audience: [nora, john], canReplyPrivately: true });
  const draw = (reply: Reply, who = nora): Promise<Reply> =>
    press(who, reply, 'show_privately', { isDrawn: true });

  it('is as it was, at no cost, while nothing that it comes from is another', async () => {
    const open = await ask();
    const first = await draw(open);
    expect(answerOf(first).text).toBe(sentence);
    const [asked, kept] = [server.requests.length, await keptReplies()];
    told = otherwise;
    expect(await draw(open)).toEqual(first);
    expect(await press(nora, open, 'show_privately')).toEqual(first);
    expect([server.requests.length, await keptReplies()]).toEqual([asked, kept]);
  });

  it('is made anew once a sync has run, on another day, and for another person', async () => {
    const open = await ask();
    expect(answerOf(await draw(open)).text).toBe(sentence);
    told = otherwise;
    await company.orgwise.sync();
    expect(answerOf(await draw(open)).text).toBe(otherwise);
    told = sentence;
    today = '2026-11-21';
    expect(answerOf(await draw(open)).text).toBe(sentence);
    expect(JSON.stringify(await draw(open, john))).not.toContain('70,000');
  });

  it('is tried anew where the model failed at it', async () => {
    const open = await ask();
    server.script(failure(401));
    expect(answerOf(await draw(open)).notes?.join()).toContain('does not accept our key');
    server.script((request) =>
      promptOf(request) === 'plan' ? passed('wiki') : sayFrom(request, told, '€70,000–86,000'),
    );
    expect(answerOf(await draw(open)).text).toBe(sentence);
  });

  it('is gone with the right to it', async () => {
    const open = await ask();
    expect(answerOf(await draw(open)).text).toBe(sentence);
    const { employeeId } = await company.asker(nora.email);
    await company.orgwise.revocations.revoke({ id: employeeId ?? '', email: nora.email ?? null });
    expect(JSON.stringify(await draw(open))).not.toContain('70,000');
  });

  const keptReplies = async (): Promise<number> =>
    (await company.orgwise.state.listRecords('reply', 1_000)).length;
});

describe('a list that a model chose', () => {
  it('goes on as the same list, which the model is not asked for again, page after page', async () => {
    const lists = ['title', 'location'].map((property) =>
      planned({
        find: 'Employee',
        where: {
          related: { type: 'WORKS_FOR', direction: 'out', label: 'Company' },
          where: { property: 'id', op: 'eq', value: 'company:voltmoor' },
        },
        return: { kind: 'list', fields: [{ property }], limit: 200, orderBy: [{ by: 'name' }] },
      }),
    );
    server.script(...lists);
    let page = await say(john, 'Which folks hang around Voltmoor, tall ones included?');
    expect(answerOf(page)).toMatchObject({ model: 'planned', total: 80 });
    const first = answerOf(page);
    const seen = [...(first.rows?.rows ?? [])];
    const asked = server.requests.length;
    while (page.actions?.some((one) => one.kind === 'next_page') === true) {
      page = await press(john, page, 'next_page');
      expect(answerOf(page)).toMatchObject({ model: 'planned', notes: first.notes });
      expect(answerOf(page).rows?.columns).toEqual(first.rows?.columns);
      expect(answerOf(page).text).toContain('Voltmoor');
      seen.push(...(answerOf(page).rows?.rows ?? []));
    }
    expect(new Set(seen.map((row) => JSON.stringify(row))).size).toBe(80);
    expect(server.requests).toHaveLength(asked);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import type { ActionKind, Reply } from '../../src/bot/reply.ts';
import { createLog } from '../../src/operations/log.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';

const nora = 'nora.weiss@voltmoor.example';
const john = 'john.doe@voltmoor.example';
const holidays = 'How many days of holiday do I get?';
const salary = 'What is the gross salary band for a senior engineer in Berlin?';

let company: SampleCompany;
let handle: ReturnType<typeof createMessageHandler>;
beforeAll(async () => {
  company = await openSampleCompany();
  await company.orgwise.sync();
  const dependencies = { ...company.orgwise, log: createLog('silent'), keepsQuestions: true };
  handle = createMessageHandler({ ...dependencies, admins: [nora, john] });
});
afterAll(() => company.close());

let count = 0;
async function say(email: string, text: string): Promise<Reply> {
  count += 1;
  const sender = { accountId: email, email };
  const place = { platform: 'web', conversationId: `c${count}`, sender } as const;
  return await handle({ id: `m${count}`, kind: 'direct', text, ...place });
}

async function press(email: string, reply: Reply, kind: ActionKind): Promise<void> {
  const ref = reply.actions?.find((one) => one.kind === kind)?.ref ?? '';
  count += 1;
  const sender = { accountId: email, email };
  const place = { platform: 'web', conversationId: `c${count}`, sender } as const;
  const told = await handle({ id: `m${count}`, kind: 'action', text: '', action: { ref }, ...place });
  expect(textOf(told)).toContain('your opinion is noted');
}

const textOf = (reply: Reply): string => (reply.kind === 'answer' ? reply.answer.text : reply.text);

const pagesOf = async (email: string): Promise<string> =>
  textOf(await say(email, 'feedback list'))
    .split('Pages whose answers did not help:')[1]
    ?.split('\n\n')[0] ?? '';

it('counts opinions on the pages that answers came from, one a person and answer, as the latest says', async () => {
  const answer = await say(john, holidays);
  await press(john, answer, 'feedback_down');
  expect(await pagesOf(nora)).toMatch(/: 1 not helpful, 0 helpful/);
  await press(john, answer, 'feedback_down');
  expect(await pagesOf(nora)).toMatch(/: 1 not helpful, 0 helpful/);
  await press(john, answer, 'feedback_up');
  expect(await pagesOf(nora)).toBe('');
  const second = await say(nora, holidays);
  await press(nora, second, 'feedback_down');
  expect(await pagesOf(nora)).toMatch(/: 1 not helpful, 1 helpful/);
});

it('tells an administrator of the pages that they may read themselves', async () => {
  const answer = await say(nora, salary);
  await press(nora, answer, 'feedback_down');
  const [hers, his] = [await pagesOf(nora), await pagesOf(john)];
  const title = hers.split('\n').find((line) => /salar|pay|band/i.test(line));
  expect(title).toBeDefined();
  expect(his).not.toContain(title?.split(':')[0]);
});

it('is no change to a sync, and lives through it', async () => {
  const before = await pagesOf(nora);
  expect(before).not.toBe('');
  const revision = await company.orgwise.graph.revision();
  const answer = await say(john, holidays);
  await press(john, answer, 'feedback_up');
  expect(await company.orgwise.graph.revision()).toBe(revision);
  const report = await company.orgwise.sync();
  for (const { counts } of report.sources)
    expect(
      Object.values(counts).every(({ created, changed, deleted }) => created + changed + deleted === 0),
    ).toBe(true);
  expect(await pagesOf(nora)).toMatch(/not helpful, 2 helpful/);
});

it('changes no answer', async () => {
  const before = textOf(await say(john, holidays));
  for (let at = 0; at < 3; at++) await press(john, await say(john, holidays), 'feedback_down');
  expect(textOf(await say(john, holidays))).toBe(before);
});

it('shows on the start page of administrators alone', async () => {
  const home = async (email: string, isAdmin: boolean) => {
    const own = createMessageHandler({
      ...company.orgwise,
      log: createLog('silent'),
      admins: isAdmin ? [email] : [],
    });
    const sender = { accountId: email, email };
    return await own({ id: 'h', kind: 'home', text: '', platform: 'web', conversationId: 'h', sender });
  };
  expect(textOf(await home(nora, true))).toContain('Pages whose answers did not help');
  expect(textOf(await home(nora, false))).not.toContain('Pages whose answers did not help');
});

it('notes an opinion although the graph cannot be written', async () => {
  const broken = createMessageHandler({
    ...company.orgwise,
    graph: { ...company.orgwise.graph, apply: () => Promise.reject(new Error('held by a sync')) },
    log: createLog('silent'),
    admins: [nora],
  });
  const answer = await say(john, holidays);
  const ref = answer.actions?.find((one) => one.kind === 'feedback_down')?.ref ?? '';
  const sender = { accountId: john, email: john };
  const place = { platform: 'web', conversationId: 'b', sender } as const;
  const told = await broken({ id: 'b', kind: 'action', text: '', action: { ref }, ...place });
  expect(textOf(told)).toContain('your opinion is noted');
});

import { expect, it } from 'vitest';
import { untilSaid } from './harness.ts';
import { buttonOf, channel, john, nora, textOf, useSlackCompany } from './slack-company.ts';
import type { FakeMessage } from './workspace.ts';

const noraMail = 'nora.weiss@voltmoor.example';
const running = useSlackCompany('http', {
  more: [
    { id: 'UGUEST', name: 'Nora', email: noraMail, isRestricted: true },
    { id: 'USTRANGER', name: 'Nora', email: noraMail, teamId: 'TOTHER' },
    { id: 'UNOBODY', name: 'Nora', email: noraMail, teamId: 'TOTHER', isStranger: true },
    { id: 'UNEW', name: 'Somebody', email: 'somebody@elsewhere.example' },
  ],
});

/** What is said to a direct message. */
async function answerTo(user: string, text: string): Promise<FakeMessage> {
  const { slack } = running;
  const before = slack.messages(`D${user}`).length;
  slack.directMessage(user, text);
  const said = (await untilSaid(() => slack.messages(`D${user}`), before + 1)).at(-1);
  if (said === undefined) throw new Error('no answer');
  return said;
}

/** What is said where somebody presses a button of a direct message. */
async function press(user: string, message: FakeMessage, label: string): Promise<FakeMessage> {
  const { slack } = running;
  const before = slack.messages(message.channel).length;
  slack.click(user, message, buttonOf(message, label).action_id);
  const said = (await untilSaid(() => slack.messages(message.channel), before + 1)).at(-1);
  if (said === undefined) throw new Error('no answer');
  return said;
}

const rowsIn = (message: FakeMessage): readonly string[] =>
  message.blocks
    .filter((block) => block.type === 'table')
    .flatMap((block) => (block.rows as readonly object[]).slice(1).map((row) => JSON.stringify(row)));

it('shows rows as a table in Slack, every one of them', async () => {
  const { slack } = running;
  const { ts } = slack.mention(nora, channel, 'Which tasks are assigned to John Doe?');
  const [said] = await untilSaid(() => slack.repliesTo(ts));
  const tables = (said?.blocks ?? []).filter((block) => block.type === 'table');
  expect(tables).toHaveLength(1);
  const rows = tables[0]?.rows as readonly (readonly { readonly text: string }[])[];
  expect(rows).toHaveLength(1 + 12);
  expect(rows[0]?.map((cell) => cell.text).join()).toMatch(/status/i);
  expect(JSON.stringify(rows)).toContain('WEB-57');
});

it('brings an opinion from Slack into the graph, on the pages that the answer came from', async () => {
  const { slack } = running;
  slack.directMessage(john, 'How many days of holiday do I get?');
  const [said] = await untilSaid(() => slack.messages(`D${john}`));
  if (said === undefined) throw new Error('no answer');
  slack.click(john, said, buttonOf(said, 'Not helpful').action_id);
  await expect
    .poll(
      async () => {
        const { id } = slack.command(nora, channel, '/orgwise', 'feedback list');
        const [listed] = await untilSaid(() => slack.responsesTo(id));
        return textOf(listed);
      },
      { timeout: 5_000 },
    )
    .toMatch(/Pages whose answers did not help:.*: 1 not helpful, 0 helpful/);
});

it('tells times in the zone of whoever asks: of the sources, and of how it came about', async () => {
  const said = await answerTo(john, 'How many tasks are assigned to Nora Weiss?');
  expect(textOf(said)).toMatch(/As of .* GMT\+[12]/);
  const how = textOf(await press(john, said, 'How did you get this?'));
  expect(how).toMatch(/tracker: last synced \S+ \S+ GMT\+[12]/);
  expect(how).not.toContain('UTC');
});

it('pages through a long list to its end, every row once, and says the total on each page', async () => {
  let said = await answerTo(nora, 'Which tasks are open?');
  const total = Number(/of (\d+) are shown/.exec(textOf(said))?.[1]);
  const rows = [...rowsIn(said)];
  while (textOf(said).includes('Show the next')) {
    said = await press(nora, said, 'Show the next');
    expect(textOf(said)).toContain(`of ${total} are shown`);
    rows.push(...rowsIn(said));
  }
  expect(total).toBeGreaterThan(40);
  expect(rows).toHaveLength(total);
  expect(new Set(rows).size).toBe(total);
});

it('pages through a long list of people to its end, every one of them once', async () => {
  let said = await answerTo(nora, 'Who works at Voltmoor?');
  const total = Number(/of (\d+) are shown/.exec(textOf(said))?.[1]);
  const rows = [...rowsIn(said)];
  while (textOf(said).includes('Show the next')) {
    said = await press(nora, said, 'Show the next');
    rows.push(...rowsIn(said));
  }
  expect(total).toBeGreaterThan(60);
  expect(new Set(rows).size).toBe(total);
  expect(rows).toHaveLength(total);
});

it.each([
  ['a guest', 'UGUEST', 'that of a guest'],
  ['a member of another workspace', 'USTRANGER', 'here from another one'],
  ['somebody of another organisation', 'UNOBODY', 'another organisation'],
  ['whom the directory does not know', 'UNEW', 'could not find you there'],
])('refuses %s in Slack, for what they are', async (_, user, why) => {
  const said = textOf(await answerTo(user, 'How many tasks are assigned to John Doe?'));
  expect(said).toContain(why);
  expect(said).not.toContain('12');
});

it('speaks Chinese around a Chinese answer', async () => {
  expect(textOf(await answerTo(john, '谁负责 Platform 团队？'))).toMatch(/数据截至/);
});

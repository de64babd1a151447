import { expect, it } from 'vitest';
import { untilSaid } from './harness.ts';
import { buttonOf, channel, john, nora, textOf, useSlackCompany } from './slack-company.ts';

const running = useSlackCompany('http');

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

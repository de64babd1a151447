import { describe, expect, it } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { untilSaid } from './harness.ts';
import { channel, john, nora, textOf, useSlackCompany } from './slack-company.ts';

describe('commands in Slack', () => {
  const running = useSlackCompany('http');

  async function run(user: string, command: string, text: string): Promise<string> {
    const { id } = running.slack.command(user, channel, command, text);
    const [said] = await untilSaid(() => running.slack.responsesTo(id));
    expect(said?.ephemeralFor).toBe(user);
    return textOf(said);
  }

  it.each([
    ['/whois', 'John Doe', 'Senior Backend Engineer'],
    ['/tasks', 'John Doe open', 'WEB-57'],
    ['/org', 'Marta Kowalczyk', 'John Doe'],
    ['/org', '', 'Nora Weiss'],
    ['/ask', 'How many tasks are assigned to John Doe?', '12 tasks'],
    ['/ask', '', 'Ask me something'],
    ['/orgwise', '', 'I answer questions about'],
    ['/orgwise', 'help', '/whois NAME'],
    ['/orgwise', 'status', 'tracker: synced'],
    ['/orgwise', 'settings', 'Your settings'],
    ['/orgwise', 'settings language zh', '已保存'],
    ['/orgwise', 'settings language en', 'Saved.'],
    ['/orgwise', 'feedback list', 'In the last 30 days: 0 helpful'],
  ])('%s %s', async (command, text, says) => {
    expect(await run(nora, command, text)).toContain(says);
  });

  it('keeps feedback to administrators', async () => {
    expect(await run(john, '/orgwise', 'feedback list')).toContain('Only administrators');
  });

  it('answers all that the manifest suggests', async () => {
    for (const { message } of manifest.features.agent_view.suggested_prompts) {
      const before = running.slack.messages(`D${john}`).length;
      running.slack.directMessage(john, message);
      const said = await untilSaid(() => running.slack.messages(`D${john}`), before + 1);
      expect(textOf(said.at(-1))).not.toMatch(/No answer in the data|did not understand/);
    }
  });
});

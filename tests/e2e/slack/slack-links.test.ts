import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPreviewLinks } from '../../../src/bot/links/preview-links.ts';
import { createOrgwise, type Orgwise } from '../../../src/main.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { sampleWithAddresses } from '../../fixtures/sample-with-addresses.ts';
import type { FakeSlack } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, untilSaid } from './harness.ts';
import { channel, john, nora } from './slack-company.ts';
import { textsOf } from './workspace.ts';

const task = 'https://tracker.example/browse/WEB-57';
const page = 'https://wiki.example/policies/annual-leave.md';
const bands = 'https://wiki.example/people/salary-bands.md';

describe('links to tasks and articles in Slack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-links-'));
  let orgwise: Orgwise;
  let slack: FakeSlack;
  let state: StateStore;
  let bot: Bot;

  beforeAll(async () => {
    orgwise = await createOrgwise(sampleWithAddresses(folder));
    await orgwise.sync();
    slack = await startCompanySlack({
      users: [
        { id: nora, name: 'Nora Weiss', email: 'nora.weiss@voltmoor.example' },
        { id: john, name: 'John Doe', email: 'john.doe@voltmoor.example' },
        { id: 'UGUEST', name: 'John Doe', email: 'john.doe@voltmoor.example', isRestricted: true },
      ],
      channels: [
        { id: channel, name: 'general', members: [nora, john, 'UBOT'] },
        { id: 'C8', name: 'with a guest', members: [nora, 'UGUEST', 'UBOT'] },
        { id: 'C9', name: 'without it', members: [nora, john] },
      ],
    });
    state = await openState();
    bot = await startBot(slack, 'http', orgwise.handleMessage, state, undefined, createPreviewLinks(orgwise));
  });
  afterAll(async () => {
    await bot.stop();
    await slack.stop();
    await state.close();
    await orgwise.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function shown(ts: string): Promise<Readonly<Record<string, string>>> {
    const unfurls = await vi.waitFor(() => {
      const found = slack.workspace.unfurls.get(ts);
      if (found === undefined) throw new Error('no preview yet');
      return found;
    });
    return Object.fromEntries(Object.entries(unfurls).map(([url, one]) => [url, textsOf(one).join(' ')]));
  }

  it('have a preview: title, state, people, days', async () => {
    const { ts } = slack.shareLinks(john, channel, [`${task}#comment-3`, page]);
    const previews = await shown(ts);
    expect(previews[`${task}#comment-3`]).toMatch(/WEB-57 · .*John Doe/);
    expect(Object.keys(previews)).toContain(page);
  });

  it('stand in answers as their sources', async () => {
    const { ts } = slack.mention(john, channel, 'How many days of holiday do I get?');
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    expect(JSON.stringify(said?.blocks)).toMatch(new RegExp(`Sources.*<${page}[^|>]*\\|Annual leave`));
  });

  it('have none where somebody who reads there may not see it', async () => {
    const { ts } = slack.shareLinks(nora, channel, [bands, page]);
    expect(Object.keys(await shown(ts))).toEqual([page]);
    const alone = slack.directMessage(nora, 'mine');
    const direct = slack.shareLinks(nora, alone.channel, [bands]);
    expect(Object.keys(await shown(direct.ts))).toEqual([bands]);
  });

  it.each([
    ['a guest posts it', () => slack.shareLinks('UGUEST', 'C8', [page])],
    ['a guest reads along', () => slack.shareLinks(nora, 'C8', [page])],
    ['the bot is no member', () => slack.shareLinks(nora, 'C9', [page])],
    ['it is still being written', () => slack.shareLinks(nora, channel, [page], 'composer')],
    [
      'it is not the company’s',
      () => slack.shareLinks(nora, channel, ['https://tracker.example/browse/X-1']),
    ],
  ])('have none where %s', async (_, share) => {
    const { ts, delivered } = share();
    expect((await delivered).attempts).toBe(1);
    await sleep(150);
    expect(slack.workspace.unfurls.has(ts)).toBe(false);
    expect(bot.lines.filter((line) => line.level === 'error')).toEqual([]);
  });
});

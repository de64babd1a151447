import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { installPath, redirectPath } from '../../../src/bot/slack/install-routes.ts';
import { botToken } from './fake-slack.ts';
import { type Bot, smallCompany, untilSaid } from './harness.ts';
import { clientId, clientSecret } from './oauth.ts';
import { type Handle, useSlack } from './use-slack.ts';
import { type FakeMessage, nextTs } from './workspace.ts';

/** So many that the workspace is listed page by page, which an organisation's token needs its id for. */
const many = Array.from({ length: 40 }, (_, at) => ({
  id: `UM${at}`,
  name: `Member ${at}`,
  email: `member${at}@acme.example`,
}));

describe.each(['socket', 'http'] as const)('an app that a whole organisation installs, over %s', (kind) => {
  const wire = useSlack(kind, {
    others: ['T2', 'T3'].map((teamId) => ({
      teamId,
      users: [...smallCompany.users, ...many].map((user) => ({ ...user, teamId })),
      channels: [{ id: 'C1', name: 'general', members: ['UANA', ...many.map(({ id }) => id), 'UBOT'] }],
    })),
    organisation: { id: 'E1', teamIds: ['T2', 'T3'] },
  });
  const say: Handle = async ({ sender, audience = [], text }) => ({
    kind: 'text',
    text: `${sender.email} ${audience.length} ${audience.filter((one) => one.email !== undefined).length} ${text}`,
  });

  async function install(bot: Bot): Promise<void> {
    const begun = await fetch(`${bot.url}${installPath}`, { redirect: 'manual' });
    const [cookie = ''] = (begun.headers.get('set-cookie') ?? '').split(';');
    const query = wire.slack.approve(begun.headers.get('location') ?? '', 'E1');
    expect((await fetch(`${bot.url}${redirectPath}${query}`, { headers: { cookie } })).status).toBe(200);
  }

  async function answerIn(teamId: string): Promise<FakeMessage | undefined> {
    const message = { ts: nextTs(), channel: 'C1', user: 'UANA', text: '<@UBOT> hello', blocks: [] };
    const workspace = wire.slack.workspaces.get(teamId);
    workspace?.messages.push(message);
    const event = { ...wire.slack.eventOf(message, { type: 'app_mention' }), team: teamId };
    await wire.slack.deliverEvent(event, undefined, teamId);
    const [said] = await untilSaid(() =>
      (workspace?.messages ?? []).filter((one) => one.threadTs === message.ts),
    );
    return said;
  }

  const whole = 'ana@acme.example 41 41 hello';

  const oauth = {
    clientId,
    clientSecret,
    tokenKeys: [randomBytes(32).toString('base64')],
    workspaces: ['E1'],
  };
  const access = { access: { oauth } };
  const warnings = ({ lines }: Bot): readonly string[] =>
    lines.filter((line) => line.level === 'warn').map((line) => line.message);

  it('answers in each of its workspaces, by one token, and knows who reads there', async () => {
    const bot = await wire.start(say, access);
    await install(bot);
    expect((await answerIn('T2'))?.text).toBe(whole);
    expect((await answerIn('T3'))?.text).toBe(whole);
    expect(wire.heard.map((one) => one.conversationId.split(':')[1])).toEqual(['T2', 'T3']);
    const listed = wire.slack.calls.filter((one) => one.method === 'users.list');
    expect(listed.map((one) => one.args.team_id)).toEqual(['T2', 'T3']);
  });

  /** Slack tells of either, or of both in any order ("app_uninstalled"). */
  const removals = [{ type: 'app_uninstalled' }, { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } }];

  it.each(removals)(
    'keeps its token where one workspace removes the app, until the organisation does: $type',
    async (removal) => {
      const bot = await wire.start(say, access);
      await install(bot);
      const tokens = async () => await wire.state.listRecords('slack_installation', 10);
      await wire.slack.deliverEvent(removal, undefined, 'T2');
      await vi.waitFor(() => expect(warnings(bot).join()).toContain('still counts'));
      expect(await tokens()).toHaveLength(1);
      expect((await answerIn('T3'))?.text).toBe(whole);
      wire.slack.fail({ method: 'auth.test', status: 503, times: 6 });
      await wire.slack.deliverEvent(removal, undefined, 'T2');
      await vi.waitFor(() => expect(warnings(bot).join()).toContain('cannot be asked'));
      expect(await tokens()).toHaveLength(1);
      for (const token of wire.slack.organisation?.tokens ?? []) wire.slack.tokens.delete(token);
      await wire.slack.deliverEvent(removal, undefined, 'T3');
      await vi.waitFor(async () => expect(await tokens()).toEqual([]));
    },
  );

  it('answers by the token of the organisation where that is configured', async () => {
    const { organisation, tokens, workspaces } = wire.slack;
    organisation?.tokens.add(botToken);
    const first = workspaces.get('T2');
    if (first !== undefined) tokens.set(botToken, first);
    await wire.start(say);
    expect((await answerIn('T3'))?.text).toBe(whole);
    expect((await answerIn('T2'))?.text).toBe(whole);
  });
});

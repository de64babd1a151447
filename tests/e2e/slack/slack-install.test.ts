import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import manifest from '../../../manifest.json' with { type: 'json' };
import { installPath, redirectPath } from '../../../src/bot/slack/install-routes.ts';
import { AppError } from '../../../src/operations/app-error.ts';
import { type Bot, smallCompany, untilSaid } from './harness.ts';
import { clientId, clientSecret } from './oauth.ts';
import { type Handle, useSlack } from './use-slack.ts';
import { type FakeMessage, nextTs } from './workspace.ts';

const key = (): string => randomBytes(32).toString('base64');
const firstKey = key();

describe.each(['socket', 'http'] as const)('Slack in several workspaces, over %s', (kind) => {
  const wire = useSlack(kind, {
    others: ['T2', 'T3'].map((teamId) => ({
      teamId,
      users: smallCompany.users.map((user) => ({ ...user, teamId: user.teamId ?? teamId })),
      channels: smallCompany.channels,
    })),
  });
  let bot: Bot;

  beforeEach(async () => {
    bot = await start();
  });

  function start(tokenKeys: readonly string[] = [firstKey], workspaces = ['T1', 'T2']): Promise<Bot> {
    const say: Handle = async ({ sender, text }) => ({ kind: 'text', text: `${sender.email}: ${text}` });
    return wire.start(say, { access: { oauth: { clientId, clientSecret, tokenKeys, workspaces } } });
  }

  async function restart(...settings: Parameters<typeof start>): Promise<void> {
    await bot.stop();
    bot = await start(...settings);
  }

  interface Begun {
    readonly url: string;
    readonly cookie: string;
  }

  async function begin(): Promise<Begun> {
    const response = await fetch(`${bot.url}${installPath}`, { redirect: 'manual' });
    expect(response.status).toBe(302);
    const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
    return { url: response.headers.get('location') ?? '', cookie };
  }

  async function comeBack(query: string, cookie: string): Promise<Response> {
    return await fetch(`${bot.url}${redirectPath}${query}`, { headers: { cookie } });
  }

  async function install(teamId: string): Promise<Response> {
    const { url, cookie } = await begin();
    return await comeBack(wire.slack.approve(url, teamId), cookie);
  }

  function mentionIn(teamId: string, text: string): FakeMessage & { delivered: Promise<unknown> } {
    const message = { ts: nextTs(), channel: 'C1', user: 'UANA', text: `<@UBOT> ${text}`, blocks: [] };
    wire.slack.workspaces.get(teamId)?.messages.push(message);
    const event = { ...wire.slack.eventOf(message, { type: 'app_mention' }), team: teamId };
    return { ...message, delivered: wire.slack.deliverEvent(event, undefined, teamId) };
  }

  const repliesIn = (teamId: string, ts: string): readonly FakeMessage[] =>
    (wire.slack.workspaces.get(teamId)?.messages ?? []).filter((one) => one.threadTs === ts);

  async function expectAnswer(teamId: string): Promise<void> {
    const { ts } = mentionIn(teamId, 'hello');
    const [said] = await untilSaid(() => repliesIn(teamId, ts));
    expect(said?.text).toBe('ana@acme.example: hello');
  }

  async function expectSilence(teamId: string): Promise<void> {
    const errors = (): number => bot.lines.filter((line) => line.level === 'error').length;
    const before = [errors(), wire.heard.length];
    const { ts, delivered } = mentionIn(teamId, 'hello');
    await delivered;
    await vi.waitFor(() => expect(errors()).toBe((before[0] ?? 0) + 1));
    expect([wire.heard.length, repliesIn(teamId, ts)]).toEqual([before[1], []]);
  }

  async function removeFrom(teamId: string, event: Record<string, unknown>): Promise<void> {
    for (const [token, { teamId: of }] of wire.slack.tokens)
      if (of === teamId) wire.slack.tokens.delete(token);
    await wire.slack.deliverEvent(event, undefined, teamId);
  }

  it('asks for the scopes of the manifest, and answers where it was installed', async () => {
    const { searchParams } = new URL((await begin()).url);
    expect(searchParams.get('scope')?.split(',').sort()).toEqual(manifest.oauth_config.scopes.bot);
    expect((await install('T1')).status).toBe(200);
    expect((await install('T2')).status).toBe(200);
    await expectAnswer('T1');
    await expectAnswer('T2');
    expect(wire.heard.map((one) => one.conversationId.split(':')[1])).toEqual(['T1', 'T2']);
    const { ts } = mentionIn('T2', 'again');
    await untilSaid(() => repliesIn('T2', ts));
    expect(repliesIn('T1', ts)).toEqual([]);
  });

  it('keeps tokens where nobody can read them without the key', async () => {
    await install('T1');
    const kept = (await wire.state.listRecords('slack_installation', 10)).map((one) => one.json);
    expect(kept).toHaveLength(1);
    for (const token of wire.slack.tokens.keys()) expect(kept.join()).not.toContain(token);
    expect(kept.join()).not.toContain('xoxb');
    await restart([key(), firstKey]);
    await expectAnswer('T1');
    await restart([key()]);
    await expectSilence('T1');
  });

  it('says that its data cannot be reached where it is installed', async () => {
    let isDown = false;
    const failing = new Proxy(wire.state, {
      get(state, name) {
        const method: unknown = Reflect.get(state, name);
        if (typeof method !== 'function') return method;
        return async (...given: unknown[]): Promise<unknown> => {
          if (isDown) throw new AppError('storage_unreachable', 'The database does not answer.');
          return await method.apply(state, given);
        };
      },
    });
    await install('T1');
    await bot.stop();
    const access = { oauth: { clientId, clientSecret, tokenKeys: [firstKey], workspaces: ['T1'] } };
    bot = await wire.start(async () => ({ kind: 'text', text: isDown ? 'cannot reach my data' : 'hi' }), {
      access,
      state: failing,
    });
    const before = mentionIn('T1', 'hello');
    await untilSaid(() => repliesIn('T1', before.ts));
    isDown = true;
    const { ts } = mentionIn('T1', 'hello?');
    const [said] = await untilSaid(() => repliesIn('T1', ts));
    expect(said?.text).toBe('cannot reach my data');
  });

  it('is not installed where it may not be, and gives the token back', async () => {
    const before = wire.slack.tokens.size;
    const response = await install('T3');
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('may not be installed in this workspace'),
    ]);
    expect(wire.slack.tokens.size).toBe(before);
    expect(await wire.state.listRecords('slack_installation', 10)).toEqual([]);
    await expectSilence('T3');
  });

  it.each<[string, (begun: Begun) => Promise<Response>]>([
    ['without the cookie', ({ url }) => comeBack(wire.slack.approve(url, 'T1'), '')],
    [
      'with the cookie of another',
      async ({ url }) => comeBack(wire.slack.approve(url, 'T1'), (await begin()).cookie.replace(/.$/, 'x')),
    ],
    [
      'with a code that Slack did not give',
      ({ url, cookie }) => {
        const { searchParams } = new URL(url);
        return comeBack(`?code=guessed&state=${searchParams.get('state')}`, cookie);
      },
    ],
    ['with no code', ({ cookie }) => comeBack('', cookie)],
    ['after it was declined', ({ cookie }) => comeBack('?error=access_denied', cookie)],
  ])('installs nothing for whoever comes back %s', async (_, comeBackWith) => {
    expect((await comeBackWith(await begin())).status).toBe(400);
    expect(await wire.state.listRecords('slack_installation', 10)).toEqual([]);
  });

  it('forgets the token of a workspace that removes the app', async () => {
    await install('T1');
    await install('T2');
    await expectAnswer('T1');
    await removeFrom('T1', { type: 'app_uninstalled' });
    await vi.waitFor(async () =>
      expect(await wire.state.listRecords('slack_installation', 10)).toHaveLength(1),
    );
    await expectSilence('T1');
    await expectAnswer('T2');
    await removeFrom('T2', { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } });
    await vi.waitFor(async () => expect(await wire.state.listRecords('slack_installation', 10)).toEqual([]));
    await install('T1');
    await expectAnswer('T1');
    // Slack tries again for minutes to tell of what may be past by then.
    const said = bot.lines.length;
    await wire.slack.deliverEvent({ type: 'app_uninstalled' }, undefined, 'T1');
    await vi.waitFor(() => expect(bot.lines.slice(said).map((line) => line.level)).toContain('warn'));
    await expectAnswer('T1');
  });

  it('falls silent where a workspace may use it no more', async () => {
    await install('T1');
    await restart([firstKey], ['T2']);
    await expectSilence('T1');
  });
});

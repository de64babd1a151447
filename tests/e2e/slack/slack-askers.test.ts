import { describe, expect, it } from 'vitest';
import { untilSaid } from './harness.ts';
import { useSlack } from './use-slack.ts';

describe.each(['socket', 'http'] as const)('who asks in Slack, over %s', (kind) => {
  const wire = useSlack(kind);

  it('knows who reads along: members by their address, without bots', async () => {
    await wire.start();
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    await untilSaid(() => wire.slack.repliesTo(ts));
    const emails = wire.heard[0]?.audience?.map((one) => one.email);
    expect(emails).toEqual(['ana@acme.example', 'ben@acme.example']);
    const calls = wire.slack.calls.length;
    const again = wire.slack.mention('UANA', 'C1', 'again');
    await untilSaid(() => wire.slack.repliesTo(again.ts));
    expect(wire.slack.calls.slice(calls).map((one) => one.method)).toEqual(['chat.postMessage']);
  });

  it.each([
    ['a guest without an address', 'G1', []],
    ['members that may not be read', 'C1', ['channels:read']],
  ])('lets %s read nothing', async (_, channel, withdrawn) => {
    for (const scope of withdrawn) wire.slack.workspace.scopes.delete(scope);
    await wire.start();
    const { ts } = wire.slack.mention('UANA', channel, 'hello');
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(wire.heard[0]?.audience?.some((one) => one.email === undefined)).toBe(true);
  });

  it('believes no address of another workspace, and none that was not confirmed', async () => {
    await wire.start();
    wire.slack.directMessage('USTRANGER', 'hello');
    wire.slack.directMessage('UUNSURE', 'hello');
    await untilSaid(() => [...wire.slack.messages('DUSTRANGER'), ...wire.slack.messages('DUUNSURE')], 2);
    expect(wire.heard.map((one) => one.sender.email)).toEqual([undefined, undefined]);
  });

  it.each([
    ['a guest', 'UVISITOR', 'guest'],
    ['a member of another workspace', 'USTRANGER', 'external'],
    ['somebody of no shared channel', 'UNOBODY', 'other_tenant'],
    ['a bot', 'UCI', 'bot'],
    ['a colleague', 'UBEN', undefined],
  ])('tells that %s is one', async (_, user, standing) => {
    await wire.start();
    wire.slack.directMessage(user, 'hello');
    await untilSaid(() => wire.slack.messages(`D${user}`));
    const { sender } = wire.heard[0] ?? {};
    expect(sender?.standing).toBe(standing);
    expect(sender?.email).toBe(standing === undefined ? 'ben@acme.example' : undefined);
  });

  it('tells the language and the time zone of whoever asks', async () => {
    await wire.start();
    wire.slack.directMessage('UANA', 'hello');
    await untilSaid(() => wire.slack.messages('DUANA'));
    expect(wire.heard[0]).toMatchObject({ locale: 'pt-PT', timeZone: 'Europe/Lisbon' });
  });

  it('says so with an id where Slack does not tell who asks', async () => {
    wire.slack.workspace.scopes.delete('users:read');
    const bot = await wire.start();
    wire.slack.directMessage('UANA', 'hello');
    const [said] = await untilSaid(() => wire.slack.messages('DUANA'));
    expect(said?.text).toMatch(/could not find out who asks.*\([0-9a-f]{8}\)$/);
    expect(bot.lines.some((line) => line.level === 'error')).toBe(true);
  });
});

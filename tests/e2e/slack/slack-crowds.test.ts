import { describe, expect, it, vi } from 'vitest';
import { createJoinMarks } from '../../../src/bot/join-marks.ts';
import { createSlackClients } from '../../../src/bot/slack/slack-clients.ts';
import { createSlackPeople, type SlackPeopleOptions } from '../../../src/bot/slack/slack-people.ts';
import { botToken } from './fake-slack.ts';
import { smallCompany, untilSaid } from './harness.ts';
import { useSlack } from './use-slack.ts';

const colleagues = Array.from({ length: 2_400 }, (_, at) => ({
  id: `UC${at}`,
  name: `Colleague ${at}`,
  email: `colleague.${at}@acme.example`,
}));
const ids = colleagues.map((one) => one.id);
const unlisted = Array.from({ length: 30 }, (_, at) => `UX${at}`);

describe('who reads along in a large channel of Slack', () => {
  const wire = useSlack('http', {
    users: [
      ...smallCompany.users,
      ...colleagues,
      { id: 'ULEFT', name: 'Lena Left', email: 'lena@acme.example', isDeactivated: true },
    ],
    channels: [
      ...smallCompany.channels,
      { id: 'C4', name: 'everybody', members: ['UANA', 'UBOT', 'UCI', 'ULEFT', ...ids] },
      { id: 'C5', name: 'too-many', members: Array.from({ length: 50_001 }, () => 'UANA').concat('UBOT') },
      { id: 'C6', name: 'shared', members: ['UANA', 'UBOT', 'USTRANGER', ...ids, ...unlisted] },
      { id: 'C7', name: 'unlisted', members: ['UANA', 'UBOT', ...ids, ...unlisted] },
    ],
  });
  const callsOf = (method: string) => wire.slack.calls.filter((one) => one.method === method).length;
  const lines: string[] = [];

  function people(options: SlackPeopleOptions = {}) {
    const { reader } = createSlackClients(botToken, { slackApiUrl: wire.slack.apiUrl });
    const log = (_: object, message: string) => void lines.push(message);
    return createSlackPeople(reader, { warn: log, error: log, debug: log }, options);
  }

  it('is known of 2,400 people by a few calls, without bots and whoever was deactivated', async () => {
    await wire.start();
    const { ts } = wire.slack.mention('UANA', 'C4', 'hello');
    await untilSaid(() => wire.slack.repliesTo(ts));
    const emails = wire.heard[0]?.audience?.map((one) => one.email);
    expect(emails).toHaveLength(2_401);
    expect(emails).not.toContain(undefined);
    expect(emails).not.toContain('lena@acme.example');
    expect(callsOf('conversations.members')).toBe(3);
    expect(callsOf('users.list')).toBe(5);
    // Of whoever asks alone.
    expect(callsOf('users.info')).toBe(1);
  });

  it('is not known of more than 50,000, and that is said', async () => {
    expect(await people().audience('C5')).toEqual([{ accountId: 'unknown' }]);
    expect(lines.at(-1)).toBe('A channel has more members than are looked at; least rights are used');
  });

  it('is nobody beside somebody of another workspace, and no further member is looked up then', async () => {
    const audience = await people().audience('C6');
    expect(audience.some((one) => one.standing === 'external')).toBe(true);
    expect(callsOf('users.info')).toBe(0);
  });

  it('is not known where many are in no list of the workspace', async () => {
    expect(await people().audience('C7')).toContainEqual({ accountId: 'unknown' });
    expect(callsOf('users.info')).toBe(0);
  });

  it('is not waited for long, and known to the next question', async () => {
    wire.slack.fail({ method: 'users.list', status: 429, retryAfterSeconds: 1 });
    const slow = people({ patienceMs: 50 });
    expect(await slow.audience('C4')).toEqual([{ accountId: 'unknown' }]);
    await vi.waitFor(async () => expect(await slow.audience('C4')).toHaveLength(2_401), { timeout: 5_000 });
    expect(callsOf('conversations.members')).toBe(3);
  });

  it('is read from a list that is made anew before it is too old, which nobody waits for', async () => {
    let now = 0;
    const aging = people({ now: () => now });
    await aging.audience('C4');
    now = 6 * 60_000;
    await aging.audience('C4');
    await vi.waitFor(() => expect(callsOf('users.list')).toBe(10));
    now = 11 * 60_000;
    await aging.audience('C4');
    // The list of the sixth minute is half as old as one may be.
    await vi.waitFor(() => expect(callsOf('users.list')).toBe(15));
  });

  it('is read anew by every replica as soon as somebody joins', async () => {
    const joins = createJoinMarks(wire.state, 'slack', { warn() {} });
    const [one, other] = [people({ joins }), people({ joins })];
    await Promise.all([one.audience('C1'), other.audience('C1')]);
    join('UGUEST');
    expect(await one.audience('C1')).toHaveLength(2);
    await one.joined('C1');
    for (const replica of [one, other]) expect(await replica.audience('C1')).toHaveLength(3);
  });

  it('is read anew where Slack tells that somebody joined', async () => {
    await wire.start();
    const first = wire.slack.mention('UANA', 'C1', 'hello');
    await untilSaid(() => wire.slack.repliesTo(first.ts));
    join('UGUEST');
    await wire.slack.deliverEvent({
      type: 'member_joined_channel',
      user: 'UGUEST',
      channel: 'C1',
      team: 'T1',
    });
    await vi.waitFor(async () => {
      const again = wire.slack.mention('UANA', 'C1', 'again');
      await untilSaid(() => wire.slack.repliesTo(again.ts));
      expect(wire.heard.at(-1)?.audience?.map((one) => one.email)).toContain(undefined);
    });
  });

  function join(user: string): void {
    const { channels } = wire.slack.workspace;
    const at = channels.findIndex((one) => one.id === 'C1');
    const channel = channels[at];
    if (channel !== undefined) channels[at] = { ...channel, members: [...channel.members, user] };
  }
});

import { describe, expect, it, vi } from 'vitest';
import { smallCompany, untilSaid } from './harness.ts';
import { useSlack } from './use-slack.ts';

const colleagues = Array.from({ length: 150 }, (_, at) => ({
  id: `UC${at}`,
  name: `Colleague ${at}`,
  email: `colleague.${at}@acme.example`,
}));

describe('what Slack takes in a minute', () => {
  const wire = useSlack('http', {
    users: [...smallCompany.users, ...colleagues],
    channels: [
      ...smallCompany.channels,
      { id: 'C9', name: 'all', members: ['UANA', 'UBOT', ...colleagues.map((one) => one.id)] },
    ],
  });

  it('is enough to read who is in a channel of 150 people', async () => {
    await wire.start();
    const begun = performance.now();
    const { ts } = wire.slack.mention('UANA', 'C9', 'hello');
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(wire.heard[0]?.audience?.map((one) => one.email)).toContain('colleague.149@acme.example');
    expect(wire.heard[0]?.audience).toHaveLength(151);
    expect(wire.slack.calls.filter((one) => one.method === 'users.list')).toHaveLength(1);
  });

  it('holds nobody else up where it is asked to wait with one call, and says meanwhile that it reads', async () => {
    await wire.start();
    wire.slack.fail({ method: 'conversations.members', status: 429, retryAfterSeconds: 2 });
    const { ts, delivered } = wire.slack.mention('UANA', 'C1', 'hello');
    await delivered;
    await vi.waitFor(() =>
      expect(wire.slack.calls.some((one) => one.method === 'conversations.members')).toBe(true),
    );
    const begun = performance.now();
    wire.slack.directMessage('UBEN', 'elsewhere');
    await untilSaid(() => wire.slack.messages('DUBEN'));
    expect(performance.now() - begun).toBeLessThan(1_000);
    await vi.waitFor(() =>
      expect(wire.slack.workspace.statuses).toContainEqual({
        channel: 'C1',
        threadTs: ts,
        status: 'reading the question…',
      }),
    );
    await untilSaid(() => wire.slack.repliesTo(ts));
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { untilSaid } from './harness.ts';
import { type Handle, useSlack } from './use-slack.ts';

const wire = useSlack('http');
const sockets = useSlack('socket');

/** A replica that says what it is asked, when the test lets it. */
function replica(name: string, until?: Promise<void>): Handle {
  return async ({ text, change }, watch) => {
    if (change === 'deleted') return { kind: 'nothing', text: '' };
    watch?.onProgress?.('looking…');
    await until;
    return { kind: 'text', text: `${name}: ${text}` };
  };
}

describe('a question that is changed while another replica answers it', () => {
  /** A question that one replica is at; what comes next comes to another one. */
  async function asked(where: 'channel' | 'direct') {
    const go = Promise.withResolvers<void>();
    await wire.start(replica('one', go.promise));
    const { delivered, ...question } =
      where === 'channel'
        ? wire.slack.mention('UANA', 'C1', 'hello')
        : wire.slack.directMessage('UANA', 'hello');
    await delivered;
    await vi.waitFor(() => expect(wire.heard).toHaveLength(1));
    await wire.start(replica('two'));
    return { question, go: go.resolve };
  }

  const said = (where: 'channel' | 'direct'): readonly string[] =>
    wire.slack.messages(where === 'channel' ? 'C1' : 'DUANA').map((one) => one.text);

  it.each(['channel', 'direct'] as const)('has no answer once it is deleted: %s', async (where) => {
    const { question, go } = await asked(where);
    await wire.slack.remove(question);
    await sleep(100);
    go();
    await sleep(700);
    expect(said(where)).toEqual([]);
  });

  it.each([
    ['channel', '<@UBOT> hello, all'],
    ['direct', 'hello, all'],
  ] as const)('has the answer to what it came to be, once: %s', async (where, text) => {
    const { question, go } = await asked(where);
    await wire.slack.edit(question, text);
    await sleep(100);
    go();
    await vi.waitFor(() => expect(said(where)).toEqual(['two: hello, all']), { timeout: 3_000 });
    await sleep(400);
    expect(said(where)).toEqual(['two: hello, all']);
  });

  it('is answered as it came to be where that is told of first', async () => {
    await wire.start(replica('one'));
    const question = wire.slack.write('UANA', 'C1', '<@UBOT> hello');
    const event = wire.slack.eventOf(question, { type: 'app_mention' });
    await wire.slack.edit(question, '<@UBOT> hello, all');
    await untilSaid(() => wire.slack.repliesTo(question.ts));
    await wire.slack.deliverEvent(event);
    await sleep(200);
    expect(said('channel')).toEqual(['one: hello, all']);
  });
});

describe('two replicas over sockets, of which Slack tells each thing to one', () => {
  const mostMs = { timeout: 10_000 };

  it('answer every question once, and its repetition by nobody', async () => {
    const took: string[] = [];
    const working =
      (name: string): Handle =>
      async ({ text }) => {
        took.push(name);
        await sleep(50);
        return { kind: 'text', text };
      };
    await sockets.start(working('one'));
    await sockets.start(working('two'));
    expect(sockets.slack.connections()).toBe(2);
    const asked = Array.from({ length: 6 }, (_, at) => {
      const question = sockets.slack.write('UANA', 'C1', `<@UBOT> question ${at}`);
      return { question, event: sockets.slack.eventOf(question, { type: 'app_mention' }) };
    });
    const told = await Promise.all(
      asked.map(async ({ event }, at) => {
        const id = `Ev${at}`;
        // The next one is the other's.
        return await Promise.all([
          sockets.slack.deliverEvent(event, id),
          sockets.slack.deliverEvent(event, id),
        ]);
      }),
    );
    expect(told.flat().every((one) => one.acknowledgedAfterMs !== null)).toBe(true);
    await vi.waitFor(() => expect(sockets.slack.messages('C1')).toHaveLength(6), mostMs);
    await sleep(300);
    for (const [at, { question }] of asked.entries())
      expect(sockets.slack.repliesTo(question.ts).map((one) => one.text)).toEqual([`question ${at}`]);
    expect(took).toHaveLength(6);
  });

  it('go on with what the other has answered, and change its answers', async () => {
    await sockets.start(replica('one'));
    await sockets.start(replica('two'));
    const { delivered, ...question } = sockets.slack.mention('UANA', 'C1', 'hello');
    await delivered;
    const said = (): readonly string[] => sockets.slack.repliesTo(question.ts).map((one) => one.text);
    await vi.waitFor(() => expect(said()).toEqual(['one: hello']), mostMs);
    await sockets.slack.edit(question, '<@UBOT> hello, all');
    const edited = expect.stringMatching(/^(one|two): hello, all$/);
    await vi.waitFor(() => expect(said()).toEqual([edited]), mostMs);
    await sockets.slack.replyInThread('UANA', 'C1', 'and Ben?', question.ts).delivered;
    await vi.waitFor(() => expect(said()).toHaveLength(2), mostMs);
    expect(said()[1]).toMatch(/^(one|two): and Ben\?$/);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { untilSaid } from './harness.ts';
import { type Handle, useSlack } from './use-slack.ts';

const wire = useSlack('http');

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

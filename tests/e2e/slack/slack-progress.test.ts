import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { untilSaid } from './harness.ts';
import { type Handle, useSlack } from './use-slack.ts';

describe('what is being done, in Slack', () => {
  const wire = useSlack('socket');
  /** The handler goes on when the test has seen what it wants. */
  let step: PromiseWithResolvers<void>[];

  const slow: Handle = async ({ text }, watch) => {
    watch?.onProgress?.('looking for tasks…');
    await step[0]?.promise;
    watch?.onProgress?.('looking at 12 <tasks>…');
    await step[1]?.promise;
    return { kind: 'text', text: `done: ${text}` };
  };

  beforeEach(async () => {
    step = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await wire.start(slow);
  });
  afterEach(() => {
    for (const one of step) one.resolve();
  });

  /** But the first word, which stands where the handler takes a while to be asked. */
  const statuses = (): string[] =>
    wire.slack.workspace.statuses.map((one) => one.status).filter((one) => one !== 'reading the question…');

  it('is the status of the thread, until the answer is there', async () => {
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    await vi.waitFor(() => expect(statuses()).toEqual(['looking for tasks…']));
    step[0]?.resolve();
    await vi.waitFor(() =>
      expect(statuses()).toEqual(['looking for tasks…', 'looking at 12 &lt;tasks&gt;…']),
    );
    step[1]?.resolve();
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(wire.slack.workspace.statuses.at(-1)).toEqual({ channel: 'C1', threadTs: ts, status: '' });
    expect(wire.slack.messages('C1')).toHaveLength(1);
  });

  it('is taken away in a direct message, which is answered beside it', async () => {
    const { ts } = wire.slack.directMessage('UANA', 'hello');
    await vi.waitFor(() => expect(statuses()).toEqual(['looking for tasks…']));
    for (const one of step) one.resolve();
    await untilSaid(() => wire.slack.messages('DUANA'));
    expect(wire.slack.workspace.statuses.at(-1)).toEqual({ channel: 'DUANA', threadTs: ts, status: '' });
  });

  it('is a message that is edited, and becomes the answer, where Slack takes no status', async () => {
    wire.slack.workspace.scopes.delete('assistant:write');
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    await vi.waitFor(() => expect(wire.slack.repliesTo(ts)[0]?.text).toBe('looking for tasks…'));
    expect(wire.slack.repliesTo(ts)[0]?.metadata).toBeUndefined();
    step[0]?.resolve();
    await vi.waitFor(() => expect(wire.slack.repliesTo(ts)[0]?.text).toBe('looking at 12 &lt;tasks&gt;…'));
    step[1]?.resolve();
    await vi.waitFor(() => expect(wire.slack.repliesTo(ts)[0]?.text).toBe('done: hello'));
    expect(wire.slack.repliesTo(ts)).toHaveLength(1);
    expect(wire.slack.repliesTo(ts)[0]?.metadata?.event_type).toBe('orgwise_answer');
  });

  it('is left out where Slack asks to wait, and holds no answer up', async () => {
    wire.slack.fail({ method: 'assistant.threads.setStatus', status: 429, retryAfterSeconds: 30, times: 9 });
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    await vi.waitFor(() =>
      expect(wire.slack.calls.some((one) => one.method === 'assistant.threads.setStatus')).toBe(true),
    );
    await sleep(100);
    const begun = performance.now();
    for (const one of step) one.resolve();
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(wire.slack.calls.filter((one) => one.method === 'assistant.threads.setStatus')).toHaveLength(1);
  });

  it('is not shown where the answer comes soon', async () => {
    for (const one of step) one.resolve();
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(statuses().filter((one) => one !== '')).toEqual([]);
  });
});

describe('a channel that takes few messages a second', () => {
  const wire = useSlack('socket', { postsPerSecond: 3 });

  it('sends what a channel does not take at once in its order, and holds no other channel up', async () => {
    await wire.start(async ({ text }) => ({ kind: 'text', text }));
    for (let at = 0; at < 5; at++) await wire.slack.mention('UANA', 'C1', `question ${at}`).delivered;
    const begun = performance.now();
    wire.slack.directMessage('UBEN', 'elsewhere');
    await untilSaid(() => wire.slack.messages('DUBEN'));
    expect(performance.now() - begun).toBeLessThan(800);
    const said = await untilSaid(() => wire.slack.messages('C1'), 5);
    expect(said.map((one) => one.text)).toEqual([0, 1, 2, 3, 4].map((at) => `question ${at}`));
    expect(wire.slack.calls.filter((one) => one.method === 'chat.postMessage').length).toBeGreaterThan(6);
  });
});

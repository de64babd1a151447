import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OnMessage } from '../../../src/bot/bot-adapter.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import { createStreamBudget } from '../../../src/bot/slack/answer-stream.ts';
import { renderBlocks } from '../../../src/bot/slack/render-blocks.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { answerOf } from '../../fixtures/answer-of.ts';
import type { FakeSlack } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, untilSaid } from './harness.ts';
import { stopByUser } from './streams.ts';
import type { FakeMessage } from './workspace.ts';
import { visibleText } from './workspace.ts';

describe('an answer that takes long, in Slack', () => {
  let slack: FakeSlack;
  let state: StateStore;
  let bot: Bot;
  let step: PromiseWithResolvers<void>[];
  let last: Reply;

  const slow: OnMessage = async ({ text, change }, watch) => {
    if (change === 'edited') return { kind: 'text', text: `anew: ${text}` };
    if (change === 'deleted') return { kind: 'nothing', text: '' };
    watch?.onProgress?.('looking for tasks…');
    await step[0]?.promise;
    watch?.onProgress?.('looking at 12 <tasks>…');
    await step[1]?.promise;
    return last.kind === 'text' ? { ...last, text: last.text || `done: ${text}` } : last;
  };

  beforeEach(async () => {
    slack = await startCompanySlack();
    state = await openState();
    step = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    last = { kind: 'text', text: '' };
    bot = await startBot(slack, 'socket', slow, state, undefined, undefined, undefined, 80);
  });
  afterEach(async () => {
    for (const one of step) one.resolve();
    await bot.stop();
    await slack.stop();
    await state.close();
  });

  const go = (): void => {
    for (const one of step) one.resolve();
  };
  const callsOf = (method: string) => slack.calls.filter((one) => one.method === method);

  /** A question whose answer is being streamed. */
  async function streaming(text = 'hello') {
    const asked = slack.mention('UANA', 'C1', text);
    const [message] = await untilSaid(() =>
      slack.repliesTo(asked.ts).filter((one) => one.steps !== undefined),
    );
    return { ...asked, message };
  }
  const shown = (ts: string) => slack.repliesTo(ts)[0];
  const saidIn = (ts: string) =>
    vi.waitFor(() => {
      const said = slack.repliesTo(ts).find((one) => one.metadata?.event_type === 'orgwise_answer');
      if (said === undefined) throw new Error('no answer yet');
      return said;
    });

  it('shows its steps, and ends with the answer, marked with its event', async () => {
    const { ts, message, delivered } = await streaming();
    expect(message).toMatchObject({
      text: '',
      steps: [{ title: 'looking for tasks…', status: 'in_progress' }],
    });
    expect(message?.metadata).toBeUndefined();
    step[0]?.resolve();
    await vi.waitFor(() =>
      expect(shown(ts)?.steps).toMatchObject([
        { title: 'looking for tasks…', status: 'complete' },
        { title: 'looking at 12 <tasks>…', status: 'in_progress' },
      ]),
    );
    step[1]?.resolve();
    const said = await saidIn(ts);
    expect(visibleText(said)).toBe('done: hello');
    expect(said.steps?.map((one) => one.status)).toEqual(['complete', 'complete']);
    expect(said.streamsUntil).toBeUndefined();
    expect(slack.repliesTo(ts)).toHaveLength(1);
    await delivered;
    expect(callsOf('chat.startStream')[0]?.args).toMatchObject({
      recipient_user_id: 'UANA',
      recipient_team_id: 'T1',
    });
    // Nothing of the answer was there before it was whole.
    expect(callsOf('chat.appendStream').every((one) => one.args.markdown_text === undefined)).toBe(true);
  });

  describe('with words of a model', () => {
    const first = 'You get one after 36 <months>.';
    const both = `${first} Ask *IT* & wait.`;
    const source = { kind: 'article', id: 'a', key: 'a.md', title: 'Notebooks', url: null } as const;
    const written = (text: string): Reply => answerOf(text, { sources: [source], model: 'wrote' });
    const whole = (reply: Reply) =>
      visibleText({ text: '', blocks: renderBlocks(reply).blocks.map((block) => ({ ...block })) }).replace(
        /\s+/g,
        ' ',
      );
    const plain = (message: FakeMessage | undefined) =>
      message === undefined ? '' : visibleText(message).replace(/\s+/g, ' ');

    /** A bot whose model writes sentence by sentence. */
    async function writing(last: Reply, streamAfterMs = 600_000) {
      await bot.stop();
      const write: OnMessage = async (_, watch) => {
        watch?.onProgress?.('writing…');
        watch?.onText?.(first);
        await step[0]?.promise;
        watch?.onText?.(both);
        await step[1]?.promise;
        return last;
      };
      bot = await startBot(slack, 'socket', write, state, undefined, undefined, undefined, streamAfterMs);
      return slack.mention('UANA', 'C1', 'How old?');
    }

    it('shows each sentence when it is written, and is in the end what it would be without', async () => {
      const reply = written(`${both}\n\nA *note* on it.`);
      const { ts } = await writing(reply);
      await vi.waitFor(() => expect(plain(shown(ts))).toBe(first));
      step[0]?.resolve();
      await vi.waitFor(() => expect(plain(shown(ts))).toBe(both));
      step[1]?.resolve();
      const said = await saidIn(ts);
      expect(plain(said)).toBe(whole(reply));
      expect(slack.repliesTo(ts)).toHaveLength(1);
      expect(callsOf('chat.update')).toEqual([]);
    });

    it('adds at its end what was not shown yet', async () => {
      const reply = written(both);
      const { ts } = await writing(reply);
      await vi.waitFor(() => expect(plain(shown(ts))).toBe(first));
      slack.fail({ method: 'chat.appendStream', status: 429, retryAfterSeconds: 30, times: 9 });
      go();
      expect(plain(await saidIn(ts))).toBe(whole(reply));
    });

    it.each<[string, Reply]>([
      ['its words', written('I could not say: the model broke off.')],
      ['a failure', { kind: 'failure', id: 'abc', text: 'Something went wrong.' }],
    ])('is what it came to be where that is %s', async (_, reply) => {
      const { ts } = await writing(reply);
      await vi.waitFor(() => expect(plain(shown(ts))).toBe(first));
      go();
      await vi.waitFor(() => expect(plain(shown(ts))).toBe(whole(reply)));
      expect(slack.repliesTo(ts)).toHaveLength(1);
    });

    it('is whole where its stream is over, or does not take its blocks', async () => {
      slack.fail({ method: 'chat.stopStream', error: 'invalid_blocks' });
      const reply = written(both);
      const { ts } = await writing(reply);
      await vi.waitFor(() => expect(plain(shown(ts))).toBe(first));
      go();
      expect(plain(await saidIn(ts))).toBe(whole(reply));
    });
  });

  it('is streamed below the question in a direct message, and found there', async () => {
    const { delivered, ...question } = slack.directMessage('UANA', 'hello');
    const [stream] = await untilSaid(() => slack.repliesTo(question.ts));
    expect(stream?.steps).toMatchObject([{ title: 'looking for tasks…' }]);
    go();
    expect(visibleText(await saidIn(question.ts))).toBe('done: hello');
    expect(slack.messages('DUANA')).toHaveLength(1);
    const { id } = await delivered;
    const event = slack.eventOf(question, { type: 'message', channel_type: 'im' });
    await bot.adapter.resume?.(id, { team_id: 'T1', type: 'event_callback', event_id: id, event });
    expect(slack.messages('DUANA')).toHaveLength(1);
    await slack.edit(question, 'other words');
    await vi.waitFor(() =>
      expect(slack.messages('DUANA').map((one) => visibleText(one))).toEqual(['anew: other words']),
    );
  });

  it('is told of by a word to whoever gave a command, whose answer nobody else sees', async () => {
    const { id } = slack.command('UANA', 'C1', '/ask', 'hello');
    const [word] = await untilSaid(() => slack.responsesTo(id));
    expect(word).toMatchObject({ text: 'looking for tasks…', ephemeralFor: 'UANA' });
    go();
    const said = await untilSaid(() => slack.responsesTo(id), 2);
    expect(said.map((one) => visibleText(one))).toEqual(['looking for tasks…', 'done: hello']);
  });

  it('is a message of its own where Slack takes no stream, or asks to wait for one', async () => {
    slack.fail({ method: 'chat.startStream', error: 'channel_type_not_supported' });
    const first = slack.mention('UANA', 'C1', 'one');
    await vi.waitFor(() => expect(callsOf('chat.startStream')).toHaveLength(1));
    go();
    expect(visibleText(await saidIn(first.ts))).toBe('done: one');
    step = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    slack.fail({ method: 'chat.startStream', status: 429, retryAfterSeconds: 30 });
    const second = slack.mention('UANA', 'C1', 'two');
    await vi.waitFor(() => expect(callsOf('chat.startStream')).toHaveLength(2));
    const begun = performance.now();
    go();
    expect(visibleText(await saidIn(second.ts))).toBe('done: two');
    expect(performance.now() - begun).toBeLessThan(1000);
    expect(callsOf('chat.startStream')).toHaveLength(2);
  });

  it('takes the place of its stream where that is over', async () => {
    slack.workspace.streamLifeMs = 100;
    const { ts } = await streaming();
    await sleep(120);
    go();
    const said = await saidIn(ts);
    expect(visibleText(said)).toBe('done: hello');
    expect(said).toMatchObject({ isEdited: true });
    expect(slack.repliesTo(ts)).toHaveLength(1);
  });

  it('is edited in where Slack does not take its blocks at the end of the stream', async () => {
    slack.fail({ method: 'chat.stopStream', error: 'invalid_blocks' });
    const { ts } = await streaming();
    go();
    expect(visibleText(await saidIn(ts))).toBe('done: hello');
    expect(slack.repliesTo(ts)).toHaveLength(1);
  });

  it('waits for no limit of streams: it is said beside the stream, which goes', async () => {
    slack.fail({ method: 'chat.stopStream', status: 429, retryAfterSeconds: 1 });
    const { ts, message } = await streaming();
    const begun = performance.now();
    go();
    const said = await saidIn(ts);
    expect(performance.now() - begun).toBeLessThan(900);
    expect(said.ts).not.toBe(message?.ts);
    await vi.waitFor(() => expect(slack.repliesTo(ts)).toHaveLength(1), { timeout: 4000 });
    expect(visibleText(slack.repliesTo(ts)[0] ?? said)).toBe('done: hello');
  });

  it('is not pressed upon whoever stops it', async () => {
    const { ts, message } = await streaming();
    stopByUser(slack.workspace, message?.ts ?? '');
    go();
    expect(visibleText(await saidIn(ts))).toContain('You stopped this answer');
    expect(slack.repliesTo(ts)).toHaveLength(1);
  });

  it('leaves nothing of it before others where it is for its asker alone', async () => {
    last = { kind: 'text', text: 'a secret', visibleTo: 'asker' };
    const { ts, message } = await streaming();
    go();
    await vi.waitFor(() =>
      expect(slack.workspace.messages.find((one) => one.ephemeralFor === 'UANA')?.text).toBe('a secret'),
    );
    expect(slack.repliesTo(ts).some((one) => one.ts === message?.ts)).toBe(false);
  });

  it('follows a question that is edited or deleted meanwhile', async () => {
    const { message: _, delivered: __, ...asked } = await streaming();
    const edited = slack.edit(asked, '<@UBOT> other words');
    await sleep(30);
    go();
    await edited;
    await vi.waitFor(() =>
      expect(visibleText(shown(asked.ts) ?? { text: '', blocks: [] })).toBe('anew: other words'),
    );
    step = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { message: ___, delivered: ____, ...second } = await streaming('again');
    slack.remove(second);
    await sleep(30);
    go();
    await vi.waitFor(() => expect(callsOf('chat.stopStream').length).toBeGreaterThan(1));
    await vi.waitFor(() => expect(slack.repliesTo(second.ts)).toEqual([]));
  });

  describe('whose replica dies', () => {
    /** What another replica does with the event, whose question the dead one holds no more. */
    async function takeOver({ ts, delivered }: { ts: string; delivered: Promise<{ id: string }> }) {
      const words = async (): Promise<Reply> => ({ kind: 'text', text: 'taken over' });
      const other = await startBot(slack, 'socket', words, state);
      const { id } = await delivered;
      const question = slack.workspace.messages.find((one) => one.ts === ts);
      if (question === undefined) throw new Error('the question is gone');
      const event = slack.eventOf(question, { type: 'app_mention' });
      await state.writeConversation(`answering slack:T1:C1:${ts}`, '""', 1);
      await other.adapter.resume?.(id, { team_id: 'T1', type: 'event_callback', event_id: id, event });
      await other.stop();
    }
    const saidBelow = (ts: string): readonly string[] => slack.repliesTo(ts).map((one) => visibleText(one));

    it('is found by the replica that takes its event over, and what stood for it goes', async () => {
      const asked = await streaming();
      await takeOver(asked);
      expect(saidBelow(asked.ts)).toEqual(['taken over']);
      await takeOver(asked);
      expect(saidBelow(asked.ts)).toEqual(['taken over']);
    });

    it('leaves no message behind that stood for it where Slack takes no status', async () => {
      await bot.stop();
      bot = await startBot(slack, 'socket', slow, state);
      slack.workspace.scopes.delete('assistant:write');
      const asked = slack.mention('UANA', 'C1', 'hello');
      await untilSaid(() => slack.repliesTo(asked.ts));
      expect(saidBelow(asked.ts)).not.toEqual(['taken over']);
      await takeOver(asked);
      expect(saidBelow(asked.ts)).toEqual(['taken over']);
    });

    it('stays where it was said in what stood for it', async () => {
      const asked = await streaming();
      const { id } = await asked.delivered;
      const kept = await vi.waitFor(async () => {
        const json = await state.readRecord('begun', `slack:${id}`);
        if (json === null) throw new Error('nothing is kept yet');
        return json;
      });
      go();
      await saidIn(asked.ts);
      await vi.waitFor(async () => expect(await state.readRecord('begun', `slack:${id}`)).toBeNull());
      // As where the replica died just before it forgot.
      await state.writeRecord('begun', `slack:${id}`, kept, 60_000);
      await takeOver(asked);
      expect(saidBelow(asked.ts)).toEqual(['done: hello']);
    });
  });
});

it('begins no more streams in a minute than Slack ends', () => {
  let now = 0;
  const budget = createStreamBudget(() => now);
  const taken = Array.from({ length: 30 }, () => budget.take()).filter(Boolean);
  expect(taken.length).toBeLessThanOrEqual(10);
  now = 60_001;
  expect(budget.take()).toBe(true);
});

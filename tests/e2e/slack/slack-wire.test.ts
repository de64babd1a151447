import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncomingMessage } from '../../../src/bot/message.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import { AppError } from '../../../src/operations/app-error.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { buttonsOf } from './buttons.ts';
import type { FakeSlack } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, untilSaid } from './harness.ts';
import { visibleText } from './workspace.ts';

/** Says the question back, so that a test sees what came in. */
const echo = async (message: IncomingMessage): Promise<Reply> => ({
  kind: 'text',
  text: `${message.kind}: ${message.text}`,
});

describe.each(['socket', 'http'] as const)('Slack on the wire, over %s', (kind) => {
  let slack: FakeSlack;
  let state: StateStore;
  let bots: Bot[];
  let heard: IncomingMessage[];

  beforeEach(async () => {
    slack = await startCompanySlack();
    state = await openState();
    bots = [];
    heard = [];
  });
  afterEach(async () => {
    for (const bot of bots) await bot.stop();
    await slack.stop();
    await state.close();
  });

  async function start(
    handle: (message: IncomingMessage) => Promise<Reply> = echo,
    over: StateStore = state,
    holdMs?: number,
  ): Promise<Bot> {
    const remember = async (message: IncomingMessage): Promise<Reply> => {
      heard.push(message);
      return await handle(message);
    };
    const bot = await startBot(slack, kind, remember, over, holdMs);
    bots.push(bot);
    return bot;
  }

  it('answers a mention in its thread, and a mention in a thread there', async () => {
    await start();
    const { ts } = slack.mention('UANA', 'C1', 'Who leads Platform?');
    const [first] = await untilSaid(() => slack.repliesTo(ts));
    expect(first?.text).toBe('mention: Who leads Platform?');
    slack.mention('UBEN', 'C1', 'and Web?', ts);
    await untilSaid(() => slack.repliesTo(ts), 2);
    expect(heard.map((one) => one.conversationId)).toEqual([`slack:T1:C1:${ts}`, `slack:T1:C1:${ts}`]);
  });

  it('says something unasked in a channel that it is in, and fails where it is not', async () => {
    const { adapter } = await start();
    await adapter.post?.('C1', 'Joined: 1\n- Ana <!channel> & Co');
    const [said] = await untilSaid(() => slack.messages('C1'));
    expect(said?.text).toBe('Joined: 1\n- Ana &lt;!channel&gt; &amp; Co');
    await expect(adapter.post?.('C2', 'Joined: 1')).rejects.toThrow('not_in_channel');
  });

  it('answers a direct message beside it, and in a thread only where it was written in one', async () => {
    await start();
    const { ts } = slack.directMessage('UANA', 'hello');
    const [plain] = await untilSaid(() => slack.messages('DUANA'));
    expect(plain?.threadTs).toBeUndefined();
    slack.directMessage('UANA', 'more', ts);
    await untilSaid(() => slack.repliesTo(ts));
    expect(heard.map((one) => [one.kind, one.conversationId, one.audience])).toEqual([
      ['direct', 'slack:T1:DUANA', undefined],
      ['direct', `slack:T1:DUANA:${ts}`, undefined],
    ]);
  });

  it('answers commands for the asker alone, with nothing to see in the acknowledgement', async () => {
    await start();
    const { id, delivered } = slack.command('UANA', 'C1', '/whois', '<@UBEN|ben>');
    const [answer] = await untilSaid(() => slack.responsesTo(id));
    expect(answer).toMatchObject({ ephemeralFor: 'UANA', text: 'command: ben@acme.example' });
    expect(['', '{}']).toContain((await delivered).body);
    expect(heard[0]).toMatchObject({ command: 'whois', sender: { email: 'ana@acme.example' } });
  });

  it('acknowledges after the event is in the inbox, and before it is answered', async () => {
    const order: string[] = [];
    const noted = Promise.withResolvers<void>();
    const slow: StateStore = {
      ...bind(state),
      async receiveEvent(...event) {
        await noted.promise;
        order.push('noted');
        return await state.receiveEvent(...event);
      },
    };
    const answering = Promise.withResolvers<void>();
    await start(async (message) => {
      await answering.promise;
      order.push('answered');
      return await echo(message);
    }, slow);
    const { ts, delivered } = slack.mention('UANA', 'C1', 'hello');
    void delivered.then(() => order.push('acknowledged'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(order).toEqual([]);
    noted.resolve();
    expect((await delivered).attempts).toBe(1);
    answering.resolve();
    await untilSaid(() => slack.repliesTo(ts));
    expect(order).toEqual(['noted', 'acknowledged', 'answered']);
  });

  it('answers a delivery that is repeated once, by whichever of two replicas', async () => {
    await start();
    const message = slack.write('UANA', 'C1', '<@UBOT> once');
    const event = slack.eventOf(message, { type: 'app_mention' });
    await slack.deliverEvent(event, 'Ev1');
    await slack.deliverEvent(event, 'Ev1');
    await start();
    await slack.deliverEvent(event, 'Ev1');
    const other = slack.mention('UANA', 'C1', 'other');
    await untilSaid(() => slack.repliesTo(other.ts));
    expect(slack.repliesTo(message.ts)).toHaveLength(1);
  });

  it('says that the data cannot be reached, once, and recovers by itself', async () => {
    let isDown = true;
    const failing: StateStore = {
      ...bind(state),
      async receiveEvent(...event) {
        if (isDown) throw new AppError('storage_unreachable', 'The database does not answer.');
        return await state.receiveEvent(...event);
      },
    };
    const bot = await start(async (message) => {
      if (!isDown) return await echo(message);
      return { kind: 'failure', id: 'ab12cd34', text: 'I cannot reach my data at the moment.' };
    }, failing);
    const message = slack.write('UANA', 'C1', '<@UBOT> hello');
    const event = slack.eventOf(message, { type: 'app_mention' });
    expect((await slack.deliverEvent(event, 'Ev2')).attempts).toBe(1);
    const [said] = await untilSaid(() => slack.repliesTo(message.ts));
    expect(visibleText(said ?? { text: '', blocks: [] })).toContain('ab12cd34');
    isDown = false;
    await slack.deliverEvent(event, 'Ev2');
    const next = slack.mention('UANA', 'C1', 'again');
    await untilSaid(() => slack.repliesTo(next.ts));
    expect(slack.repliesTo(message.ts)).toHaveLength(1);
    expect(slack.repliesTo(next.ts)[0]?.text).toBe('mention: again');
    expect(bot.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
  });

  it('leaves bots, edits, deletions and the talk of a channel alone', async () => {
    await start();
    const message = slack.write('UANA', 'C1', 'between us');
    for (const more of [
      { type: 'message', channel_type: 'channel' },
      { type: 'message', channel_type: 'im', subtype: 'message_changed' },
      { type: 'message', channel_type: 'im', subtype: 'message_deleted', user: undefined },
      { type: 'message', channel_type: 'im', bot_id: 'B1', user: 'UBOT' },
      { type: 'app_mention', bot_id: 'B9', user: 'UCI' },
    ]) {
      expect((await slack.deliverEvent(slack.eventOf(message, more))).attempts).toBe(1);
    }
    const { ts } = slack.mention('UANA', 'C1', 'hello');
    await untilSaid(() => slack.repliesTo(ts));
    expect(heard).toHaveLength(1);
  });

  it('reads the mention of a colleague, entities and links as words, and what is written to a file', async () => {
    await start();
    slack.directMessage(
      'UANA',
      'What does <@UBEN> say of R&amp;D in <#C1|general>, <https://a.example/x|x>?',
    );
    const { ts } = slack.directMessage('UANA', 'help');
    const picture = slack.write('UANA', 'DUANA', 'Who is this?');
    const more = { type: 'message', channel_type: 'im', subtype: 'file_share' };
    void slack.deliverEvent(slack.eventOf(picture, more));
    await untilSaid(() => slack.messages('DUANA'), 3);
    expect(slack.repliesTo(ts)).toEqual([]);
    expect(heard.map((one) => one.text || one.command).sort()).toEqual([
      'What does ben@acme.example say of R&D in #general, x?',
      'Who is this?',
      'help',
    ]);
  });

  it('knows who reads along: members by their address, without bots', async () => {
    await start();
    const { ts } = slack.mention('UANA', 'C1', 'hello');
    await untilSaid(() => slack.repliesTo(ts));
    const emails = heard[0]?.audience?.map((one) => one.email);
    expect(emails).toEqual(['ana@acme.example', 'ben@acme.example']);
    const calls = slack.calls.length;
    const again = slack.mention('UANA', 'C1', 'again');
    await untilSaid(() => slack.repliesTo(again.ts));
    expect(slack.calls.slice(calls).map((one) => one.method)).toEqual(['chat.postMessage']);
  });

  it.each([
    ['a crowd', 'C3', []],
    ['a guest without an address', 'G1', []],
    ['members that may not be read', 'C1', ['channels:read']],
  ])('lets %s read nothing', async (_, channel, withdrawn) => {
    for (const scope of withdrawn) slack.workspace.scopes.delete(scope);
    await start();
    const { ts } = slack.mention('UANA', channel, 'hello');
    await untilSaid(() => slack.repliesTo(ts));
    expect(heard[0]?.audience?.some((one) => one.email === undefined)).toBe(true);
  });

  it('believes no address of another workspace, and none that was not confirmed', async () => {
    await start();
    slack.directMessage('USTRANGER', 'hello');
    slack.directMessage('UUNSURE', 'hello');
    await untilSaid(() => [...slack.messages('DUSTRANGER'), ...slack.messages('DUUNSURE')], 2);
    expect(heard.map((one) => one.sender.email)).toEqual([undefined, undefined]);
  });

  it.each([
    ['a guest', 'UVISITOR', 'guest'],
    ['a member of another workspace', 'USTRANGER', 'external'],
    ['somebody of no shared channel', 'UNOBODY', 'other_tenant'],
    ['a bot', 'UCI', 'bot'],
    ['a colleague', 'UBEN', undefined],
  ])('tells that %s is one', async (_, user, standing) => {
    await start();
    slack.directMessage(user, 'hello');
    await untilSaid(() => slack.messages(`D${user}`));
    const { sender } = heard[0] ?? {};
    expect(sender?.standing).toBe(standing);
    expect(sender?.email).toBe(standing === undefined ? 'ben@acme.example' : undefined);
  });

  it('tells the language and the time zone of whoever asks', async () => {
    await start();
    slack.directMessage('UANA', 'hello');
    await untilSaid(() => slack.messages('DUANA'));
    expect(heard[0]).toMatchObject({ locale: 'pt-PT', timeZone: 'Europe/Lisbon' });
  });

  it('says so with an id where Slack does not tell who asks', async () => {
    slack.workspace.scopes.delete('users:read');
    const bot = await start();
    slack.directMessage('UANA', 'hello');
    const [said] = await untilSaid(() => slack.messages('DUANA'));
    expect(said?.text).toMatch(/could not find out who asks.*\([0-9a-f]{8}\)$/);
    expect(bot.lines.some((line) => line.level === 'error')).toBe(true);
  });

  it('waits as long as Slack asks it to', async () => {
    await start();
    slack.fail({ method: 'chat.postMessage', status: 429, retryAfterSeconds: 1 });
    const begun = performance.now();
    const { ts } = slack.mention('UANA', 'C1', 'hello');
    await untilSaid(() => slack.repliesTo(ts));
    expect(performance.now() - begun).toBeGreaterThan(1_000);
  });

  it('sends the words alone where Slack refuses the blocks', async () => {
    await start();
    slack.fail({ method: 'chat.postMessage', error: 'invalid_blocks' });
    const { ts } = slack.mention('UANA', 'C1', 'hello');
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    expect(said).toMatchObject({ text: 'mention: hello', blocks: [] });
  });

  it('calls nobody and links nothing, whatever the data say', async () => {
    await start(async () => ({
      kind: 'text',
      text: '<!channel> <@UBEN> <https://evil.example|payroll> R&D',
    }));
    const { ts } = slack.mention('UANA', 'C1', 'hello');
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    expect(JSON.stringify([said?.text, said?.blocks])).not.toContain('<');
    expect(visibleText(said ?? { text: '', blocks: [] })).toContain('<!channel>');
  });

  it('asks the next question in the thread, in the name of whoever presses it', async () => {
    const parts = { claims: [], asOf: [], followUps: ['Who leads it?'], sources: [] };
    await start(async (message) =>
      message.kind === 'mention'
        ? {
            kind: 'answer',
            answer: { language: 'en', text: 'There are 12.', ...parts },
            actions: [{ kind: 'follow_up', label: 'Who leads it?', ref: 'a-reference.0' }],
          }
        : await echo(message),
    );
    const { ts } = slack.mention('UANA', 'C1', 'how many');
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    if (said === undefined) throw new Error('no answer');
    const [button] = buttonsOf(said);
    expect(button).toMatchObject({ value: 'a-reference.0', text: { text: 'Who leads it?' } });
    slack.click('UBEN', said, button?.action_id ?? '');
    await untilSaid(() => slack.repliesTo(ts), 2);
    expect(heard.at(-1)).toMatchObject({
      kind: 'action',
      action: { ref: 'a-reference.0' },
      conversationId: `slack:T1:C1:${ts}`,
      sender: { accountId: 'UBEN' },
      canReplyPrivately: true,
    });
    expect(heard.at(-1)?.audience).toHaveLength(2);
  });

  it('shows a private answer in the channel where the response URL counts no more', async () => {
    const held = Promise.withResolvers<void>();
    await start(async (message) => {
      await held.promise;
      return { kind: 'text', text: message.command ?? '', visibleTo: 'asker' };
    });
    const { id, delivered } = slack.command('UANA', 'C1', '/whois', 'Ben');
    await delivered;
    slack.expireResponseUrls();
    held.resolve();
    const [said] = await untilSaid(() => slack.messages('C1'));
    expect(said).toMatchObject({ ephemeralFor: 'UANA', text: 'whois' });
    expect(slack.responsesTo(id)).toEqual([]);
  });

  it('shows a private answer beside a question that nobody has answered, and in a thread that there is', async () => {
    await start(async ({ text }) => ({ kind: 'text', text, visibleTo: 'asker' }));
    const { ts } = slack.mention('UANA', 'C1', 'first');
    const [beside] = await untilSaid(() => slack.messages('C1'));
    expect(beside).toMatchObject({ text: 'first', ephemeralFor: 'UANA' });
    expect(beside?.threadTs).toBeUndefined();
    slack.write('UBEN', 'C1', 'I know', ts);
    slack.mention('UANA', 'C1', 'second', ts);
    const [within] = await untilSaid(() => slack.repliesTo(ts));
    expect(within).toMatchObject({ text: 'second', ephemeralFor: 'UANA' });
  });

  it('goes on with a question in its thread without a mention, right below its answer', async () => {
    await start();
    const { ts } = slack.mention('UANA', 'C1', 'Who leads Platform?');
    await untilSaid(() => slack.repliesTo(ts));
    slack.replyInThread('UANA', 'C1', 'and Web?', ts);
    const said = await untilSaid(() => slack.repliesTo(ts), 2);
    expect(said[1]?.text).toBe('mention: and Web?');
    expect(heard[1]).toMatchObject({ conversationId: `slack:T1:C1:${ts}`, sender: { accountId: 'UANA' } });
    expect(heard[1]?.audience).toHaveLength(2);
  });

  it('leaves what people say to each other in a thread alone', async () => {
    await start();
    const { ts } = slack.mention('UANA', 'C1', 'Who leads Platform?');
    await untilSaid(() => slack.repliesTo(ts));
    const other = slack.write('UANA', 'C1', 'a thread without it');
    // By somebody else; to somebody else; below somebody else's words; in another thread; on top of a channel.
    await slack.replyInThread('UBEN', 'C1', 'I do', ts).delivered;
    await slack.replyInThread('UANA', 'C1', 'thank you', ts).delivered;
    await slack.replyInThread('UANA', 'C1', '<@UBEN> really?', ts).delivered;
    await slack.replyInThread('UANA', 'C1', 'anybody?', other.ts).delivered;
    await slack.deliverEvent(slack.eventOf(other, { type: 'message', channel_type: 'channel' }));
    const last = slack.mention('UBEN', 'C1', 'hello');
    await untilSaid(() => slack.repliesTo(last.ts));
    expect(heard.map((one) => one.text)).toEqual(['Who leads Platform?', 'hello']);
  });

  it('takes over the event of a replica that died, unless it was answered', async () => {
    const open = slack.write('UANA', 'C1', '<@UBOT> lost');
    const said = slack.write('UANA', 'C1', '<@UBOT> answered');
    const bodyOf = (message: typeof open, event_id: string): string =>
      JSON.stringify({
        type: 'event_callback',
        team_id: 'T1',
        event_id,
        event: slack.eventOf(message, { type: 'app_mention' }),
      });
    await state.receiveEvent({ id: 'slack:Ev3', payload: bodyOf(open, 'Ev3') }, 'dead', 1);
    await state.receiveEvent({ id: 'slack:Ev4', payload: bodyOf(said, 'Ev4') }, 'dead', 1);
    slack.workspace.messages.push({
      ...said,
      ts: `${said.ts}1`,
      user: 'UBOT',
      text: 'Here you are.',
      threadTs: said.ts,
      metadata: { event_type: 'orgwise_answer', event_payload: { event_id: 'Ev4' } },
    });
    const bot = await start(echo, state, 300);
    bot.inbox.watch([bot.adapter]);
    await untilSaid(() => slack.repliesTo(open.ts));
    await vi.waitFor(async () => expect(await state.renewEvent('slack:Ev4', 'x', 1)).toBe(false));
    await bot.stop();
    bots = [];
    expect(heard.map((one) => one.text)).toEqual(['lost']);
    expect(slack.repliesTo(said.ts)).toHaveLength(1);
  });

  it('stops when what it took is answered, and takes no more', async () => {
    const held = Promise.withResolvers<void>();
    const bot = await start(async (message) => {
      await held.promise;
      return await echo(message);
    });
    const { ts, delivered } = slack.mention('UANA', 'C1', 'hello');
    await delivered;
    await vi.waitFor(() => expect(heard).toHaveLength(1));
    const stopped = bot.stop();
    setTimeout(held.resolve, 100);
    await stopped;
    bots = [];
    expect(slack.repliesTo(ts)).toHaveLength(1);
    const late = slack.mention('UANA', 'C1', 'late');
    expect((await late.delivered).acknowledgedAfterMs).toBeNull();
    expect(heard).toHaveLength(1);
  });
});

/** A store's methods as own properties, so that a test may put others in their place. */
function bind(state: StateStore): StateStore {
  return {
    migrate: () => state.migrate(),
    acquireLease: (...all) => state.acquireLease(...all),
    renewLease: (...all) => state.renewLease(...all),
    releaseLease: (...all) => state.releaseLease(...all),
    receiveEvent: (...all) => state.receiveEvent(...all),
    finishEvent: (...all) => state.finishEvent(...all),
    renewEvent: (...all) => state.renewEvent(...all),
    takeOverEvents: (...all) => state.takeOverEvents(...all),
    readConversation: (...all) => state.readConversation(...all),
    writeConversation: (...all) => state.writeConversation(...all),
    swapConversation: (...all) => state.swapConversation(...all),
    readRecord: (...all) => state.readRecord(...all),
    writeRecord: (...all) => state.writeRecord(...all),
    deleteRecord: (...all) => state.deleteRecord(...all),
    listRecords: (...all) => state.listRecords(...all),
    addToSum: (...all) => state.addToSum(...all),
    close: () => state.close(),
  };
}

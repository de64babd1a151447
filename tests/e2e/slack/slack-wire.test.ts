import { describe, expect, it } from 'vitest';
import { untilSaid } from './harness.ts';
import { useSlack } from './use-slack.ts';

describe.each(['socket', 'http'] as const)('Slack on the wire, over %s', (kind) => {
  const wire = useSlack(kind);

  it('answers a mention in its thread, and a mention in a thread there', async () => {
    await wire.start();
    const { ts } = wire.slack.mention('UANA', 'C1', 'Who leads Platform?');
    const [first] = await untilSaid(() => wire.slack.repliesTo(ts));
    expect(first?.text).toBe('mention: Who leads Platform?');
    wire.slack.mention('UBEN', 'C1', 'and Web?', ts);
    await untilSaid(() => wire.slack.repliesTo(ts), 2);
    expect(wire.heard.map((one) => one.conversationId)).toEqual([`slack:T1:C1:${ts}`, `slack:T1:C1:${ts}`]);
  });

  it('says something unasked in a channel that it is in, and fails where it is not', async () => {
    const { adapter } = await wire.start();
    await adapter.post?.('C1', 'Joined: 1\n- Ana <!channel> & Co');
    const [said] = await untilSaid(() => wire.slack.messages('C1'));
    expect(said?.text).toBe('Joined: 1\n- Ana &lt;!channel&gt; &amp; Co');
    await expect(adapter.post?.('C2', 'Joined: 1')).rejects.toThrow('not_in_channel');
  });

  it('answers a direct message beside it, and in a thread only where it was written in one', async () => {
    await wire.start();
    const { ts } = wire.slack.directMessage('UANA', 'hello');
    const [plain] = await untilSaid(() => wire.slack.messages('DUANA'));
    expect(plain?.threadTs).toBeUndefined();
    wire.slack.directMessage('UANA', 'more', ts);
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(wire.heard.map((one) => [one.kind, one.conversationId, one.audience])).toEqual([
      ['direct', 'slack:T1:DUANA', undefined],
      ['direct', `slack:T1:DUANA:${ts}`, undefined],
    ]);
  });

  it('answers commands for the asker alone, with nothing to see in the acknowledgement', async () => {
    await wire.start();
    const { id, delivered } = wire.slack.command('UANA', 'C1', '/whois', '<@UBEN|ben>');
    const [answer] = await untilSaid(() => wire.slack.responsesTo(id));
    expect(answer).toMatchObject({ ephemeralFor: 'UANA', text: 'command: Ben Okafor' });
    expect(['', '{}']).toContain((await delivered).body);
    const mentioned = [{ words: 'Ben Okafor', email: 'ben@acme.example' }];
    expect(wire.heard[0]).toMatchObject({
      command: 'whois',
      mentioned,
      sender: { email: 'ana@acme.example' },
    });
  });

  it('leaves bots, edits, deletions and the talk of a channel alone', async () => {
    await wire.start();
    const message = wire.slack.write('UANA', 'C1', 'between us');
    for (const more of [
      { type: 'message', channel_type: 'channel' },
      { type: 'message', channel_type: 'im', subtype: 'message_changed' },
      { type: 'message', channel_type: 'im', subtype: 'message_deleted', user: undefined },
      { type: 'message', channel_type: 'im', bot_id: 'B1', user: 'UBOT' },
      { type: 'app_mention', bot_id: 'B9', user: 'UCI' },
    ]) {
      expect((await wire.slack.deliverEvent(wire.slack.eventOf(message, more))).attempts).toBe(1);
    }
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(wire.heard).toHaveLength(1);
  });

  it('reads the mention of a colleague, entities and links as words, and what is written to a file', async () => {
    await wire.start();
    wire.slack.directMessage(
      'UANA',
      'What does <@UBEN> say of R&amp;D in <#C1|general>, <https://a.example/x|x>?',
    );
    const { ts } = wire.slack.directMessage('UANA', 'help');
    const picture = wire.slack.write('UANA', 'DUANA', 'Who is this?');
    const more = { type: 'message', channel_type: 'im', subtype: 'file_share' };
    void wire.slack.deliverEvent(wire.slack.eventOf(picture, more));
    await untilSaid(() => wire.slack.messages('DUANA'), 3);
    expect(wire.slack.repliesTo(ts)).toEqual([]);
    expect(wire.heard.map((one) => one.text || one.command).sort()).toEqual([
      'What does Ben Okafor say of R&D in #general, x?',
      'Who is this?',
      'help',
    ]);
  });

  it('goes on with a question in its thread without a mention, right below its answer', async () => {
    await wire.start();
    const { ts } = wire.slack.mention('UANA', 'C1', 'Who leads Platform?');
    await untilSaid(() => wire.slack.repliesTo(ts));
    wire.slack.replyInThread('UANA', 'C1', 'and Web?', ts);
    const said = await untilSaid(() => wire.slack.repliesTo(ts), 2);
    expect(said[1]?.text).toBe('mention: and Web?');
    expect(wire.heard[1]).toMatchObject({
      conversationId: `slack:T1:C1:${ts}`,
      sender: { accountId: 'UANA' },
    });
    expect(wire.heard[1]?.audience).toHaveLength(2);
  });

  it('leaves what people say to each other in a thread alone', async () => {
    await wire.start();
    const { ts } = wire.slack.mention('UANA', 'C1', 'Who leads Platform?');
    await untilSaid(() => wire.slack.repliesTo(ts));
    const other = wire.slack.write('UANA', 'C1', 'a thread without it');
    // By somebody else; to somebody else; below somebody else's words; in another thread; on top of a channel.
    await wire.slack.replyInThread('UBEN', 'C1', 'I do', ts).delivered;
    await wire.slack.replyInThread('UANA', 'C1', 'thank you', ts).delivered;
    await wire.slack.replyInThread('UANA', 'C1', '<@UBEN> really?', ts).delivered;
    await wire.slack.replyInThread('UANA', 'C1', 'anybody?', other.ts).delivered;
    await wire.slack.deliverEvent(wire.slack.eventOf(other, { type: 'message', channel_type: 'channel' }));
    const last = wire.slack.mention('UBEN', 'C1', 'hello');
    await untilSaid(() => wire.slack.repliesTo(last.ts));
    expect(wire.heard.map((one) => one.text)).toEqual(['Who leads Platform?', 'hello']);
  });
});

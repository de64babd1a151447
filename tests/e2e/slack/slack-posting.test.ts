import { describe, expect, it, vi } from 'vitest';
import { answerOf } from '../../fixtures/answer-of.ts';
import { buttonsOf } from './buttons.ts';
import { untilSaid } from './harness.ts';
import { echo, useSlack } from './use-slack.ts';
import { visibleText } from './workspace.ts';

describe.each(['socket', 'http'] as const)('answers in Slack, over %s', (kind) => {
  const wire = useSlack(kind);

  it('waits as long as Slack asks it to', async () => {
    await wire.start();
    wire.slack.fail({ method: 'chat.postMessage', status: 429, retryAfterSeconds: 1 });
    const begun = performance.now();
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(performance.now() - begun).toBeGreaterThan(1_000);
  });

  it('sends the words alone where Slack refuses the blocks', async () => {
    await wire.start();
    wire.slack.fail({ method: 'chat.postMessage', error: 'invalid_blocks' });
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    const [said] = await untilSaid(() => wire.slack.repliesTo(ts));
    expect(said).toMatchObject({ text: 'mention: hello', blocks: [] });
  });

  it('calls nobody and links nothing, whatever the data say', async () => {
    await wire.start(async () => ({
      kind: 'text',
      text: '<!channel> <@UBEN> <https://evil.example|payroll> R&D',
    }));
    const { ts } = wire.slack.mention('UANA', 'C1', 'hello');
    const [said] = await untilSaid(() => wire.slack.repliesTo(ts));
    expect(JSON.stringify([said?.text, said?.blocks])).not.toContain('<');
    expect(visibleText(said ?? { text: '', blocks: [] })).toContain('<!channel>');
  });

  it('asks the next question in the thread, in the name of whoever presses it', async () => {
    await wire.start(async (message) =>
      message.kind === 'mention'
        ? {
            ...answerOf('There are 12.', { followUps: ['Who leads it?'] }),
            actions: [{ kind: 'follow_up', label: 'Who leads it?', ref: 'a-reference.0' }],
          }
        : await echo(message),
    );
    const { ts } = wire.slack.mention('UANA', 'C1', 'how many');
    const [said] = await untilSaid(() => wire.slack.repliesTo(ts));
    if (said === undefined) throw new Error('no answer');
    const [button] = buttonsOf(said);
    expect(button).toMatchObject({ value: 'a-reference.0', text: { text: 'Who leads it?' } });
    wire.slack.click('UBEN', said, button?.action_id ?? '');
    await untilSaid(() => wire.slack.repliesTo(ts), 2);
    expect(wire.heard.at(-1)).toMatchObject({
      kind: 'action',
      action: { ref: 'a-reference.0' },
      conversationId: `slack:T1:C1:${ts}`,
      sender: { accountId: 'UBEN' },
      canReplyPrivately: true,
    });
    expect(wire.heard.at(-1)?.audience).toHaveLength(2);
  });

  it('draws the buttons of words too, as those of a stopped sync', async () => {
    const action = { kind: 'approve_plan', label: 'Approve hr', ref: 'a-plan.0' } as const;
    await wire.start(async (message) =>
      message.kind === 'command'
        ? { kind: 'text', text: 'A sync was stopped.', actions: [action] }
        : await echo(message),
    );
    const { id } = wire.slack.command('UANA', 'C1', '/orgwise', 'status');
    const [said] = await untilSaid(() => wire.slack.responsesTo(id));
    if (said === undefined) throw new Error('no answer');
    const [button] = buttonsOf(said);
    expect(button).toMatchObject({ value: 'a-plan.0', text: { text: 'Approve hr' } });
    wire.slack.click('UANA', said, button?.action_id ?? '');
    await vi.waitFor(() =>
      expect(wire.heard.at(-1)).toMatchObject({ kind: 'action', action: { ref: 'a-plan.0' } }),
    );
  });

  it('shows a private answer in the channel where the response URL counts no more', async () => {
    const held = Promise.withResolvers<void>();
    await wire.start(async (message) => {
      await held.promise;
      return { kind: 'text', text: message.command ?? '', visibleTo: 'asker' };
    });
    const { id, delivered } = wire.slack.command('UANA', 'C1', '/whois', 'Ben');
    await delivered;
    wire.slack.expireResponseUrls();
    held.resolve();
    const [said] = await untilSaid(() => wire.slack.messages('C1'));
    expect(said).toMatchObject({ ephemeralFor: 'UANA', text: 'whois' });
    expect(wire.slack.responsesTo(id)).toEqual([]);
  });

  it('shows a private answer beside a question that nobody has answered, and in a thread that there is', async () => {
    await wire.start(async ({ text }) => ({ kind: 'text', text, visibleTo: 'asker' }));
    const { ts } = wire.slack.mention('UANA', 'C1', 'first');
    const [beside] = await untilSaid(() => wire.slack.messages('C1'));
    expect(beside).toMatchObject({ text: 'first', ephemeralFor: 'UANA' });
    expect(beside?.threadTs).toBeUndefined();
    wire.slack.write('UBEN', 'C1', 'I know', ts);
    wire.slack.mention('UANA', 'C1', 'second', ts);
    const [within] = await untilSaid(() => wire.slack.repliesTo(ts));
    expect(within).toMatchObject({ text: 'second', ephemeralFor: 'UANA' });
  });
});

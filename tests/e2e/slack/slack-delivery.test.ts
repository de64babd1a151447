import { describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../src/operations/app-error.ts';
import type { StateStore } from '../../../src/state/state-store.ts';
import { untilSaid } from './harness.ts';
import { echo, useSlack } from './use-slack.ts';
import { visibleText } from './workspace.ts';

describe.each(['socket', 'http'] as const)('events of Slack, over %s', (kind) => {
  const wire = useSlack(kind);

  it('acknowledges after the event is in the inbox, and before it is answered', async () => {
    const order: string[] = [];
    const noted = Promise.withResolvers<void>();
    const slow: StateStore = {
      ...bind(wire.state),
      async receiveEvent(...event) {
        await noted.promise;
        order.push('noted');
        return await wire.state.receiveEvent(...event);
      },
    };
    const answering = Promise.withResolvers<void>();
    await wire.start(
      async (message) => {
        await answering.promise;
        order.push('answered');
        return await echo(message);
      },
      { state: slow },
    );
    const { ts, delivered } = wire.slack.mention('UANA', 'C1', 'hello');
    void delivered.then(() => order.push('acknowledged'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(order).toEqual([]);
    noted.resolve();
    expect((await delivered).attempts).toBe(1);
    answering.resolve();
    await untilSaid(() => wire.slack.repliesTo(ts));
    expect(order).toEqual(['noted', 'acknowledged', 'answered']);
  });

  it('acknowledges each of fifty events a second within a second, however long answers take', async () => {
    const answering = Promise.withResolvers<void>();
    await wire.start(async (message) => {
      await answering.promise;
      return await echo(message);
    });
    const delivered: ReturnType<typeof wire.slack.mention>['delivered'][] = [];
    for (let at = 0; at < 100; at++) {
      delivered.push(wire.slack.mention('UANA', 'C1', `question ${at}`).delivered);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const times = (await Promise.all(delivered)).map(
      (one) => one.acknowledgedAfterMs ?? Number.POSITIVE_INFINITY,
    );
    answering.resolve();
    expect(Math.max(...times)).toBeLessThan(1_000);
  });

  it('answers a delivery that is repeated once, by whichever of two replicas', async () => {
    await wire.start();
    const message = wire.slack.write('UANA', 'C1', '<@UBOT> once');
    const event = wire.slack.eventOf(message, { type: 'app_mention' });
    await wire.slack.deliverEvent(event, 'Ev1');
    await wire.slack.deliverEvent(event, 'Ev1');
    await wire.start();
    await wire.slack.deliverEvent(event, 'Ev1');
    const other = wire.slack.mention('UANA', 'C1', 'other');
    await untilSaid(() => wire.slack.repliesTo(other.ts));
    expect(wire.slack.repliesTo(message.ts)).toHaveLength(1);
  });

  it('says that the data cannot be reached, once, and recovers by itself', async () => {
    let isDown = true;
    const failing: StateStore = {
      ...bind(wire.state),
      async receiveEvent(...event) {
        if (isDown) throw new AppError('storage_unreachable', 'The database does not answer.');
        return await wire.state.receiveEvent(...event);
      },
    };
    const bot = await wire.start(
      async (message) => {
        if (!isDown) return await echo(message);
        return { kind: 'failure', id: 'ab12cd34', text: 'I cannot reach my data at the moment.' };
      },
      { state: failing },
    );
    const message = wire.slack.write('UANA', 'C1', '<@UBOT> hello');
    const event = wire.slack.eventOf(message, { type: 'app_mention' });
    expect((await wire.slack.deliverEvent(event, 'Ev2')).attempts).toBe(1);
    const [said] = await untilSaid(() => wire.slack.repliesTo(message.ts));
    expect(visibleText(said ?? { text: '', blocks: [] })).toContain('ab12cd34');
    isDown = false;
    await wire.slack.deliverEvent(event, 'Ev2');
    const next = wire.slack.mention('UANA', 'C1', 'again');
    await untilSaid(() => wire.slack.repliesTo(next.ts));
    expect(wire.slack.repliesTo(message.ts)).toHaveLength(1);
    expect(wire.slack.repliesTo(next.ts)[0]?.text).toBe('mention: again');
    expect(bot.lines.filter((line) => line.level === 'warn')).toHaveLength(1);
  });

  it('takes over the event of a replica that died, unless it was answered', async () => {
    const open = wire.slack.write('UANA', 'C1', '<@UBOT> lost');
    const said = wire.slack.write('UANA', 'C1', '<@UBOT> answered');
    const bodyOf = (message: typeof open, event_id: string): string =>
      JSON.stringify({
        type: 'event_callback',
        team_id: 'T1',
        event_id,
        event: wire.slack.eventOf(message, { type: 'app_mention' }),
      });
    await wire.state.receiveEvent({ id: 'slack:Ev3', payload: bodyOf(open, 'Ev3') }, 'dead', 1);
    await wire.state.receiveEvent({ id: 'slack:Ev4', payload: bodyOf(said, 'Ev4') }, 'dead', 1);
    wire.slack.workspace.messages.push({
      ...said,
      ts: `${said.ts}1`,
      user: 'UBOT',
      text: 'Here you are.',
      threadTs: said.ts,
      metadata: { event_type: 'orgwise_answer', event_payload: { event_id: 'Ev4' } },
    });
    const bot = await wire.start(echo, { holdMs: 300 });
    bot.inbox.watch([bot.adapter]);
    await untilSaid(() => wire.slack.repliesTo(open.ts));
    await vi.waitFor(async () => expect(await wire.state.renewEvent('slack:Ev4', 'x', 1)).toBe(false));
    await bot.stop();
    expect(wire.heard.map((one) => one.text)).toEqual(['lost']);
    expect(wire.slack.repliesTo(said.ts)).toHaveLength(1);
  });

  it('stops when what it took is answered, and takes no more', async () => {
    const held = Promise.withResolvers<void>();
    const bot = await wire.start(async (message) => {
      await held.promise;
      return await echo(message);
    });
    const { ts, delivered } = wire.slack.mention('UANA', 'C1', 'hello');
    await delivered;
    await vi.waitFor(() => expect(wire.heard).toHaveLength(1));
    const stopped = bot.stop();
    setTimeout(held.resolve, 100);
    await stopped;
    expect(wire.slack.repliesTo(ts)).toHaveLength(1);
    const late = wire.slack.mention('UANA', 'C1', 'late');
    expect((await late.delivered).acknowledgedAfterMs).toBeNull();
    expect(wire.heard).toHaveLength(1);
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
    forgetMentions: (...all) => state.forgetMentions(...all),
    scrub: () => state.scrub(),
    readRecord: (...all) => state.readRecord(...all),
    writeRecord: (...all) => state.writeRecord(...all),
    deleteRecord: (...all) => state.deleteRecord(...all),
    listRecords: (...all) => state.listRecords(...all),
    scanRecords: (...all) => state.scanRecords(...all),
    countRecords: (...all) => state.countRecords(...all),
    addToSum: (...all) => state.addToSum(...all),
    close: () => state.close(),
  };
}

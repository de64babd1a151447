import { describe, expect, it, onTestFinished } from 'vitest';
import type { Reply } from '../../../src/bot/reply.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import type { FakeTeams } from './fake-teams.ts';
import { echo, type OnMessage, startBot, startBotAt } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

const textsOf = (teams: FakeTeams) => teams.connector.shown.map((one) => one.text);

/** Answers as the message handler does: nothing for a deleted question. */
const answering: OnMessage = async (message, watch) =>
  message.change === 'deleted' ? { kind: 'nothing', text: '' } : await echo(message, watch);

describe('a question that is edited', () => {
  it('has its answer changed, and is told as what it was', async () => {
    const { teams, messages } = await startBot(answering);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const place = teams.personal(ana);
    const asked = await teams.direct(ana, 'Who is Bne?');
    const first = await teams.answerTo(asked);
    const edited = await teams.edit(asked, ana, place, 'Who is Ben?');
    expect(edited.status).toBe(200);
    await waitFor(() => (textsOf(teams).includes('You said: Who is Ben?') ? true : undefined));
    expect(teams.connector.shown.map((one) => one.id)).toEqual([first.id]);
    expect(messages[1]).toMatchObject({ change: 'edited', messageId: messages[0]?.messageId });
    expect(messages[0]).not.toHaveProperty('change');
  });

  it('is followed in a thread, each time anew, a repeated delivery once', async () => {
    const { teams, messages, adapter } = await startBot(answering);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const channel = teams.channel([ana]);
    const asked = await teams.mention(ana, channel, 'One');
    await teams.answerTo(asked);
    const second = await teams.edit(asked, ana, channel, 'Two');
    await teams.deliver(second.activity);
    await waitFor(() => (textsOf(teams).includes('You said: Two') ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await teams.edit(asked, ana, channel, 'Three');
    await adapter.stop();
    expect(textsOf(teams)).toEqual(['You said: Three']);
    expect(messages.map((one) => one.text)).toEqual(['One', 'Two', 'Three']);
  });

  it('while it is being answered has its answer changed afterwards', async () => {
    const slow = Promise.withResolvers<Reply>();
    const { teams, adapter } = await startBot((message, watch) =>
      message.text === 'One' ? slow.promise : answering(message, watch),
    );
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const asked = await teams.direct(ana, 'One');
    await teams.edit(asked, ana, teams.personal(ana), 'Two');
    slow.resolve({ kind: 'text', text: 'Late.' });
    await adapter.stop();
    expect(textsOf(teams)).toEqual(['You said: Two']);
  });

  it('to name the bot is answered, and one that names it no longer loses its answer', async () => {
    const { teams, adapter } = await startBot(answering);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const channel = teams.channel([ana]);
    const asked = await teams.mention(ana, channel, 'Hi');
    const plain = { ...asked.activity, type: 'message', text: 'Hi', entities: [] };
    await teams.deliver({ ...plain, id: 'plain' });
    await teams.edit({ ...asked, activity: { ...asked.activity, id: 'plain' } }, ana, channel, 'Now you');
    await waitFor(() => (textsOf(teams).includes('You said: Now you') ? true : undefined));
    await teams.deliver({ ...plain, type: 'messageUpdate', timestamp: new Date().toISOString() });
    await adapter.stop();
    expect(textsOf(teams)).toEqual(['You said: Now you']);
  });

  it('is answered anew where somebody has deleted the answer', async () => {
    const { teams, adapter } = await startBot(answering);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const asked = await teams.direct(ana, 'One');
    const { id, conversationId } = await teams.answerTo(asked);
    const url = new URL(`http://x/v3/conversations/${encodeURIComponent(conversationId)}/activities/${id}`);
    expect(teams.connector.respond('DELETE', url, '').status).toBe(200);
    await teams.edit(asked, ana, teams.personal(ana), 'Two');
    await adapter.stop();
    expect(textsOf(teams)).toEqual(['You said: Two']);
  });

  it('long ago is answered below, where it is no longer kept which answer was its own', async () => {
    const state = createSqliteStateStore({ file: ':memory:' });
    await state.migrate();
    const { teams, adapter } = await startBot(answering, { state });
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const asked = await teams.direct(ana, 'One');
    await teams.answerTo(asked);
    await adapter.stop();
    for (const { id } of await state.listRecords('posted', 10)) await state.deleteRecord('posted', id);
    await adapter.start(answering);
    await teams.edit(asked, ana, teams.personal(ana), 'Two');
    await adapter.stop();
    expect(textsOf(teams)).toEqual(['You said: One', 'You said: Two']);
  });

  it('takes its private answer away with the word of it, and answers anew', async () => {
    const { teams, adapter } = await startBot(async ({ text, change }) =>
      change === 'deleted'
        ? { kind: 'nothing', text: '' }
        : { kind: 'text', text: `Secret: ${text}`, ...(text === 'One' ? { visibleTo: 'asker' } : {}) },
    );
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    teams.personal(ana);
    const channel = teams.channel([ana]);
    const asked = await teams.mention(ana, channel, 'One');
    await waitFor(() => (textsOf(teams).length === 2 ? true : undefined));
    expect(textsOf(teams)).toContain('Secret: One');
    await teams.edit(asked, ana, channel, 'Two');
    await adapter.stop();
    expect(textsOf(teams)).toEqual(['Secret: Two']);
  });
});

describe('a question that is deleted', () => {
  it('takes its answer with it, for good', async () => {
    const { teams, adapter, messages } = await startBot(answering);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const place = teams.personal(ana);
    const asked = await teams.direct(ana, 'One');
    await teams.answerTo(asked);
    await teams.remove(asked, ana, place);
    await waitFor(() => (textsOf(teams).length === 0 ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await teams.remove(asked, ana, place);
    await adapter.stop();
    expect(messages.map((one) => one.change)).toEqual([undefined, 'deleted']);
  });

  it('of which nothing is known asks for nothing', async () => {
    const { teams, adapter, messages } = await startBot(answering);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const activity = teams.activity(ana, teams.personal(ana), { type: 'messageDelete' });
    expect((await teams.deliver(activity)).status).toBe(200);
    await adapter.stop();
    expect(messages).toEqual([]);
  });
});

describe('a question that another replica is answering', () => {
  /** Two replicas: what is asked waits with the first for `gate`, and what is changed comes to the second. */
  async function ask() {
    const state = createSqliteStateStore({ file: ':memory:' });
    await state.migrate();
    const gate = Promise.withResolvers<void>();
    const slow: OnMessage = async (message) => {
      await gate.promise;
      return message.change === 'deleted'
        ? { kind: 'nothing', text: '' }
        : { kind: 'text', text: `First: ${message.text}` };
    };
    const { teams, adapter } = await startBot(slow, { state });
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const channel = teams.channel([ana]);
    const asked = await teams.mention(ana, channel, 'One');
    const second = await startBotAt(teams, answering, { state });
    onTestFinished(() => second.stop());
    return {
      teams,
      ana,
      channel,
      asked,
      second,
      finish: async () => {
        await new Promise((resolve) => setTimeout(resolve, 200));
        gate.resolve();
        await adapter.stop();
        await second.adapter.stop();
      },
    };
  }

  it('has its answer changed when it is edited, and only that', async () => {
    const { teams, ana, channel, asked, finish } = await ask();
    await teams.edit(asked, ana, channel, 'Two');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await teams.edit(asked, ana, channel, 'Three');
    await finish();
    expect(textsOf(teams)).toEqual(['You said: Three']);
  });

  it('loses its answer when it is deleted', async () => {
    const { teams, ana, channel, asked, finish } = await ask();
    await teams.remove(asked, ana, channel);
    await finish();
    expect(teams.connector.sent).toHaveLength(1);
    expect(textsOf(teams)).toEqual([]);
  });

  it('is not answered any more where its change was dealt with before', async () => {
    const { teams, ana, channel, asked, second, finish } = await ask();
    await finish();
    await second.adapter.start(answering);
    const late = { ...asked, activity: { ...asked.activity, id: 'late' } };
    await teams.remove(late, ana, channel);
    await second.adapter.stop();
    await second.adapter.start(answering);
    await teams.deliver(late.activity);
    await second.adapter.stop();
    expect(textsOf(teams)).toEqual(['First: One']);
  });
});

describe('a chat that is known', () => {
  it('is used for what nobody asked for there, without asking the service for one', async () => {
    const { teams, adapter } = await startBot(async ({ audience }) => ({
      kind: 'text',
      text: audience === undefined ? 'Hello.' : 'For you alone.',
      visibleTo: 'asker',
    }));
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const cleo = teams.person('Cleo', { email: 'cleo@acme.example' });
    await teams.answerTo(await teams.direct(ana, 'Hi'));
    teams.personal(cleo);
    const channel = teams.channel([ana, cleo]);
    await teams.answerTo(await teams.mention(ana, channel, 'Hi'));
    expect(teams.connector.chatsOpened()).toBe(0);
    await teams.answerTo(await teams.mention(cleo, channel, 'Hi'));
    await adapter.stop();
    expect(teams.connector.chatsOpened()).toBe(1);
    expect(textsOf(teams).filter((one) => one === 'For you alone.')).toHaveLength(2);
  });
});

import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../../src/bot/reply.ts';
import { elementsOf } from '../../unit/bot/teams/check-card.ts';
import type { FakeMember } from './fake-connector.ts';
import type { Delivery, Place } from './fake-teams.ts';
import { buttonOf, cardOf, pressAnswer, wordsOf, wordsOfCard } from './read-reply.ts';
import { startBot } from './start-bot.ts';
import { useTeamsCompany } from './teams-company.ts';
import { waitFor } from './wait-for.ts';

const at = useTeamsCompany();
let channel: Place;
beforeAll(() => {
  channel = at.teams.channel([at.nora, at.john]);
});

const salary = 'What is the gross salary band for a senior engineer in Berlin?';

/** The thread that a message began. */
function threadOf(place: Place, { activity }: Delivery): Place {
  return { ...place, conversation: { ...place.conversation, ...activity.conversation } };
}

/** All that anybody could read in Teams, apart from answers to pressed buttons. */
const posted = (): string => JSON.stringify(at.teams.connector.sent);

describe('buttons of an answer', () => {
  it('note an opinion of what one person alone sees, with its reason, and say so to them alone', async () => {
    const asked = await at.teams.mention(at.nora, channel, salary);
    const reply = await at.teams.answerTo(asked);
    const thread = threadOf(channel, asked);
    const hers = pressAnswer(
      await at.teams.click(at.nora, thread, reply, buttonOf(reply, 'Show me privately')),
    );
    const before = at.teams.connector.sent.length;
    const button = buttonOf({ card: hers.card }, 'Not helpful');
    const pressed = await at.teams.click(at.nora, thread, reply, button, { reason: 'Old.' });
    expect(pressAnswer(pressed).text).toContain('your opinion is noted');
    expect(at.teams.connector.sent).toHaveLength(before);
    const [noted] = await at.company.orgwise.state.listRecords('feedback', 1);
    expect(JSON.parse(noted?.json ?? '')).toMatchObject({ opinion: 'down', reason: 'Old.' });
  });

  it('show to one person alone what only they may see, and share what all may', async () => {
    const asked = await at.teams.mention(at.nora, channel, salary);
    const reply = await at.teams.answerTo(asked);
    const thread = threadOf(channel, asked);
    expect(wordsOf(reply)).not.toContain('70,000');
    const show = buttonOf(reply, 'Show me privately');
    const hers = pressAnswer(await at.teams.click(at.nora, thread, reply, show));
    expect(wordsOfCard(hers.card)).toContain('70,000');
    const his = pressAnswer(await at.teams.click(at.john, thread, reply, show));
    expect(wordsOfCard(his.card)).not.toContain('70,000');

    const stolen = await at.teams.click(
      at.john,
      thread,
      reply,
      buttonOf({ card: hers.card }, 'Share in channel'),
    );
    expect(pressAnswer(stolen).text).toContain('somebody else’s answer');
    const shared = await at.teams.click(
      at.nora,
      thread,
      reply,
      buttonOf({ card: hers.card }, 'Share in channel'),
    );
    expect((await at.teams.answerTo(shared)).conversationId).toBe(thread.conversation.id);
    expect(posted()).not.toContain('70,000');
  });

  it('leave what was shown to one person out of the conversation that others carry on', async () => {
    const asked = await at.teams.mention(at.nora, channel, salary);
    const reply = await at.teams.answerTo(asked);
    const thread = threadOf(channel, asked);
    const hers = pressAnswer(
      await at.teams.click(at.nora, thread, reply, buttonOf(reply, 'Show me privately')),
    );
    const followUp = elementsOf(hers.card).find((one) => one.verb === 'follow_up');
    if (followUp !== undefined)
      await at.teams.click(at.nora, thread, reply, buttonOf({ card: hers.card }, String(followUp.title)));
    const kept = await at.company.orgwise.state.readConversation(`teams:${thread.conversation.id}`);
    expect(kept).not.toContain('70,000');
  });

  it('draw the card of the one who asked anew with what they may see, and post nothing', async () => {
    const asked = await at.teams.mention(at.nora, channel, salary);
    const reply = await at.teams.answerTo(asked);
    const { refresh } = cardOf(reply) as {
      refresh: { action: { verb: string; data: object }; userIds: string[] };
    };
    expect(refresh.userIds).toEqual([at.nora.id]);
    const before = at.teams.connector.sent.length;
    const action = { type: 'Action.Execute', ...refresh.action, data: { ...refresh.action.data } };
    const recorded = vi.spyOn(at.company.orgwise.audit, 'record');
    // As often as she looks at the channel.
    for (let times = 0; times < 3; times++) {
      const hers = pressAnswer(await at.teams.click(at.nora, threadOf(channel, asked), reply, action));
      expect(wordsOfCard(hers.card)).toContain('70,000');
    }
    expect(at.teams.connector.sent).toHaveLength(before);
    const acts = recorded.mock.calls.map(([{ act }]) => act);
    expect(acts).toEqual(['press show_privately']);
    recorded.mockRestore();
  });

  it('offer no fuller card where everybody sees all', async () => {
    const reply = await at.teams.answerTo(
      await at.teams.mention(at.nora, at.teams.channel([at.nora]), salary),
    );
    expect(wordsOf(reply)).toContain('70,000');
    expect(cardOf(reply)).not.toHaveProperty('refresh');
  });

  it('say that their time is over where nobody knows them', async () => {
    const unknown = { type: 'Action.Execute', verb: 'explain', data: { ref: `${'x'.repeat(22)}.0` } };
    const pressed = await at.teams.click(at.john, at.teams.personal(at.john), { id: 'b1' }, unknown);
    expect(pressAnswer(pressed).text).toContain('time is over');
  });

  it('do nothing where the data are not ours', async () => {
    const foreign = { type: 'Action.Execute', verb: 'x', data: { question: 'Who am I?' } };
    expect((await at.teams.click(at.john, at.teams.personal(at.john), { id: 'b1' }, foreign)).status).toBe(
      501,
    );
  });
});

describe('a button whose answer takes longer than Teams waits', () => {
  it('says so at once, and answers with a message', async () => {
    const slow = Promise.withResolvers<Reply>();
    const running = await startBot(() => slow.promise, { pressMs: 100 });
    const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
    const action = { type: 'Action.Execute', verb: 'explain', data: { ref: 'some' } };
    const pressed = await running.teams.click(ana, running.teams.personal(ana), { id: 'b1' }, action);
    expect(pressAnswer(pressed).text).toBe('On it.');
    slow.resolve({ kind: 'text', text: 'At last.' });
    expect((await running.teams.answerTo(pressed)).text).toBe('At last.');
  });

  it('takes what is for one person alone to their own chat', async () => {
    const slow = Promise.withResolvers<Reply>();
    const running = await startBot(() => slow.promise, { pressMs: 100 });
    const ana = running.teams.person('Ana', { email: 'ana@acme.example' });
    const own = running.teams.personal(ana);
    const place = running.teams.groupChat([ana]);
    const action = { type: 'Action.Execute', verb: 'show_privately', data: { ref: 'some' } };
    const pressed = await running.teams.click(ana, place, { id: 'b1' }, action);
    slow.resolve({ kind: 'text', text: 'For Ana alone.', visibleTo: 'asker' });
    const told = await running.teams.answerTo(pressed);
    expect(told.text).toContain('I answered you in our own chat');
    expect(running.teams.connector.sent.find((one) => one.text === 'For Ana alone.')?.conversationId).toBe(
      own.conversation.id,
    );
  });
});

describe('settings and home', () => {
  it('are cards; what is saved is what was changed', async () => {
    const place = at.teams.personal(at.john);
    const form = await at.teams.answerTo(await at.teams.command(at.john, 'settings', ''));
    const inputs = { language: 'auto', private: 'on', timezone: 'auto' };
    const saved = await at.teams.click(at.john, place, form, buttonOf(form, 'Save'), inputs);
    expect(wordsOfCard(pressAnswer(saved).card)).toContain('Saved.');
    const asked = await at.teams.mention(at.john, channel, 'Who leads the Platform team?');
    expect((await at.teams.answerTo(asked)).text).toContain('I answered you in our own chat');
    const own = at.teams.connector.sent.filter((one) => one.conversationId === place.conversation.id).at(-1);
    expect(own === undefined ? '' : wordsOf(own)).toContain('Platform');
    const form2 = await at.teams.answerTo(await at.teams.command(at.john, 'settings', 'private off'));
    expect(wordsOf(form2)).toContain('Saved.');
  });

  it('say where the bot may not write to somebody', async () => {
    const ana = at.teams.person('Ines', { email: 'nora.weiss@voltmoor.example' });
    const reply = await at.teams.answerTo(
      await at.teams.mention(ana, at.teams.channel([ana, at.john]), 'home'),
    );
    expect(reply.text).toContain('I could not write to you in our own chat');
  });

  it('are one by a button: the home is drawn anew in its place, as of then, and opens the settings', async () => {
    const place = at.teams.personal(at.john);
    const home = await at.teams.answerTo(await at.teams.direct(at.john, 'home'));
    expect(wordsOf(home)).toContain('My tasks');
    await at.teams.answerTo(await at.teams.command(at.john, 'settings', 'language zh'));
    const before = at.teams.connector.sent.length;
    const { card } = pressAnswer(await at.teams.click(at.john, place, home, buttonOf(home, 'Refresh')));
    expect(wordsOfCard(card)).toMatch(/我的任务[\s\S]*WEB-57/);
    const form = pressAnswer(await at.teams.click(at.john, place, home, buttonOf({ card }, '设置')));
    const inputs = { language: 'auto', private: 'off', timezone: 'auto' };
    const save = buttonOf(form as { card: unknown }, '保存');
    const saved = pressAnswer(await at.teams.click(at.john, place, home, save, inputs));
    expect(wordsOfCard(saved.card)).toContain('已保存');
    expect(at.teams.connector.sent).toHaveLength(before);
  });

  it('greet whoever adds the bot', async () => {
    const ana = at.teams.person('Ines', { email: 'nora.weiss@voltmoor.example' });
    const place = at.teams.personal(ana);
    await at.teams.deliver(at.teams.activity(ana, place, { type: 'installationUpdate', action: 'add' }));
    const greeting = await waitFor(() =>
      at.teams.connector.sent.find(
        (one) => one.conversationId === place.conversation.id && one.type === 'message',
      ),
    );
    expect(wordsOf(greeting)).toContain('Hello, I am Orgwise.');
    expect(wordsOf(greeting)).toContain('My tasks');
  });
});

describe('people', () => {
  it('are cards with what Teams knows of the account, and a link that opens a chat', async () => {
    await at.teams.answerTo(await at.teams.direct(at.john, 'help'));
    const reply = await at.teams.answerTo(await at.teams.command(at.nora, 'whois', 'John Doe'));
    const parts = elementsOf(cardOf(reply));
    expect(parts.find((one) => one.type === 'Component')).toMatchObject({
      name: 'graph.microsoft.com/user',
      properties: { id: at.john.aadObjectId, userPrincipalName: at.john.email, displayName: 'John Doe' },
    });
    expect(parts.find((one) => one.type === 'Action.OpenUrl')).toMatchObject({
      title: 'Open a chat',
      url: 'https://teams.example/l/chat/0/0?users=john.doe%40voltmoor.example',
    });
    expect(wordsOf(reply)).toMatch(
      /Senior Backend Engineer\n+Manager: Marta Kowalczyk\nTeam: Web\nPlace: Berlin\n/,
    );
  });

  it('who are no members of the company are refused, each for what they are; a bot gets no word', async () => {
    const of = (more: Partial<FakeMember>) =>
      at.teams.person('X', { email: 'nora.weiss@voltmoor.example', ...more });
    const say = async (one: FakeMember) => (await at.teams.answerTo(await at.teams.direct(one, salary))).text;
    expect(await say(of({ userRole: 'guest' }))).toContain('that of a guest');
    expect(await say(of({ userRole: 'anonymous' }))).toContain('from another one');
    expect(await say(of({ tenantId: 'another' }))).toContain('belongs to another organisation');
    const before = at.teams.connector.sent.length;
    const robot = of({ id: '28:another-bot' });
    await at.teams.deliver(
      at.teams.activity(robot, at.teams.personal(robot), { text: salary, from: { ...robot, role: 'bot' } }),
    );
    await waitFor(() => at.bot.messages.find((one) => one.sender.standing === 'bot'));
    await at.teams.answerTo(await at.teams.direct(at.john, 'help'));
    expect(at.teams.connector.sent.slice(before).filter((one) => one.type === 'message')).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../../src/bot/message.ts';
import type { Reply } from '../../../src/bot/reply.ts';
import { botWordings } from '../../../src/bot/wording/bot-wordings.ts';
import { failed } from './fake-connector.ts';
import type { FakeTeams, Place } from './fake-teams.ts';
import { echo, startBot } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

const address = (name: string): string => `${name.toLowerCase()}@acme.example`;

function people(teams: FakeTeams) {
  return ['Ana', 'Ben', 'Cleo'].map((name) => teams.person(name, { email: address(name) }));
}

const teamOf = ({ channelData }: Place): string => (channelData.team as { readonly id: string }).id;

const audienceOf = (message: IncomingMessage | undefined) => message?.audience?.map((one) => one.email);

describe('where a message is written', () => {
  it('answers a mention in its thread, before everybody of the team', async () => {
    const { teams, messages } = await startBot(echo);
    const [ana = teams.person('x'), ...others] = people(teams);
    const asked = await teams.mention(ana, teams.channel([ana, ...others]), 'who is Ben &amp; Cleo?');
    const reply = await teams.answerTo(asked);
    expect(reply.text).toBe('You said: who is Ben & Cleo?');
    expect(reply.conversationId).toContain(`;messageid=${asked.activity.id}`);
    expect(messages[0]).toMatchObject({
      kind: 'mention',
      conversationId: `teams:${reply.conversationId}`,
      sender: { email: 'ana@acme.example' },
    });
    expect(audienceOf(messages[0])).toEqual(['Ana', 'Ben', 'Cleo'].map(address));
  });

  it('says something unasked in a channel that it is in, and fails where it is not', async () => {
    const { teams, adapter } = await startBot(echo);
    const [ana = teams.person('x')] = people(teams);
    const channel = teams.channel([ana]);
    await teams.answerTo(await teams.mention(ana, channel, 'Hi'));
    await adapter.post?.(channel.conversation.id, 'Joined: 1\n- Ana **Silva**');
    const said = await waitFor(() => teams.connector.sent.find(({ text }) => text?.startsWith('Joined')));
    expect(said).toMatchObject({
      conversationId: channel.conversation.id,
      type: 'message',
      textFormat: 'plain',
      text: 'Joined: 1\n- Ana **Silva**',
    });
    expect(said?.replyToId).toBeUndefined();
    await expect(adapter.post?.('19:nowhere@thread.tacv2', 'Joined: 1')).rejects.toThrow();
  });

  it('keeps threads of a channel apart, and what is said in one together', async () => {
    const { teams, messages } = await startBot(echo);
    const [ana = teams.person('x')] = people(teams);
    const channel = teams.channel([ana]);
    const first = await teams.mention(ana, channel, 'One');
    await teams.answerTo(first);
    const thread = { ...channel, conversation: { ...channel.conversation, ...first.activity.conversation } };
    await teams.answerTo(await teams.mention(ana, thread, 'Two'));
    await teams.answerTo(await teams.mention(ana, channel, 'Three'));
    const [one, two, three] = messages.map((message) => message.conversationId);
    expect(two).toBe(one);
    expect(three).not.toBe(one);
  });

  it('answers before the members of a group chat', async () => {
    const { teams, messages } = await startBot(echo);
    const [ana = teams.person('x'), ben = ana] = people(teams);
    await teams.answerTo(await teams.mention(ana, teams.groupChat([ana, ben]), 'Hi'));
    expect(messages[0]?.kind).toBe('mention');
    expect(audienceOf(messages[0])).toEqual(['Ana', 'Ben'].map(address));
  });

  it('runs a command before those who see its answer', async () => {
    const { teams, messages } = await startBot(echo);
    const [ana = teams.person('x'), ben = ana] = people(teams);
    await teams.answerTo(await teams.mention(ana, teams.groupChat([ana, ben]), 'whois Cleo'));
    await teams.answerTo(await teams.command(ana, 'tasks', 'Platform overdue'));
    expect(messages).toMatchObject([
      { kind: 'command', command: 'whois', text: 'Cleo' },
      { kind: 'command', command: 'tasks', text: 'Platform overdue' },
    ]);
    expect(audienceOf(messages[0])).toEqual(['Ana', 'Ben'].map(address));
    expect(messages[1]).not.toHaveProperty('audience');
  });

  it('explains itself where it is mentioned without a word', async () => {
    const { teams, messages } = await startBot(echo);
    const [ana = teams.person('x')] = people(teams);
    await teams.answerTo(await teams.mention(ana, teams.channel([ana]), ''));
    expect(messages[0]).toMatchObject({ kind: 'command', command: 'help' });
  });
});

describe('who can see an answer', () => {
  it('knows guests and people of other tenants for what they are, whatever their address', async () => {
    const { teams, messages } = await startBot(echo);
    const ana = teams.person('Ana', { email: address('Ana') });
    const guest = teams.person('Gil', { email: address('Gil'), userRole: 'guest' });
    const foreign = teams.person('Fay', { email: address('Fay'), tenantId: 'another' });
    await teams.answerTo(await teams.mention(ana, teams.channel([ana, guest, foreign]), 'Hi'));
    await teams.answerTo(await teams.direct(guest, 'Hi'));
    expect(audienceOf(messages[0])).toEqual([address('Ana'), undefined, undefined]);
    expect(messages[1]?.sender).toEqual({ accountId: guest.aadObjectId, standing: 'guest' });
    expect(messages[0]?.audience?.map((one) => one.standing)).toEqual([undefined, 'guest', 'other_tenant']);
  });

  it.each([
    ['no tenant', { tenantId: '' }],
    ['a role that it never had', { userRole: 'federated' }],
  ])('believes no address of somebody of whom the roster tells %s', async (_, more) => {
    const { teams, messages } = await startBot(echo);
    const ana = teams.person('Ana', { email: address('Ana') });
    const other = teams.person('Ben', { email: address('Ben'), ...more });
    await teams.answerTo(await teams.mention(ana, teams.channel([ana, other]), 'Hi'));
    expect(audienceOf(messages[0])).toEqual([address('Ana'), undefined]);
  });

  it('takes no conversation for somebody’s own whose kind Teams does not tell', async () => {
    const { teams, messages } = await startBot(echo);
    const ana = teams.person('Ana', { email: address('Ana') });
    const personal = teams.personal(ana);
    const { conversationType: _, ...conversation } = personal.conversation;
    await teams.answerTo(await teams.mention(ana, { ...personal, conversation }, 'Hi'));
    expect(messages[0]?.audience).toEqual([{ accountId: 'unknown' }]);
  });

  it('knows people without a mailbox by their sign-in name', async () => {
    const { teams, messages } = await startBot(echo);
    const ana = teams.person('Ana', { userPrincipalName: 'ana@login.acme.example' });
    await teams.answerTo(await teams.direct(ana, 'Hi'));
    expect(messages[0]?.sender.email).toBe('ana@login.acme.example');
  });

  it('reads a long roster in pages, and takes a very long one for strangers', async () => {
    const { teams, messages } = await startBot(echo);
    const ana = teams.person('Ana', { email: address('Ana') });
    const crowd = (count: number) =>
      Array.from({ length: count }, (_, at) => teams.person(`P${at}`, { email: address(`P${at}`) }));
    await teams.answerTo(await teams.mention(ana, teams.channel([ana, ...crowd(2_300)]), 'Hi'));
    expect(audienceOf(messages[0])).toHaveLength(2_301);
    expect(audienceOf(messages[0])).not.toContain(undefined);
    expect(teams.connector.rosterReads()).toBeLessThan(10);
    await teams.answerTo(await teams.mention(ana, teams.channel([ana, ...crowd(25_000)]), 'Hi'));
    expect(audienceOf(messages[1])).toContain(undefined);
  });

  it('uses least rights in a shared channel, whose members come from anywhere', async () => {
    const { teams, messages } = await startBot(echo);
    const ana = teams.person('Ana', { email: address('Ana') });
    await teams.answerTo(await teams.mention(ana, teams.channel([ana], 'shared'), 'Hi'));
    expect(messages[0]?.audience).toEqual([{ accountId: 'unknown' }]);
  });

  it('uses least rights where a roster cannot be read, and asks again the next time', async () => {
    const { teams, messages, logged } = await startBot(echo);
    const ana = teams.person('Ana', { email: address('Ana') });
    const channel = teams.channel([ana]);
    await teams.answerTo(await teams.direct(ana, 'Hi'));
    const first = await teams.mention(ana, channel, 'Hi');
    await teams.answerTo(first);
    const other = teams.channel([ana]);
    teams.connector.failRosters(failed(403, 'BotNotInConversationRoster', 'The bot is not there.'));
    const ben = teams.person('Ben', { email: address('Ben') });
    const unmet = await teams.answerTo(await teams.mention(ben, teams.channel([ben]), 'Hi'));
    expect(unmet.text).toContain('Something went wrong');
    await teams.answerTo(await teams.mention(ana, other, 'Hi'));
    expect(messages.at(-1)).toMatchObject({
      sender: { email: address('Ana') },
      audience: [{ accountId: 'unknown' }],
    });
    expect(logged.map((one) => one.message)).toContain('A roster cannot be read; least rights are used');
    teams.connector.failRosters(null);
    await teams.answerTo(await teams.mention(ana, other, 'Hi'));
    expect(audienceOf(messages.at(-1))).toEqual([address('Ana')]);
  });

  it('reads a roster anew as soon as somebody is added', async () => {
    const { teams, messages } = await startBot(echo);
    const [ana = teams.person('x'), ben = ana] = people(teams);
    const guest = teams.person('Gil', { email: address('Gil'), userRole: 'guest' });
    const channel = teams.channel([ana, ben]);
    await teams.answerTo(await teams.mention(ana, channel, 'One'));
    teams.connector.addRoster(teamOf(channel), [ana, ben, guest]);
    await teams.deliver(
      teams.activity(ana, channel, { type: 'conversationUpdate', membersAdded: [{ id: guest.id }] }),
    );
    await teams.answerTo(await teams.mention(ana, channel, 'Two'));
    expect(messages.map((one) => one.audience?.length)).toEqual([2, 3]);
    expect(messages[1]?.audience?.at(-1)?.standing).toBe('guest');
  });

  it('remembers a roster for a while', async () => {
    const { teams } = await startBot(echo);
    const [ana = teams.person('x'), ben = ana] = people(teams);
    const channel = teams.channel([ana, ben]);
    await teams.answerTo(await teams.mention(ana, channel, 'One'));
    const reads = teams.connector.rosterReads();
    await teams.answerTo(await teams.mention(ana, channel, 'Two'));
    expect(teams.connector.rosterReads()).toBe(reads);
  });
});

describe('what asks for nothing', () => {
  it('is taken without an answer', async () => {
    const { teams, adapter, messages } = await startBot(echo);
    const [ana = teams.person('x'), ben = ana] = people(teams);
    const [personal, channel] = [teams.personal(ana), teams.channel([ana, ben])];
    const quiet = [
      teams.activity(ana, channel, { text: 'Only talking to Ben' }),
      teams.activity(ana, personal, { type: 'messageDelete' }),
      teams.activity(ana, channel, { type: 'messageUpdate', text: 'Still talking to Ben' }),
      teams.activity(ana, personal, { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }),
      teams.activity(ana, personal, { type: 'typing' }),
      teams.activity(ana, channel, { type: 'conversationUpdate', membersAdded: [{ id: ben.id }] }),
    ];
    for (const activity of quiet) expect((await teams.deliver(activity)).status).toBe(200);
    await adapter.stop();
    expect(messages).toEqual([]);
    expect(teams.connector.sent).toEqual([]);
  });

  it('is an invoke of something that the bot has not', async () => {
    const { teams } = await startBot(echo);
    const [ana = teams.person('x')] = people(teams);
    const invoke = { type: 'invoke', name: 'task/fetch', value: {} };
    expect((await teams.deliver(teams.activity(ana, teams.personal(ana), invoke))).status).toBe(501);
  });
});

describe('being added', () => {
  it('welcomes in a personal chat, once, and nowhere else', async () => {
    const { teams, adapter } = await startBot(echo);
    const [ana = teams.person('x')] = people(teams);
    const hello = teams.activity(ana, teams.personal(ana), {});
    const update = { type: 'conversationUpdate', membersAdded: [hello.recipient] };
    await teams.deliver(teams.activity(ana, teams.personal(ana), update));
    await teams.deliver(
      teams.activity(ana, teams.personal(ana), { type: 'installationUpdate', action: 'add' }),
    );
    await teams.deliver(teams.activity(ana, teams.channel([ana]), update));
    await waitFor(() => teams.connector.sent[0]);
    await adapter.stop();
    expect(teams.connector.sent.map((one) => one.text)).toEqual([
      expect.stringContaining('Hello, I am Orgwise.'),
    ]);
  });

  it('welcomes in the language of whoever added it, and says with its id what went wrong', async () => {
    const failure: Reply = { kind: 'failure', id: '0a1b2c3d', text: 'Something went wrong.' };
    const { teams, adapter } = await startBot(async (message, watch) =>
      message.locale === 'zh-CN' ? await echo(message, watch) : failure,
    );
    const [ana = teams.person('x'), ben = teams.person('y')] = people(teams);
    const added = { type: 'installationUpdate', action: 'add' };
    await teams.deliver(teams.activity(ana, teams.personal(ana), added));
    await teams.deliver(teams.activity(ben, teams.personal(ben), { ...added, locale: 'zh-CN' }));
    await waitFor(() => teams.connector.sent[1]);
    await adapter.stop();
    expect(teams.connector.sent.map((one) => one.text).toSorted()).toEqual([
      expect.stringContaining('(id 0a1b2c3d)'),
      botWordings.zh.welcome,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { failed } from './fake-connector.ts';
import { echo, startBot } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

const refused = failed(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');

describe('an answer that Teams refuses in its place', () => {
  it('is given in the own chat of its asker, with why, and goes with its question', async () => {
    const { teams, adapter, logged } = await startBot(async (message) =>
      message.change === 'deleted' ? { kind: 'nothing', text: '' } : await echo(message),
    );
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const own = teams.personal(ana);
    const channel = teams.channel([ana]);
    teams.connector.failSends(refused);
    const asked = await teams.mention(ana, channel, 'Hi');
    await waitFor(() => (teams.connector.shown.length === 2 ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const [why, answer] = teams.connector.shown;
    expect([why, answer].map((one) => one?.conversationId)).toEqual([
      own.conversation.id,
      own.conversation.id,
    ]);
    const [, id] = /could not post my answer .*\(id (\w{8})\)/.exec(why?.text ?? '') ?? [];
    expect(logged.some(({ details }) => (details as { failure?: string }).failure === id)).toBe(true);
    expect(answer?.text).toBe('You said: Hi');
    await teams.remove(asked, ana, channel);
    await waitFor(() => (teams.connector.shown.length === 0 ? true : undefined));
    await adapter.stop();
  });

  it('is given in the own chat where its place has had its share of the hour', {
    timeout: 60_000,
  }, async () => {
    const { teams, adapter } = await startBot(echo);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const own = teams.personal(ana);
    const chat = teams.groupChat([ana]);
    teams.connector.fillHour(chat.conversation.id);
    await teams.mention(ana, chat, 'Hi');
    await adapter.stop();
    expect(teams.connector.shown.map((one) => [one.conversationId, one.text])).toEqual([
      [own.conversation.id, expect.stringMatching(/could not post my answer .*\(id \w{8}\)/)],
      [own.conversation.id, 'You said: Hi'],
    ]);
  });

  it('is told of, once, the next time that its asker can be told anything', async () => {
    const { teams, adapter } = await startBot(echo);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    teams.personal(ana);
    teams.connector.failSends(refused, refused);
    await teams.mention(ana, teams.channel([ana]), 'Hi');
    await adapter.stop();
    expect(teams.connector.shown).toEqual([]);
    await adapter.start(echo);
    await teams.answerTo(await teams.direct(ana, 'One'));
    await waitFor(() => (teams.connector.shown.length === 2 ? true : undefined));
    await teams.answerTo(await teams.direct(ana, 'Two'));
    await adapter.stop();
    expect(teams.connector.shown.map((one) => one.text)).toEqual([
      expect.stringMatching(/could show it to you nowhere.*\(id \w{8}\)$/),
      'You said: One',
      'You said: Two',
    ]);
  });

  it.each([
    [500, 'InternalError'],
    [401, 'Unauthorized'],
    [400, 'BadArgument'],
  ])('is told of later, once, where it was not taken for another reason: %i', async (status, code) => {
    const { teams, adapter, logged } = await startBot(echo);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const channel = teams.channel([ana]);
    teams.personal(ana);
    const respond = teams.connector.respond.bind(teams.connector);
    teams.connector.respond = (method, url, body) =>
      method === 'POST' ? failed(status, code, 'Not now.') : respond(method, url, body);
    await teams.mention(ana, channel, 'Hi');
    await adapter.stop();
    teams.connector.respond = respond;
    await adapter.start(echo);
    await teams.answerTo(await teams.direct(ana, 'One'));
    await adapter.stop();
    const [owed, ...rest] = teams.connector.shown.map((one) => one.text ?? '');
    const [, id] = /could show it to you nowhere.*\(id (\w{8})\)$/.exec(owed ?? '') ?? [];
    expect(logged.some(({ details }) => (details as { failure?: string }).failure === id)).toBe(true);
    expect(rest).toEqual(['You said: One']);
  });

  it('is told of later where the bot could not log in', async () => {
    const { teams, adapter } = await startBot(echo);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    teams.identity.failLogins(failed(503, 'temporarily_unavailable', 'Not now.'));
    await teams.direct(ana, 'Hi');
    await adapter.stop();
    teams.identity.failLogins(null);
    await adapter.start(echo);
    await teams.answerTo(await teams.direct(ana, 'One'));
    await adapter.stop();
    expect(teams.connector.shown.map((one) => one.text)).toEqual([
      expect.stringMatching(/could show it to you nowhere.*\(id \w{8}\)$/),
      'You said: One',
    ]);
  });

  it('is told of in the own chat at the next mention of its asker', async () => {
    const { teams, adapter } = await startBot(echo);
    const ana = teams.person('Ana', { email: 'ana@acme.example' });
    const own = teams.personal(ana);
    const channel = teams.channel([ana]);
    teams.connector.failSends(refused, refused);
    await teams.mention(ana, channel, 'Hi');
    await adapter.stop();
    await adapter.start(echo);
    await teams.answerTo(await teams.mention(ana, channel, 'One'));
    await adapter.stop();
    expect(
      teams.connector.shown.map((one) => [one.conversationId === own.conversation.id, one.text]),
    ).toEqual([
      [true, expect.stringMatching(/could show it to you nowhere.*\(id \w{8}\)$/)],
      [false, 'You said: One'],
    ]);
  });
});

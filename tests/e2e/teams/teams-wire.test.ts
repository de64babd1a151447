import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../../src/bot/reply.ts';
import { botWordings } from '../../../src/bot/wording/bot-wordings.ts';
import { AppError } from '../../../src/operations/app-error.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import { answerOf } from '../../fixtures/answer-of.ts';
import { failed } from './fake-connector.ts';
import { registration } from './fake-identity.ts';
import { notedQuestion } from './noted-question.ts';
import { buttonOf, pressAnswer } from './read-reply.ts';
import { echo, startBot } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

// The library itself writes a line for every token that it refuses.
vi.spyOn(console, 'error').mockImplementation(() => {});

describe('a message', () => {
  it('is answered', async () => {
    const { teams, messages } = await startBot(echo);
    const ana = teams.person('Ana Silva', { email: 'ana@acme.example' });
    const asked = await teams.direct(ana, 'Who is Ben?');
    expect(asked.status).toBe(200);
    expect((await teams.answerTo(asked)).text).toBe('You said: Who is Ben?');
    expect(messages).toMatchObject([
      {
        platform: 'teams',
        kind: 'direct',
        text: 'Who is Ben?',
        sender: { accountId: ana.aadObjectId, email: 'ana@acme.example' },
        locale: 'en-GB',
        timeZone: 'Europe/Berlin',
      },
    ]);
    expect(messages[0]).not.toHaveProperty('audience');
  });
});

describe('words with buttons', () => {
  it('have them, as those of a stopped sync', async () => {
    const action = { kind: 'approve_plan', label: 'Approve hr', ref: 'a-plan.0' } as const;
    const { teams, messages } = await startBot(async ({ kind }) => ({
      kind: 'text',
      text: kind === 'action' ? 'Approved.' : 'A sync was <stopped>.',
      ...(kind === 'action' ? {} : { actions: [action] }),
    }));
    const ana = teams.person('Ana Silva', { email: 'ana@acme.example' });
    const said = await teams.answerTo(await teams.direct(ana, 'status'));
    expect(said.text).toBe('A sync was <stopped>.');
    const pressed = await teams.click(ana, teams.personal(ana), said, buttonOf(said, 'Approve hr'));
    expect(pressAnswer(pressed).text).toBe('Approved.');
    expect(messages.at(-1)).toMatchObject({ kind: 'action', action: { ref: 'a-plan.0' } });
  });
});

describe('requests', () => {
  it.each(['', '{', '[]', '"text"', '{}', '{"type":1}'])('refuses the body %j with 400', async (body) => {
    const { url } = await startBot(echo);
    const answered = await fetch(url, { method: 'POST', body });
    expect(answered.status).toBe(400);
  });

  it('refuses a body of more than 256 KB with 413', async () => {
    const { url } = await startBot(echo);
    const body = JSON.stringify({ type: 'message', text: 'a'.repeat(300_000) });
    expect((await fetch(url, { method: 'POST', body })).status).toBe(413);
  });

  it('takes nothing after the stop', async () => {
    const { teams, adapter } = await startBot(echo);
    await adapter.stop();
    expect((await teams.direct(teams.person('Ana Silva'), 'Hi')).status).toBe(503);
  });
});

describe('acknowledging', () => {
  it('acknowledges before it answers, and shows that it is at work', async () => {
    const slow = Promise.withResolvers<Reply>();
    const { teams, adapter } = await startBot(() => slow.promise);
    const asked = await teams.direct(teams.person('Ana Silva'), 'Hard question');
    expect(asked.status).toBe(200);
    expect(asked.tookMs).toBeLessThan(1000);
    expect(teams.repliesTo(asked.activity.id)).toEqual([]);
    await waitFor(() => teams.connector.sent.find((one) => one.type === 'typing'));
    const stopped = adapter.stop();
    slow.resolve({ kind: 'text', text: 'Done.' });
    await stopped;
    expect(teams.repliesTo(asked.activity.id).map((one) => one.text)).toEqual(['Done.']);
  });

  it('answers an activity that comes twice once', async () => {
    const { teams, adapter } = await startBot(echo);
    const ana = teams.person('Ana Silva');
    const activity = teams.activity(ana, teams.personal(ana), { text: 'Hi' });
    const statuses = await Promise.all([teams.deliver(activity), teams.deliver(activity)]);
    expect(statuses.map((one) => one.status)).toEqual([200, 200]);
    await adapter.stop();
    expect(teams.repliesTo(activity.id)).toHaveLength(1);
  });

  it('answers once where the acknowledgement came too late and Teams sent the activity again', async () => {
    const state = createSqliteStateStore({ file: ':memory:' });
    await state.migrate();
    let waits = 1;
    const receiveEvent: typeof state.receiveEvent = async (...args) => {
      if (waits-- > 0) await new Promise((resolve) => setTimeout(resolve, 400));
      return await state.receiveEvent(...args);
    };
    const { teams, adapter } = await startBot(echo, { state: { ...state, receiveEvent }, patienceMs: 200 });
    const asked = await teams.direct(teams.person('Ana Silva'), 'Hi');
    await teams.answerTo(asked);
    await adapter.stop();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(asked.status).toBe(200);
    expect(teams.repliesTo(asked.activity.id)).toHaveLength(1);
  });

  it('says once that it cannot reach its data, and answers when it can again', async () => {
    const state = createSqliteStateStore({ file: ':memory:' });
    await state.migrate();
    let isDown = true;
    const receiveEvent: typeof state.receiveEvent = async (...args) => {
      if (isDown) throw new AppError('storage_unreachable', 'The database gives no answer.');
      return await state.receiveEvent(...args);
    };
    const { teams, adapter, logged, messages } = await startBot(echo, { state: { ...state, receiveEvent } });
    const ana = teams.person('Ana Silva');
    const activity = teams.activity(ana, teams.personal(ana), { text: 'Hi' });
    const asked = await teams.deliver(activity);
    expect(asked.status).toBe(200);
    await teams.deliver(activity);
    const told = await teams.answerTo(asked);
    const [, id] = /^I cannot reach my data .*\(id (\w{8})\)$/.exec(told.text ?? '') ?? [];
    expect(logged).toMatchObject([{ details: { failure: id } }]);
    isDown = false;
    await teams.answerTo(await teams.direct(ana, 'And now?'));
    await adapter.stop();
    expect(teams.repliesTo(activity.id)).toHaveLength(1);
    expect(messages.map((one) => one.text)).toEqual(['And now?']);
  });

  it('answers what another replica left behind', async () => {
    const state = createSqliteStateStore({ file: ':memory:' });
    await state.migrate();
    const { teams } = await startBot(echo, { state, holdMs: 150 });
    const ana = teams.person('Ana Silva', { email: 'ana@acme.example' });
    const asked = await teams.direct(ana, 'First');
    await teams.answerTo(asked);
    // The other replica noted the same form of event, and died.
    const event = notedQuestion(asked, { activityId: '77', text: 'Left behind' });
    await state.receiveEvent({ id: 'teams:x 77', payload: JSON.stringify(event) }, 'dead', 1);
    const reply = await waitFor(() => teams.repliesTo('77')[0]);
    expect(reply.text).toBe('You said: Left behind');
  });

  it('gives a failure with the id of the log line where the answer throws', async () => {
    const { teams, logged } = await startBot(() => Promise.reject(new Error('secret detail')));
    const reply = await teams.answerTo(await teams.direct(teams.person('Ana Silva'), 'Hi'));
    const [, id] = /^Something went wrong .*\(id (\w{8})\)$/.exec(reply.text ?? '') ?? [];
    expect(logged).toMatchObject([{ details: { failure: id } }]);
    expect(JSON.stringify(reply)).not.toContain('secret');
  });

  it('says it in the language of the question', async () => {
    const { teams } = await startBot(() => Promise.reject(new Error('no')));
    const reply = await teams.answerTo(await teams.direct(teams.person('Ana Silva'), '谁负责这个？'));
    expect(reply.text).toContain(botWordings.zh.failures.broken);
  });
});

describe('an answer on the wire', () => {
  it('arrives with its card and its citations, of which the library alone would drop all but the type', async () => {
    const sources = [
      {
        kind: 'article',
        id: 'a1',
        key: 'vpn.md',
        title: 'VPN',
        url: 'https://wiki.acme.example/vpn',
        quote: 'Use a certificate.',
      },
    ] as const;
    const answer = {
      language: 'en',
      text: 'By certificate.',
      claims: [],
      asOf: [],
      followUps: [],
      sources,
    } as const;
    const { teams } = await startBot(async () => ({ kind: 'answer', answer }));
    const reply = await teams.answerTo(await teams.direct(teams.person('Ana Silva'), 'How?'));
    expect(reply.attachments).toMatchObject([
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } },
    ]);
    expect(reply.summary).toBe('By certificate.');
    expect(reply).toMatchObject({ text: 'By certificate. [1]', textFormat: 'markdown' });
    expect(reply.entities).toMatchObject([
      {
        type: 'https://schema.org/Message',
        '@type': 'Message',
        citation: [
          {
            '@type': 'Claim',
            position: 1,
            appearance: { name: 'VPN', abstract: 'Use a certificate.', url: 'https://wiki.acme.example/vpn' },
          },
        ],
      },
    ]);
  });
});

describe('a service that is busy or refuses', () => {
  it.each([412, 429, 502, 504])('sends again after %d', async (status) => {
    const { teams } = await startBot(echo);
    teams.connector.failSends(failed(status, 'Busy', 'Try again.'));
    const reply = await teams.answerTo(await teams.direct(teams.person('Ana Silva'), 'Hi'));
    expect(reply.text).toBe('You said: Hi');
  });

  it('waits as long as the service says', async () => {
    const { teams } = await startBot(echo);
    teams.connector.failSends({
      ...failed(429, 'TooManyRequests', 'Wait.'),
      headers: { 'retry-after': '2' },
    });
    const asked = await teams.direct(teams.person('Ana Silva'), 'Hi');
    const begun = performance.now();
    await teams.answerTo(asked);
    expect(performance.now() - begun).toBeGreaterThan(1800);
  });

  it('gets every answer of a burst through the limit of seven a second', async () => {
    const { teams } = await startBot(echo);
    const ana = teams.person('Ana Silva');
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, at) => teams.direct(ana, `Question ${at}`)),
    );
    const texts = await Promise.all(asked.map(async (one) => (await teams.answerTo(one)).text));
    expect(texts).toEqual(asked.map((_, at) => `You said: Question ${at}`));
  });

  it.each([400, 413])('sends the words where the card is refused with %d', async (status) => {
    const { teams } = await startBot(async () => answerOf('Ben leads it.'));
    teams.connector.failSends(failed(status, 'BadSyntax', 'No.'));
    const reply = await teams.answerTo(await teams.direct(teams.person('Ana Silva'), 'Hi'));
    expect(reply).toMatchObject({ text: 'Ben leads it.' });
    expect(reply.attachments ?? []).toEqual([]);
  });

  it('logs the reason that Entra ID gives where the bot gets no token to answer with', async () => {
    const settings = { authentication: { kind: 'app', ...registration, appPassword: 'wrong' } } as const;
    const { teams, logged } = await startBot(echo, { settings });
    const asked = await teams.direct(teams.person('Ana Silva'), 'Hi');
    expect(asked.status).toBe(200);
    const line = await waitFor(() =>
      logged.find((one) => one.message === 'An answer could not be posted in its place'),
    );
    expect(String((line.details as { err?: unknown }).err)).toContain('AADSTS7000215');
  });

  it('logs in once for many answers', async () => {
    const { teams } = await startBot(echo);
    const ana = teams.person('Ana Silva');
    for (const text of ['One', 'Two', 'Three']) await teams.answerTo(await teams.direct(ana, text));
    expect(teams.identity.logins()).toBe(1);
  });
});

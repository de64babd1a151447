import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSearchThings } from '../../../src/bot/links/search-things.ts';
import type { TeamsSettings } from '../../../src/bot/teams/teams-settings.ts';
import { createSqliteStateStore } from '../../../src/state/sqlite/sqlite-state-store.ts';
import { type ConversationCompany, openConversationCompany } from '../conversation-company.ts';
import { connectionName, type FakeAccount, signInCardOf } from './fake-accounts.ts';
import { type FakeMember, failed, type SentActivity } from './fake-connector.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { wordsOf } from './read-reply.ts';
import { appSettings, startBotAt } from './start-bot.ts';
import { waitFor } from './wait-for.ts';

const settings: TeamsSettings = { ...appSettings, oauthConnection: connectionName };
const johnsAddress = 'john.doe@voltmoor.example';

let company: ConversationCompany;
let teams: FakeTeams;
let bot: Awaited<ReturnType<typeof startBotAt>>;

beforeAll(async () => {
  company = await openConversationCompany();
  teams = await startFakeTeams();
  bot = await startBotAt(teams, company.handleMessage, {
    settings,
    state: company.orgwise.state,
    searchThings: createSearchThings(company.orgwise),
  });
});
afterAll(async () => {
  await bot?.stop();
  await teams?.stop();
  await company?.close();
});

/** Somebody whose address in Teams the directory does not know. */
function stranger(account: FakeAccount): FakeMember {
  const one = teams.person('J. Doe', { email: 'jd@alias.example' });
  teams.accounts.add(one, account);
  return one;
}

const john = () => stranger({ mail: 'jd@alias.example', proxyAddresses: [`smtp:${johnsAddress}`] });

/** What the bot has said in somebody's own chat, the last one first. */
const saidTo = (user: FakeMember): readonly SentActivity[] =>
  teams.connector.sent
    .filter((one) => one.conversationId === `a:${user.aadObjectId}` && one.type === 'message')
    .reverse();

async function askedToSignIn(user: FakeMember, question = 'my open tasks'): Promise<SentActivity> {
  const card = await teams.answerTo(await teams.direct(user, question));
  expect(signInCardOf(card)).toMatchObject({ connectionName, buttons: [{ type: 'signin' }] });
  return card;
}

async function saidAfter(user: FakeMember, count: number): Promise<string> {
  return wordsOf(await waitFor(() => (saidTo(user).length > count ? saidTo(user)[0] : undefined)));
}

describe('signing in', () => {
  it('answers the question once Teams has signed its asker in, and every later one at once', async () => {
    const user = john();
    const card = await askedToSignIn(user);
    const token = teams.accounts.clientToken(user);
    const [taken] = await teams.signInSilently(user, teams.personal(user), card, token);
    expect(taken).toMatchObject({ status: 200, body: '{}' });
    expect(await saidAfter(user, 1)).toContain('WEB-');
    expect(wordsOf(await teams.answerTo(await teams.direct(user, 'my open tasks')))).toContain('WEB-');
    expect(saidTo(user)).toHaveLength(3);
  });

  it('exchanges once what several clients send, whichever replica hears of it', async () => {
    const user = john();
    const other = await startBotAt(teams, company.handleMessage, { settings, state: company.orgwise.state });
    const card = await askedToSignIn(user);
    const before = teams.accounts.exchanges();
    const token = teams.accounts.clientToken(user);
    const own = teams.personal(user);
    const all = [...(await teams.signInSilently(user, own, card, token, 3))];
    teams.connect(bot.url);
    all.push(...(await teams.signInSilently(user, own, card, token, 2)));
    expect(all.map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
    expect(await saidAfter(user, 1)).toContain('WEB-');
    expect(teams.accounts.exchanges() - before).toBe(1);
    expect(saidTo(user)).toHaveLength(2);
    await other.stop();
  });

  it('lets Teams show the button where the token is not exchanged, and takes the code of the page', async () => {
    const user = john();
    const card = await askedToSignIn(user);
    const own = teams.personal(user);
    const token = teams.accounts.clientToken(user, { consents: false });
    const [refused] = await teams.signInSilently(user, own, card, token);
    expect(refused?.status).toBe(412);
    const [button] = signInCardOf(card).buttons;
    await teams.signInByCode(user, own, '000000');
    expect(await saidAfter(user, 1)).toContain('Signing in did not work');
    const code = teams.accounts.signInAt(button?.value ?? '', user);
    expect((await teams.signInByCode(user, own, code)).status).toBe(200);
    expect(await saidAfter(user, 2)).toContain('WEB-');
  });

  it.each([
    ['of another person', {}, true],
    ['of another tenant', { tenantId: 'another', proxyAddresses: [`smtp:${johnsAddress}`] }, false],
    ['of a guest', { userType: 'Guest', mail: johnsAddress }, false],
    ['made elsewhere', { userPrincipalName: 'j_else.example#EXT#@acme.example', mail: johnsAddress }, false],
  ])('does not believe an account %s', async (_, account, isOther) => {
    const user = stranger(account);
    const card = await askedToSignIn(user);
    const as = isOther ? john() : user;
    await teams.signInSilently(user, teams.personal(user), card, teams.accounts.clientToken(as));
    expect(await saidAfter(user, 1)).toContain('with another account');
    // Neither is it believed later.
    await askedToSignIn(user);
  });

  it('refuses whoever signed in and is still not known, without asking again', async () => {
    const user = stranger({});
    const card = await askedToSignIn(user);
    await teams.signInSilently(user, teams.personal(user), card, teams.accounts.clientToken(user));
    expect(await saidAfter(user, 1)).toContain('could not find you there');
    const again = await teams.answerTo(await teams.direct(user, 'my open tasks'));
    expect(wordsOf(again)).toContain('could not find you there');
  });

  it('refuses as before where Graph cannot be reached, and others in channels', async () => {
    const user = john();
    const card = await askedToSignIn(user);
    teams.accounts.failGraph(failed(503, 'ServiceUnavailable', 'Later.'));
    const token = teams.accounts.clientToken(user);
    const [tried] = await teams.signInSilently(user, teams.personal(user), card, token);
    expect(tried?.status).toBe(412);
    // The token is with the service, but nobody says whose it is.
    const refused = await teams.answerTo(await teams.direct(user, 'my open tasks'));
    expect(wordsOf(refused)).toContain('could not find you there');
    teams.accounts.failGraph(null);
    const inChannel = await teams.answerTo(await teams.mention(john(), teams.channel([user]), 'my tasks'));
    expect(wordsOf(inChannel)).toContain('could not find you there');
  });

  it('forgets who somebody is when they sign out', async () => {
    const user = john();
    const card = await askedToSignIn(user);
    await teams.signInSilently(user, teams.personal(user), card, teams.accounts.clientToken(user));
    await saidAfter(user, 1);
    expect(teams.accounts.keepsTokenOf(user)).toBe(true);
    expect(wordsOf(await teams.answerTo(await teams.direct(user, 'sign out')))).toContain('signed out');
    expect(teams.accounts.keepsTokenOf(user)).toBe(false);
    await askedToSignIn(user);
  });

  it('says with an id that Teams could not sign somebody in, once for all of their clients', async () => {
    const user = john();
    await askedToSignIn(user);
    const value = { code: 'resourcematchfailed', message: 'Resource match failed' };
    const failure = () =>
      teams.deliver(
        teams.activity(user, teams.personal(user), { type: 'invoke', name: 'signin/failure', value }),
      );
    expect((await Promise.all([failure(), failure()])).map((one) => one.status)).toEqual([200, 200]);
    const said = await saidAfter(user, 1);
    const [, id] = /Signing in did not work.*\(id (\w{8})\)/.exec(said) ?? [];
    const line = bot.logged.find(({ details }) => (details as { failure?: string }).failure === id);
    expect(line?.details).toMatchObject({ code: 'resourcematchfailed' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(saidTo(user)).toHaveLength(2);
  });

  it('says with an id that somebody could not be signed out, who stays signed in', async () => {
    const user = john();
    const card = await askedToSignIn(user);
    await teams.signInSilently(user, teams.personal(user), card, teams.accounts.clientToken(user));
    await saidAfter(user, 1);
    teams.accounts.failService(failed(403, 'Forbidden', 'No.'));
    const asked = await teams.direct(user, 'sign out');
    const said = wordsOf(await teams.answerTo(asked));
    teams.accounts.failService(null);
    const [, id] = /\(id (\w{8})\)/.exec(said) ?? [];
    expect(bot.logged.some(({ details }) => (details as { failure?: string }).failure === id)).toBe(true);
    expect(JSON.stringify(bot.logged)).not.toContain('Bearer ');
    expect(wordsOf(await teams.answerTo(await teams.direct(user, 'my open tasks')))).toContain('WEB-');
    expect(wordsOf(await teams.answerTo(await teams.direct(user, 'sign out')))).toContain('signed out');
  });

  it('goes on where a replica took the token and died', async () => {
    const user = john();
    const card = await askedToSignIn(user);
    const place = teams.activity(user, teams.personal(user), {});
    teams.accounts.signInAt(signInCardOf(card).buttons[0]?.value ?? '', user);
    await bot.adapter.resume?.('sign in', {
      kind: 'sign_in',
      reference: {
        serviceUrl: place.serviceUrl,
        channelId: 'msteams',
        conversation: place.conversation,
        user: place.from,
        bot: place.recipient,
      },
      activityId: 'x',
      sender: { id: user.id, aadObjectId: user.aadObjectId },
      roster: place.conversation.id,
    });
    // Without a token anywhere, the question is asked to be signed in for anew.
    expect(signInCardOf((await waitFor(() => saidTo(user)[0])) as SentActivity).connectionName).toBe(
      connectionName,
    );
    expect(saidTo(user)).toHaveLength(2);
  });

  it('takes no sign-in of a channel, and none for another connection', async () => {
    const user = john();
    const invoke = (value: object) => ({ type: 'invoke', name: 'signin/tokenExchange', value });
    const value = { id: 'x', connectionName, token: teams.accounts.clientToken(user) };
    const sent = [
      teams.activity(user, teams.channel([user]), invoke(value)),
      teams.activity(user, teams.personal(user), invoke({ ...value, connectionName: 'other' })),
      teams.activity(user, teams.personal(user), invoke({})),
    ];
    const before = teams.accounts.exchanges();
    for (const one of sent) expect((await teams.deliver(one)).status).toBe(501);
    expect(teams.accounts.exchanges()).toBe(before);
  });
});

describe('signing in where people write', () => {
  const query = { commandId: 'searchPeople', parameters: [{ name: 'query', value: 'Ana Silva' }] };

  it('finds for somebody whom the bot has not met, in a chat without it, once Teams has signed them in', async () => {
    const user = john();
    const chat = teams.chatOfOthers();
    const asked = await teams.compose(user, chat, 'query', query);
    expect(asked.composeExtension?.type).toBe('silentAuth');
    const refused = { authentication: { token: teams.accounts.clientToken(user, { consents: false }) } };
    expect(await teams.compose(user, chat, 'query', { ...query, ...refused })).toEqual({
      isRefusedToken: true,
    });
    const link = asked.composeExtension?.suggestedActions?.actions[0]?.value ?? '';
    const state = teams.accounts.signInAt(link, user);
    const found = await teams.compose(user, chat, 'query', { ...query, state });
    expect(found.composeExtension?.attachments?.map((one) => one.preview.content.title)).toContain(
      'Ana Silva',
    );
    const later = await teams.compose(user, chat, 'query', query);
    expect(later.composeExtension?.attachments?.length).toBeGreaterThan(0);
  });

  it('takes the token that Teams has, and no token of somebody else', async () => {
    const [user, other] = [john(), john()];
    const chat = teams.chatOfOthers();
    const search = (one: FakeMember, whose: FakeMember) =>
      teams.compose(one, chat, 'query', {
        ...query,
        authentication: { token: teams.accounts.clientToken(whose) },
      });
    expect((await search(user, other)).composeExtension?.text).toContain('with another account');
    expect((await search(other, other)).composeExtension?.attachments?.length).toBeGreaterThan(0);
  });
});

it('keeps no token, neither in its state nor in its log', async () => {
  const state = createSqliteStateStore({ file: ':memory:' });
  await state.migrate();
  const written: string[] = [];
  const watched = new Proxy(state, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        written.push(JSON.stringify(args));
        return Reflect.apply(value, target, args);
      };
    },
  });
  const second = await startBotAt(teams, company.handleMessage, { settings, state: watched });
  const user = john();
  const card = await askedToSignIn(user);
  await teams.signInSilently(user, teams.personal(user), card, teams.accounts.clientToken(user));
  await saidAfter(user, 1);
  const [other, victim] = [john(), john()];
  const otherCard = await askedToSignIn(other);
  await teams.signInSilently(other, teams.personal(other), otherCard, teams.accounts.clientToken(victim));
  await saidAfter(other, 1);
  const third = john();
  const card3 = await askedToSignIn(third);
  teams.accounts.failService(failed(403, 'Forbidden', 'Not now.'));
  const token = teams.accounts.clientToken(third);
  const [broken] = await teams.signInSilently(third, teams.personal(third), card3, token);
  expect(broken?.status).toBe(412);
  teams.accounts.failService(null);
  await second.stop();
  teams.connect(bot.url);
  const logged = inspect([second.logged, bot.logged], {
    depth: null,
    showHidden: true,
    maxStringLength: null,
  });
  expect(logged).toContain('the token service gave status 403');
  const kept = `${written.join('\n')}\n${logged}`;
  expect(kept).toContain(johnsAddress);
  expect(teams.accounts.tokens.length).toBeGreaterThan(10);
  for (const token of teams.accounts.tokens) expect(kept.includes(token), token).toBe(false);
  await state.close();
});

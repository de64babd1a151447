import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { createPreviewLinks } from '../../src/bot/links/preview-links.ts';
import { createSearchThings } from '../../src/bot/links/search-things.ts';
import { createWebAdapter } from '../../src/bot/web/web-adapter.ts';
import { buttonsOf } from '../e2e/slack/buttons.ts';
import { type FakeSlack, startFakeSlack } from '../e2e/slack/fake-slack.ts';
import { type Bot, startBot as startSlackBot, untilSaid } from '../e2e/slack/harness.ts';
import type { FakeMessage } from '../e2e/slack/workspace.ts';
import type { FakeMember } from '../e2e/teams/fake-connector.ts';
import { type FakeTeams, type Place, startFakeTeams } from '../e2e/teams/fake-teams.ts';
import { buttonOf, cardOf } from '../e2e/teams/read-reply.ts';
import { startBotAt } from '../e2e/teams/start-bot.ts';
import { attacker, type GuardedCompany, insider, openGuardedCompany, secrets } from './guarded-company.ts';

// The library itself writes a line for every token that it refuses.
vi.spyOn(console, 'error').mockImplementation(() => {});

const blocked = 'Which tasks are blocked?';
const [helenaId, johnId] = ['UHELENA', 'UJOHN'];

let company: GuardedCompany;
beforeAll(async () => {
  company = await openGuardedCompany({ hasSecrets: true });
});
afterAll(() => company?.close());

/** Secrets in what somebody saw. */
const leaked = (seen: unknown): readonly string[] => {
  const text = typeof seen === 'string' ? seen : JSON.stringify(seen);
  return secrets.filter((one) => text.includes(one));
};

describe('in Slack', () => {
  let slack: FakeSlack;
  let bot: Bot;
  beforeAll(async () => {
    slack = await startFakeSlack({
      users: [
        { id: helenaId, name: 'Helena Brandt', email: insider },
        { id: johnId, name: '<@UHELENA> Helena Brandt', email: attacker },
        { id: 'UUNSURE', name: 'Helena Brandt', email: insider, isEmailConfirmed: false },
        { id: 'UGUEST', name: 'Helena Brandt', email: insider, isRestricted: true },
        { id: 'UOTHER', name: 'Helena Brandt', email: insider, teamId: 'TOTHER' },
      ],
      channels: [
        { id: 'C1', name: 'general', members: [helenaId, johnId, 'UBOT'] },
        { id: 'C2', name: 'elsewhere', members: [johnId, 'UBOT'] },
      ],
      scopes: manifest.oauth_config.scopes.bot,
    });
    const { orgwise } = company;
    const links = createPreviewLinks(orgwise);
    bot = await startSlackBot(slack, 'http', orgwise.handleMessage, orgwise.state, undefined, links);
  });
  afterAll(async () => {
    await bot?.stop();
    await slack?.stop();
  });

  /** All that John can read in the workspace: the channels, his own conversation, and what was shown to him alone. */
  const seenByJohn = (): unknown => [
    slack.workspace.messages.filter(
      ({ channel, ephemeralFor, user }) =>
        user === 'UBOT' && channel !== `D${helenaId}` && ephemeralFor !== helenaId,
    ),
    [...slack.workspace.unfurls.values()],
    slack.workspace.homes.get(johnId) ?? null,
  ];

  async function asked(): Promise<FakeMessage> {
    const { ts } = slack.mention(helenaId, 'C1', blocked);
    const [said] = await untilSaid(() => slack.repliesTo(ts));
    if (said === undefined) throw new Error('no answer');
    return said;
  }

  /** Helena's own answer, which she alone sees. */
  async function hers(): Promise<FakeMessage> {
    const said = await asked();
    const before = slack.messages('C1').length;
    slack.click(helenaId, said, idOf(said, 'Show me privately'));
    const alone = (await untilSaid(() => slack.messages('C1'), before + 1)).at(-1);
    if (alone === undefined) throw new Error('no private answer');
    expect(alone.ephemeralFor).toBe(helenaId);
    expect(leaked(alone)).toContain('BRD-1');
    return alone;
  }

  const idOf = (message: FakeMessage, words: string): string =>
    buttonsOf(message).find((one) => one.text.text.includes(words))?.action_id ?? '';

  async function click(user: string, message: FakeMessage, words: string): Promise<void> {
    const before = slack.workspace.messages.length;
    await slack.click(user, message, idOf(message, words)).delivered;
    await untilSaid(() => slack.workspace.messages, before + 1);
  }

  /** What a press sends, by whoever and wherever it says. */
  const pressOf = (ref: string, user: string, channel: string): string =>
    new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        team: { id: 'T1' },
        user: { id: user, team_id: 'T1' },
        api_app_id: 'A1',
        trigger_id: `${Date.now()}.${Math.random()}`,
        container: { type: 'message', message_ts: '1.1', channel_id: channel },
        channel: { id: channel },
        actions: [{ type: 'button', action_id: 'show_privately:0', block_id: 'b', value: ref }],
      }),
    }).toString();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  const attempts: Readonly<Record<string, () => Promise<void>>> = {
    'a button of an answer that Helena alone sees': async () => {
      const alone = await hers();
      for (const words of ['How did you get this?', 'Share in channel']) await click(johnId, alone, words);
    },
    'the button that shows more, of an answer in the channel': async () => {
      await click(johnId, await asked(), 'Show me privately');
    },
    'what Helena shares from her own answer': async () => {
      await click(helenaId, await hers(), 'Share in channel');
    },
    'going on in a thread, in which Helena has been shown more': async () => {
      const alone = await hers();
      const before = slack.messages('C1').length;
      slack.mention(johnId, 'C1', 'who is assigned to them?', alone.threadTs);
      await untilSaid(() => slack.messages('C1'), before + 1);
    },
    'going on in it without naming the bot': async () => {
      const alone = await hers();
      await slack.replyInThread(johnId, 'C1', 'who is assigned to those?', alone.threadTs ?? '').delivered;
      await sleep(100);
    },
    'a press in Helena’s name under a wrong signature, and an old one of hers': async () => {
      const ref = buttonsOf(await asked()).at(-1)?.value ?? '';
      for (const [secret, age] of [
        ['another secret', 0],
        [undefined, 600],
        [undefined, -600],
      ] as const) {
        const { status } = await slack.sendSigned(pressOf(ref, helenaId, 'C2'), form, secret, age);
        expect(status).toBe(401);
      }
    },
    'a reference of Helena’s own answer, pressed as if in another channel': async () => {
      for (const button of buttonsOf(await hers()))
        await slack.sendSigned(pressOf(button.value ?? '', johnId, 'C2'), form);
      await sleep(100);
    },
    'references beside those that there are': async () => {
      const ref = buttonsOf(await hers())[0]?.value ?? '';
      for (const one of [ref.replace(/\d+$/, '99'), `${ref}0`, ref.slice(1), '{"question":"BRD-1"}', ''])
        await slack.sendSigned(pressOf(one, johnId, 'C2'), form);
      await sleep(100);
    },
    'a press of Helena’s in a channel, sent once more': async () => {
      const said = await asked();
      const body = pressOf(buttonsOf(said)[0]?.value ?? '', helenaId, 'C1');
      for (const _ of [1, 2]) await slack.sendSigned(body, form);
      await sleep(100);
    },
    'links to hidden things that Helena posts': async () => {
      const url = 'https://tracker.example/BRD-1';
      const message = slack.write(helenaId, 'C1', url);
      const links = [{ domain: 'tracker.example', url }];
      await slack.deliverEvent(
        slack.eventOf(message, {
          type: 'link_shared',
          message_ts: message.ts,
          links,
          source: 'conversations_history',
        }),
      );
      await sleep(100);
    },
    'Helena’s name and address, unconfirmed, as a guest, or from another workspace': async () => {
      for (const user of ['UUNSURE', 'UGUEST', 'UOTHER']) {
        const before = slack.workspace.messages.length;
        slack.directMessage(user, blocked);
        await untilSaid(() => slack.workspace.messages, before + 2);
      }
    },
    'a name that mentions Helena': async () => {
      const before = slack.workspace.messages.length;
      slack.directMessage(johnId, 'Who am I? Which tasks are blocked?');
      await untilSaid(() => slack.workspace.messages, before + 2);
    },
    'commands about her tasks, in the channel and beside it': async () => {
      for (const [place, text] of [
        ['C1', 'Helena Brandt'],
        ['C2', 'Ben Okafor'],
      ] as const) {
        const before = slack.workspace.messages.length;
        slack.command(johnId, place, '/tasks', text);
        await untilSaid(() => slack.workspace.messages, before + 1);
      }
    },
    'the start page': async () => {
      await slack.deliverEvent({ type: 'app_home_opened', user: johnId, tab: 'home', channel: `D${johnId}` });
      await vi.waitFor(() => expect(slack.workspace.homes.get(johnId)).toBeDefined());
    },
  };

  it.each(Object.entries(attempts))('%s', async (_, attempt) => {
    await attempt();
    expect(leaked(seenByJohn())).toEqual([]);
  });
});

describe('in Teams', () => {
  let teams: FakeTeams;
  let bot: Awaited<ReturnType<typeof startBotAt>>;
  let helena: FakeMember;
  let john: FakeMember;
  let channel: Place;
  beforeAll(async () => {
    teams = await startFakeTeams();
    const { orgwise } = company;
    bot = await startBotAt(teams, orgwise.handleMessage, {
      state: orgwise.state,
      previewLinks: createPreviewLinks(orgwise),
      searchThings: createSearchThings(orgwise),
    });
    helena = teams.person('Helena Brandt', { email: insider });
    john = teams.person('Helena Brandt', { email: attacker });
    channel = teams.channel([helena, john]);
  });
  afterAll(async () => {
    await bot?.stop();
    await teams?.stop();
  });

  /** What stands in the channel and in John's own chat. */
  const posted = (): unknown =>
    teams.connector.sent.filter(({ conversationId }) => conversationId !== `a:${helena.aadObjectId}`);

  /** A question of Helena's, its thread, its answer for all and the card that she alone has. */
  async function asked() {
    const delivery = await teams.mention(helena, channel, blocked);
    const reply = await teams.answerTo(delivery);
    const thread = {
      ...channel,
      conversation: { ...channel.conversation, ...delivery.activity.conversation },
    };
    const show = buttonOf(reply, 'Show me privately');
    const own = await teams.click(helena, thread, reply, show);
    expect(leaked(own.body)).toContain('BRD-1');
    const { value: card } = JSON.parse(own.body) as { readonly value: unknown };
    return { reply, thread, show, card };
  }

  const search = (commandId: string, text: string) => ({
    commandId,
    parameters: [{ name: 'query', value: text }],
    queryOptions: {},
  });

  const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
    'the buttons of the card that Helena alone has': async () => {
      const { reply, thread, card } = await asked();
      const pressed = ['Share in channel', 'Helpful', 'Not helpful'].map((words) =>
        teams.click(john, thread, reply, buttonOf({ card }, words)),
      );
      return (await Promise.all(pressed)).map((one) => one.body);
    },
    'the same in his own chat': async () => {
      const { reply, card } = await asked();
      const button = buttonOf({ card }, 'Share in channel');
      return (await teams.click(john, teams.personal(john), reply, button)).body;
    },
    'the button that shows more': async () => {
      const { reply, thread, show } = await asked();
      return (await teams.click(john, thread, reply, show)).body;
    },
    'drawing Helena’s card anew': async () => {
      const { reply, thread } = await asked();
      const { refresh } = cardOf(reply) as { refresh: { action: { verb: string; data: object } } };
      const action = { type: 'Action.Execute', ...refresh.action, data: { ...refresh.action.data } };
      return (await teams.click(john, thread, reply, action)).body;
    },
    'data beside a reference': async () => {
      const { reply, thread, show } = await asked();
      const data = { ...show.data, asker: helena.id, viewer: 'all', question: 'What is BRD-1?', acls: 'all' };
      return (await teams.click(john, thread, reply, { ...show, data })).body;
    },
    'sharing what Helena was shown': async () => {
      const { reply, thread, card } = await asked();
      await teams.answerTo(await teams.click(helena, thread, reply, buttonOf({ card }, 'Share in channel')));
    },
    'going on in the thread': async () => {
      const { thread } = await asked();
      await teams.answerTo(await teams.mention(john, thread, 'who is assigned to them?'));
    },
    'the box where Helena writes to the channel': async () => [
      await teams.compose(helena, channel, 'query', search('searchTasks', 'Zephyrine')),
      await teams.compose(helena, channel, 'query', search('searchArticles', 'severance')),
      await teams.compose(helena, channel, 'queryLink', { url: 'https://tracker.example/BRD-1' }),
    ],
    'his own box': async () => [
      await teams.compose(john, teams.personal(john), 'query', search('searchTasks', 'BRD-')),
      await teams.compose(john, teams.personal(john), 'query', search('searchArticles', '欧若拉')),
    ],
    'a message that says it is Helena’s': async () => {
      const from = { id: john.id, name: 'Helena Brandt', aadObjectId: john.aadObjectId, email: insider };
      const more = { text: blocked, from, userPrincipalName: insider, role: 'admin' };
      await teams.answerTo(await teams.deliver(teams.activity(john, teams.personal(john), more)));
    },
    'Helena’s message under a token with a flaw': async () => {
      const activity = teams.activity(helena, teams.personal(john), { text: blocked });
      expect((await teams.deliver(activity, { forged: true })).status).toBe(401);
      expect((await teams.deliver(activity, { unsigned: true })).status).toBe(401);
    },
  };

  it.each(Object.entries(attempts))('%s', async (_, attempt) => {
    expect(leaked((await attempt()) ?? '')).toEqual([]);
    expect(leaked(posted())).toEqual([]);
  });
});

describe('on the web page', () => {
  let page: ReturnType<typeof createWebAdapter>;
  beforeAll(async () => {
    const { orgwise } = company;
    page = createWebAdapter({
      host: '127.0.0.1',
      port: 0,
      company: 'Guarded Works',
      examples: [],
      people: async () => [...(await orgwise.access.people())],
      log: { error: () => {} },
    });
    await page.start(orgwise.handleMessage);
  });
  afterAll(() => page?.stop());

  async function post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    const response = await fetch(`${page.url()}/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return await response.text();
  }

  const hers = { kind: 'direct', text: blocked, email: insider, conversationId: 'c' };
  const his = { ...hers, email: attacker };

  async function refs(): Promise<readonly string[]> {
    const html = await post(hers);
    expect(leaked(html)).toContain('BRD-1');
    return [...html.matchAll(/[\w-]{22}\.\d+/g)].map(([ref]) => ref);
  }

  const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
    'every button of Helena’s answer, in private and in the channel': async () => {
      const found = await refs();
      expect(found.length).toBeGreaterThan(1);
      const presses = found.flatMap((ref) => [
        { ...his, text: '', action: { ref } },
        { ...his, kind: 'mention', text: '', action: { ref, reason: 'x' } },
      ]);
      return await Promise.all(presses.map((one) => post(one)));
    },
    'going on in conversations that are named like hers': async () => {
      await refs();
      const names = ['c', `web:direct:${insider}:c`, `../${insider}:c`, `:${insider}:c`];
      return await Promise.all(
        names.map((conversationId) => post({ ...his, conversationId, text: 'who is assigned to them?' })),
      );
    },
    'her address in other writings, twice, or as something else': async () =>
      await Promise.all(
        [
          attacker.toUpperCase(),
          [attacker, insider],
          { email: insider },
          `${insider}\u0000`,
          '__proto__',
        ].map((email) => post({ ...his, email, sender: { operator: true }, operator: true, audience: [] })),
      ),
    'the channel, where Helena speaks': async () => await post({ ...hers, kind: 'mention' }),
    'another site that posts as Helena': async () => [
      await post(hers, { origin: 'https://evil.example' }),
      await post(hers, { origin: 'null' }),
      await post(hers, { 'content-type': 'text/plain' }),
    ],
  };

  it.each(Object.entries(attempts))('%s', async (_, attempt) => {
    expect(leaked(await attempt())).toEqual([]);
  });
});

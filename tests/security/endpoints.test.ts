import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { installPath, redirectPath } from '../../src/bot/slack/install-routes.ts';
import { slackPath } from '../../src/bot/slack/slack-receiver.ts';
import { pendingCookie, sessionCookie } from '../../src/bot/web/sign-in/page-cookies.ts';
import { createWebAdapter } from '../../src/bot/web/web-adapter.ts';
import { sign } from '../e2e/slack/delivery.ts';
import { type FakeSlack, signingSecret } from '../e2e/slack/fake-slack.ts';
import { type Bot, openState, startCompanySlack, startBot as startSlackBot } from '../e2e/slack/harness.ts';
import { clientId, clientSecret } from '../e2e/slack/oauth.ts';
import { type Activity, type FakeTeams, startFakeTeams } from '../e2e/teams/fake-teams.ts';
import { echo, startBotAt } from '../e2e/teams/start-bot.ts';
import { Browser } from '../fixtures/sign-in/browser.ts';
import { type SignedPage, startSignedPage } from '../fixtures/sign-in/signed-page.ts';
import fc from '../seeded-properties.ts';
import { bounds, hostileJson, hostileText } from './hostile-text.ts';

// The libraries write a line for every request that they refuse.
for (const name of ['error', 'warn', 'info', 'debug'] as const)
  vi.spyOn(console, name).mockImplementation(() => {});

let slack: FakeSlack;
let slackBot: Bot;
let teams: FakeTeams;
let teamsBot: Awaited<ReturnType<typeof startBotAt>>;
let page: ReturnType<typeof createWebAdapter>;
let signedPage: SignedPage;
/** Of a sign-in that is under way, and of one that is done. */
const begun = { state: '', pending: '', session: '' };
const unhandled: unknown[] = [];
const note = (error: unknown): void => void unhandled.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  slack = await startCompanySlack();
  const oauth = {
    clientId,
    clientSecret,
    tokenKeys: [randomBytes(32).toString('base64')],
    workspaces: ['T1'],
  };
  slackBot = await startSlackBot(slack, 'http', echo, await openState(), undefined, undefined, { oauth });
  teams = await startFakeTeams();
  teamsBot = await startBotAt(teams, echo, {});
  page = createWebAdapter({
    host: '127.0.0.1',
    port: 0,
    company: 'Acme',
    examples: [],
    people: async () => [{ email: 'ana@acme.example', name: 'Ana', title: null }],
    log: { error: () => {} },
  });
  await page.start(echo);
  signedPage = await startSignedPage({ signIn: ', links: true' });
  const browser = new Browser();
  const { headers } = await browser.send(`${signedPage.url}/sign-in/begin`);
  const cookies = browser.cookies.get(new URL(signedPage.url).host);
  begun.state = new URL(String(headers.location)).searchParams.get('state') ?? '';
  begun.pending = cookies?.get(pendingCookie) ?? '';
  await signedPage.signIn('ana', browser);
  begun.session = `${sessionCookie}=${cookies?.get(sessionCookie) ?? ''}`;
  expect(Object.values(begun).every((one) => one.length > 40)).toBe(true);
});
afterAll(async () => {
  await page?.stop();
  await signedPage?.stop();
  await slackBot?.stop();
  await slack?.stop();
  await teamsBot?.stop();
  await teams?.stop();
  process.off('unhandledRejection', note);
});

interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What tells where code stands, or what it is made of. */
const trace =
  /\bat (?:\w+ )?\(?[\w./:\\]+\.[cm]?[jt]s:\d+|node_modules|node:internal|\bzod\b|SQLITE|Error: /i;
const mostMs = 1_000;

/** @returns what is wrong with the answer; null for a calm one. */
async function upset(
  base: string,
  { method = 'POST', path, headers = {}, body }: Asked,
): Promise<string | null> {
  const begun = performance.now();
  let text: string;
  let status: number;
  try {
    const response = await fetch(base + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
    });
    status = response.status;
    text = `${JSON.stringify(Object.fromEntries(response.headers))}${await response.text()}`;
  } catch (error) {
    return `no answer: ${String(error)}`;
  }
  // The bots answer at once; a machine that is busy with other tests may be slow once, a hang is slow again.
  if (performance.now() - begun > mostMs * 3) return `it took ${performance.now() - begun} ms`;
  if (status >= 500 && status !== 501) return `it answered ${status}: ${text}`;
  return trace.test(text) ? `it tells ${trace.exec(text)?.[0]}` : null;
}

async function calm(base: () => string, asked: fc.Arbitrary<Asked>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(asked, async (one) => {
      expect(await upset(base(), one)).toBe(null);
    }),
    bounds,
  );
  expect(unhandled).toEqual([]);
}

const slackKeys = [
  ...[
    'type',
    'event',
    'event_id',
    'team_id',
    'authorizations',
    'user',
    'user_id',
    'channel',
    'text',
    'ts',
    'actions',
  ],
  ...[
    'thread_ts',
    'value',
    'action_id',
    'view',
    'state',
    'values',
    'trigger_id',
    'response_url',
    'container',
    'links',
  ],
  ...[
    'message',
    'previous_message',
    'command',
    'callback_id',
    'private_metadata',
    'api_app_id',
    'challenge',
    'id',
  ],
];
const slackValues = [
  ...[
    'event_callback',
    'block_actions',
    'view_submission',
    'message_action',
    'app_mention',
    'message',
    'T1',
    'UANA',
  ],
  ...[
    'link_shared',
    'app_home_opened',
    'url_verification',
    'C1',
    '/whois',
    'explain:0',
    'message_changed',
    'im',
  ],
];
const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const slackJson = hostileJson(slackKeys, slackValues);

describe('Slack’s address is calm', () => {
  const url = (): string => slackBot.url;
  const signed = (body: string, headers: Readonly<Record<string, string>>): Asked => ({
    path: slackPath,
    body,
    headers: { ...headers, ...sign(body, signingSecret) },
  });
  it('at events', () =>
    calm(
      url,
      slackJson.map((event) =>
        signed(
          JSON.stringify({ type: 'event_callback', team_id: 'T1', event_id: `E${Math.random()}`, event }),
          json,
        ),
      ),
    ));
  it('at bodies of any shape', () =>
    calm(
      url,
      slackJson.map((body) => signed(JSON.stringify(body), json)),
    ));
  it('at pressed buttons and forms', () =>
    calm(
      url,
      slackJson.map((payload) =>
        signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), form),
      ),
    ));
  it('at commands', () =>
    calm(
      url,
      hostileText.map((text) =>
        signed(
          new URLSearchParams({ command: '/whois', text, user_id: 'UANA', channel_id: 'C1' }).toString(),
          form,
        ),
      ),
    ));
  it('at what is not signed, or no JSON', () =>
    calm(
      url,
      fc.record({
        path: fc.constantFrom(slackPath, `${slackPath}/`, `${slackPath}?x=%00`, '/slack', '/healthz'),
        method: fc.constantFrom('POST', 'GET', 'PUT', 'DELETE', 'OPTIONS', 'HEAD'),
        body: hostileText,
        headers: fc.constantFrom(json, form, { ...json, 'x-slack-signature': 'v0=1' }, {}),
      }),
    ));
  it('at installing', () =>
    calm(
      url,
      fc
        .tuple(fc.constantFrom(installPath, redirectPath), hostileText, hostileText)
        .map(([path, code, state]) => ({
          method: 'GET',
          path: `${path}?${new URLSearchParams({ code: code.slice(0, 2_000), state: state.slice(0, 2_000) })}`,
          headers: { cookie: `slack-app-oauth-state=%E0%A4%A${state.slice(0, 500).replace(/[^!-~]/g, '%')}` },
        })),
    ));
});

describe('Teams’ address is calm', () => {
  const url = (): string => teamsBot.url;
  const teamsJson = hostileJson(
    [
      ...[
        'type',
        'name',
        'text',
        'from',
        'id',
        'aadObjectId',
        'conversation',
        'conversationType',
        'tenantId',
        'value',
      ],
      ...[
        'channelData',
        'entities',
        'action',
        'data',
        'ref',
        'verb',
        'replyToId',
        'locale',
        'parameters',
        'commandId',
      ],
      ...[
        'queryOptions',
        'url',
        'messagePayload',
        'body',
        'content',
        'mentioned',
        'membersAdded',
        'recipient',
      ],
    ],
    [
      ...['message', 'invoke', 'messageUpdate', 'messageDelete', 'conversationUpdate', 'adaptiveCard/action'],
      ...[
        'composeExtension/query',
        'composeExtension/queryLink',
        'message/submitAction',
        'personal',
        'channel',
      ],
    ],
  );
  it('at activities that are believed', () =>
    calm(
      url,
      teamsJson.map((more) => {
        const ana = teams.person('Ana', { email: 'ana@acme.example' });
        const parts: Readonly<Record<string, unknown>> =
          typeof more === 'object' && more !== null ? { ...more } : { value: more };
        const activity: Activity = { ...teams.activity(ana, teams.personal(ana), {}), ...parts } as Activity;
        const { serviceUrl } = teams.activity(ana, teams.personal(ana), {});
        return {
          path: '',
          body: JSON.stringify({ ...activity, serviceUrl, channelId: 'msteams' }),
          headers: { ...json, authorization: `Bearer ${teams.identity.tokenForBot(String(serviceUrl), {})}` },
        };
      }),
    ));
  it('at what nobody vouches for', () =>
    calm(
      url,
      fc.record({
        path: fc.constantFrom('', '?x=1'),
        method: fc.constantFrom('POST', 'GET', 'PUT', 'HEAD'),
        body: fc.oneof(
          hostileText,
          teamsJson.map((one) => JSON.stringify(one)),
        ),
        headers: fc.constantFrom(
          json,
          { ...json, authorization: 'Bearer a.b.c' },
          { ...json, authorization: `Bearer ${'e30.'.repeat(300)}` },
        ),
      }),
    ));
});

describe('the page is calm', () => {
  const url = (): string => page.url();
  it('at messages', () =>
    calm(
      url,
      hostileJson(
        ['kind', 'text', 'email', 'conversationId', 'action', 'ref', 'reason', 'home', 'timeZone', 'locale'],
        ['direct', 'mention', 'ana@acme.example', '/whois', 'zh-CN', 'UTC'],
      ).map((more) => ({
        path: '/messages',
        headers: json,
        body: JSON.stringify({
          kind: 'direct',
          text: 'x',
          email: 'ana@acme.example',
          conversationId: 'c',
          ...Object(more),
        }),
      })),
    ));
  it('at words', () =>
    calm(
      url,
      hostileText.map((text) => ({
        path: '/messages',
        headers: { ...json, accept: 'application/x-ndjson' },
        body: JSON.stringify({ kind: 'direct', text, email: 'ana@acme.example', conversationId: 'c' }),
      })),
    ));
  it('at addresses and methods', () =>
    calm(
      url,
      fc.record({
        path: fc
          .oneof(
            hostileText,
            fc.constantFrom('people', 'messages', '../package.json', '%2e%2e/x', 'page.js?x'),
          )
          .map((one) => `/${encodeURI(one.toWellFormed()).slice(0, 2_000)}`),
        method: fc.constantFrom('POST', 'GET', 'PUT', 'HEAD', 'OPTIONS'),
        body: hostileText,
        headers: fc.constantFrom(json, form, {}),
      }),
    ));
});

describe('the page where people sign in is calm', () => {
  const url = (): string => signedPage.url;
  const words = fc.oneof(
    hostileText,
    fc.constantFrom('', 'x'.repeat(43), 'access_denied', 'https://evil.example'),
  );
  const query = fc
    .array(
      fc.tuple(
        fc.constantFrom(
          'code',
          'state',
          'iss',
          'error',
          'error_description',
          'session_state',
          'response',
          'id_token',
        ),
        words,
      ),
      { maxLength: 6 },
    )
    .map((pairs) =>
      pairs.map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`).join('&'),
    );
  const cookie = fc.oneof(
    hostileText.map((text) => encodeURIComponent(text.toWellFormed())),
    fc.constantFrom('', 'a.b', `${'a'.repeat(3_000)}.${'b'.repeat(43)}`, '; ;=; __Host-orgwise-session'),
  );
  it('at what comes back, with any cookies', () =>
    calm(
      url,
      fc
        .record({ query, session: cookie, pending: cookie, isOwn: fc.boolean() })
        .map(({ query, session, pending, isOwn }) => ({
          method: 'GET',
          path: `/sign-in/callback?${query}${isOwn ? `&state=${begun.state}` : ''}`,
          headers: {
            cookie: `__Host-orgwise-session=${session}; __Host-orgwise-sign-in=${isOwn ? begun.pending : pending}`,
          },
        })),
    ));
  it('at addresses and methods', () =>
    calm(
      url,
      fc.record({
        path: fc.oneof(
          fc.constantFrom(
            '/',
            '/sign-in',
            '/sign-in/begin',
            '/sign-out',
            '/people',
            '/messages',
            '/sign-in.js',
          ),
          hostileText.map((one) => `/sign-in/${encodeURIComponent(one.toWellFormed())}`),
        ),
        method: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'OPTIONS'),
        body: hostileText,
        headers: fc.tuple(fc.constantFrom(json, form, {}), cookie).map(([headers, one]) => ({
          ...headers,
          origin: signedPage.url,
          cookie: `__Host-orgwise-session=${one}`,
        })),
      }),
    ));
  it('at links that sign in', () =>
    calm(
      url,
      fc
        .oneof(
          hostileText,
          fc.string({ maxLength: 300 }).map((token) => JSON.stringify({ token })),
          fc
            .string({ maxLength: 60 })
            .map((token) => JSON.stringify({ token: `${token}.${'a'.repeat(43)}` })),
        )
        .map((body) => ({
          path: '/sign-in/link',
          headers: { ...json, origin: signedPage.url },
          body,
        })),
    ));
  it('at messages of somebody who has signed in', () =>
    calm(
      url,
      hostileJson(
        ['kind', 'text', 'email', 'conversationId', 'action', 'ref', 'reason', 'home', 'timeZone', 'locale'],
        ['direct', 'mention', 'ana@acme.example', '/status', 'zh-CN', 'UTC'],
      ).map((more) => ({
        path: '/messages',
        headers: { ...json, origin: signedPage.url, cookie: begun.session },
        body: JSON.stringify({
          kind: 'direct',
          text: 'x',
          email: 'ana@acme.example',
          conversationId: 'c',
          ...Object(more),
        }),
      })),
    ));
});

describe('a connection that is no request, or never ends', () => {
  /** @returns what the server says to these bytes; '' where it only closes. */
  async function say(base: string, bytes: string): Promise<string> {
    const { port } = new URL(base);
    const socket = connect(Number(port), '127.0.0.1');
    socket.setEncoding('utf8');
    let heard = '';
    socket.on('data', (text) => {
      heard += String(text);
    });
    socket.on('error', () => {});
    socket.write(bytes);
    await sleep(50);
    socket.destroy();
    return heard;
  }

  it.each([
    ['', ''],
    ['garbage', '\u0000\u0001\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\n\r\n'],
    ['headers without an end', `GET / HTTP/1.1\r\nhost: x\r\n${'x: y\r\n'.repeat(5_000)}`],
    ['a length that is none', 'POST /messages HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['a body that stops', 'POST /messages HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\nx'],
    ['another protocol', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['an upgrade', 'GET / HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n'],
  ])('%s', async (_, bytes) => {
    for (const base of [slackBot.url, new URL(teamsBot.url).origin, page.url(), signedPage.url]) {
      const heard = await say(base, bytes);
      expect(heard).not.toMatch(trace);
      expect(heard).not.toMatch(/^HTTP\/1\.1 5/);
    }
    expect((await fetch(`${slackBot.url}/healthz`)).status).toBe(200);
    expect((await fetch(page.url())).status).toBe(200);
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { examineSlack } from '../../../src/bot/slack/examine-slack.ts';
import type { SlackSettings } from '../../../src/bot/slack/slack-settings.ts';
import { appToken, botToken, type FakeSlack } from './fake-slack.ts';
import { startCompanySlack } from './harness.ts';

let slack: FakeSlack;

beforeEach(async () => {
  slack = await startCompanySlack();
});
afterEach(() => slack.stop());

function settings(parts: Partial<SlackSettings> = {}): SlackSettings {
  return { botToken, transport: { kind: 'socket', appToken }, apiUrl: slack.apiUrl, ...parts };
}

async function mistakes(parts: Partial<SlackSettings> = {}): Promise<string[]> {
  const findings = await examineSlack(settings(parts), null);
  return findings.filter((one) => !one.ok).map((one) => `${one.message} ${one.remedy}`);
}

it('finds nothing wrong with an app made from the manifest', async () => {
  expect(await examineSlack(settings(), null)).toEqual([
    { part: 'slack', ok: true, message: 'The bot token is that of orgwise in Voltmoor.' },
    { part: 'slack', ok: true, message: 'Slack shows the addresses of 6 of 7 people looked at.' },
    { part: 'slack', ok: true, message: 'The app-level token opens a socket.' },
  ]);
});

it('names a bot token that Slack does not know', async () => {
  expect(await mistakes({ botToken: 'xoxb-other' })).toEqual([
    'Slack does not know the bot token. Copy the bot token from OAuth & Permissions of your app on api.slack.com/apps into SLACK_BOT_TOKEN.',
  ]);
});

it('names a token that was withdrawn', async () => {
  slack.fail({ method: 'auth.test', error: 'account_inactive' });
  expect((await mistakes())[0]).toMatch(/counts no more \(account_inactive\).*Install the app again/);
});

it('names each scope that is missing, what it costs and what to do', async () => {
  slack.workspace.scopes.delete('channels:read');
  slack.workspace.scopes.delete('users:read.email');
  const found = await mistakes();
  expect(found).toHaveLength(2);
  expect(found[0]).toMatch(
    /lacks the scope channels:read: .* Add channels:read under OAuth & Permissions .* reinstall the app/,
  );
  expect(found[1]).toMatch(/lacks the scope users:read\.email: .*nobody can be recognised/);
});

it('tells where addresses are hidden in spite of the scope', async () => {
  await slack.stop();
  slack = await startCompanySlack({ users: [{ id: 'U1', name: 'Ana' }] });
  expect(await mistakes()).toEqual([expect.stringContaining("shows nobody's address")]);
});

it('names what is wrong with the app-level token', async () => {
  const transport = { kind: 'socket', appToken: 'xapp-other' } as const;
  expect(await mistakes({ transport })).toEqual([
    expect.stringMatching(/does not know the app-level token.*SLACK_APP_TOKEN/),
  ]);
  slack.appScopes.clear();
  expect(await mistakes()).toEqual([expect.stringMatching(/lacks the scope connections:write/)]);
});

it('asks for no app-level token over HTTP', async () => {
  const findings = await examineSlack(settings({ transport: { kind: 'http', signingSecret: 's' } }), null);
  expect(findings.map((one) => one.ok)).toEqual([true, true]);
});

it('tells that Slack cannot be reached', async () => {
  const found = await mistakes({ apiUrl: 'http://127.0.0.1:9/api/' });
  expect(found).toHaveLength(2);
  expect(found[0]).toMatch(/could not be asked about the bot token.*Let this machine reach slack\.com/);
});

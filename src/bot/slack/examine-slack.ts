import { webApi } from '@slack/bolt';
import type { Finding } from '../../operations/finding.ts';
import { botScopes } from './bot-scopes.ts';
import { installPath } from './install-routes.ts';
import { describeRefusal } from './slack-refusals.ts';
import type { SlackOAuth, SlackSettings } from './slack-settings.ts';

const part = 'slack';
/** How long Slack has to answer, in ms. */
const timeoutMs = 10_000;

/** Asks Slack about the tokens, what they are granted, and whether people's addresses can be read. */
export async function examineSlack(settings: SlackSettings): Promise<readonly Finding[]> {
  const options = {
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    logLevel: webApi.LogLevel.ERROR,
    logger: silent,
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
  };
  const bot =
    'botToken' in settings
      ? await examineBotToken(new webApi.WebClient(settings.botToken, options))
      : [installedByOAuth(settings)];
  if (settings.transport.kind === 'http') return bot;
  const appClient = new webApi.WebClient(settings.transport.appToken, options);
  return [...bot, await examineAppToken(appClient)];
}

async function examineBotToken(client: webApi.WebClient): Promise<readonly Finding[]> {
  try {
    const { team, user, response_metadata } = await client.auth.test();
    const granted = response_metadata?.scopes ?? [];
    const missing = Object.keys(botScopes).filter((one) => !granted.includes(one));
    return [
      { part, ok: true, message: `The bot token is that of ${user} in ${team}.` },
      ...missing.map(missingScope),
      ...(missing.some((one) => one.startsWith('users:')) ? [] : [await examineAddresses(client)]),
    ];
  } catch (error) {
    return [describe(error, 'bot token', 'SLACK_BOT_TOKEN', 'OAuth & Permissions')];
  }
}

function missingScope(scope: string): Finding {
  return {
    part,
    ok: false,
    message: `The bot token lacks the scope ${scope}: without it, ${botScopes[scope]}.`,
    remedy: `Add ${scope} under OAuth & Permissions of your app on api.slack.com/apps and reinstall the app.`,
  };
}

/** The tokens of workspaces that installed the app are Slack's to withdraw; each is looked at when something comes from there. */
function installedByOAuth({ oauth }: SlackOAuth): Finding {
  const workspaces = oauth.workspaces.join(', ');
  return { part, ok: true, message: `${workspaces} may install the app at ${installPath} of this server.` };
}

/** People looked at for an address. */
const peopleLookedAt = 50;

/** An address is what the directory knows people by; a workspace may hide it in spite of the scope. */
async function examineAddresses(client: webApi.WebClient): Promise<Finding> {
  const { members = [] } = await client.users.list({ limit: peopleLookedAt });
  const people = members.filter(
    (one) => one.is_bot !== true && one.deleted !== true && one.id !== 'USLACKBOT',
  );
  const known = people.filter((one) => one.profile?.email !== undefined).length;
  if (known > 0 || people.length === 0) {
    return {
      part,
      ok: true,
      message: `Slack shows the addresses of ${known} of ${people.length} people looked at.`,
    };
  }
  return {
    part,
    ok: false,
    message: "Slack shows nobody's address, so that nobody can be recognised and nobody is answered.",
    remedy:
      'Reinstall the app with users:read.email; if that stays, ask the owner of the workspace to let apps see addresses.',
  };
}

async function examineAppToken(client: webApi.WebClient): Promise<Finding> {
  try {
    await client.apps.connections.open();
    return { part, ok: true, message: 'The app-level token opens a socket.' };
  } catch (error) {
    const isScope = error instanceof webApi.WebAPIPlatformError && error.data.error === 'missing_scope';
    if (!isScope)
      return describe(error, 'app-level token', 'SLACK_APP_TOKEN', 'Basic Information › App-Level Tokens');
    return {
      part,
      ok: false,
      message: 'The app-level token lacks the scope connections:write.',
      remedy:
        'Generate another under Basic Information › App-Level Tokens with connections:write and set SLACK_APP_TOKEN to it.',
    };
  }
}

function describe(error: unknown, token: string, variable: string, place: string): Finding {
  if (error instanceof webApi.WebAPIPlatformError) {
    return { part, ok: false, ...describeRefusal(error.data.error, token, variable, place) };
  }
  const said = error instanceof Error ? error.message : String(error);
  return {
    part,
    ok: false,
    message: `Slack could not be asked about the ${token}: ${said}`,
    remedy:
      'Let this machine reach slack.com over HTTPS, through its proxy where there is one; check SLACK_API_URL if set.',
  };
}

const silent = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName: () => {},
};

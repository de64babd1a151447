import type { SlackOAuth, SlackSettings, SlackToken } from '../bot/slack/slack-settings.ts';
import type { ConfigMistake } from './invalid-config-error.ts';

type Environment = Readonly<Record<string, string>>;

/**
 * `SLACK_BOT_TOKEN` turns Slack on for one workspace, `SLACK_CLIENT_ID` for those that install the app. `SLACK_APP_TOKEN` chooses
 * the socket, else `SLACK_SIGNING_SECRET` requests over HTTP.
 */
export function readSlackEnvironment(env: Environment, mistakes: ConfigMistake[]): SlackSettings | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_CLIENT_ID: clientId,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  } = env;
  if (!botToken && !clientId) {
    if (appToken || signingSecret || env.SLACK_CLIENT_SECRET) {
      const message =
        "found nothing, and Slack's other variables are set; accepted: the bot token (xoxb-…), or SLACK_CLIENT_ID for workspaces that install the app.";
      mistakes.push({ path: 'SLACK_BOT_TOKEN', message });
    }
    return null;
  }
  const found = mistakes.length;
  if (botToken && clientId)
    mistakes.push({
      path: 'SLACK_CLIENT_ID',
      message: 'found one, and SLACK_BOT_TOKEN is set too; accepted: one of the two.',
    });
  const access = clientId ? readOAuth(clientId, env, mistakes) : readToken(botToken ?? '', mistakes);
  if (appToken && !appToken.startsWith('xapp-'))
    mistakes.push({
      path: 'SLACK_APP_TOKEN',
      message: `found one that begins with '${appToken.slice(0, 4)}'; accepted: the app-level token, which begins with xapp-.`,
    });
  if (!appToken && !signingSecret)
    mistakes.push({
      path: 'SLACK_APP_TOKEN',
      message: `found nothing, and ${clientId ? 'SLACK_CLIENT_ID' : 'SLACK_BOT_TOKEN'} is set; accepted: the app-level token for Socket Mode, or SLACK_SIGNING_SECRET for requests over HTTP.`,
    });
  if (apiUrl && !URL.canParse(apiUrl))
    mistakes.push({
      path: 'SLACK_API_URL',
      message: `found '${apiUrl}'; accepted: an address such as https://slack.com/api/.`,
    });
  if (mistakes.length > found) return null;
  return {
    ...access,
    transport: appToken ? { kind: 'socket', appToken } : { kind: 'http', signingSecret: signingSecret ?? '' },
    ...(apiUrl ? { apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` } : {}),
  };
}

function readToken(botToken: string, mistakes: ConfigMistake[]): SlackToken {
  // The value is a secret, so that only its beginning is told.
  if (!botToken.startsWith('xoxb-'))
    mistakes.push({
      path: 'SLACK_BOT_TOKEN',
      message: `found one that begins with '${botToken.slice(0, 4)}'; accepted: the bot token, which begins with xoxb-.`,
    });
  return { botToken };
}

/** Bytes of a key for AES-256. */
const keyBytes = 32;

function readOAuth(clientId: string, env: Environment, mistakes: ConfigMistake[]): SlackOAuth {
  const { SLACK_CLIENT_SECRET: clientSecret = '' } = env;
  const tokenKeys = listOf(env.SLACK_TOKEN_KEY);
  const workspaces = listOf(env.SLACK_WORKSPACES);
  if (clientSecret === '')
    mistakes.push({
      path: 'SLACK_CLIENT_SECRET',
      message: 'found nothing, and SLACK_CLIENT_ID is set; accepted: the client secret of the app.',
    });
  if (tokenKeys.length === 0 || !tokenKeys.every(isKey))
    mistakes.push({
      path: 'SLACK_TOKEN_KEY',
      message: `found ${tokenKeys.length === 0 ? 'nothing' : 'something else'}; accepted: ${keyBytes} bytes in base64, as \`openssl rand -base64 ${keyBytes}\` prints them; former keys behind it, with commas between.`,
    });
  const stranger = workspaces.find((one) => !/^[TE][A-Z0-9]+$/.test(one));
  if (workspaces.length === 0 || stranger !== undefined)
    mistakes.push({
      path: 'SLACK_WORKSPACES',
      message: `found ${stranger === undefined ? 'nothing' : `'${stranger}'`}; accepted: ids of the workspaces (T…) or organisations (E…) that may install the app, with commas between.`,
    });
  return { oauth: { clientId, clientSecret, tokenKeys, workspaces } };
}

function listOf(text = ''): readonly string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function isKey(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === keyBytes;
}

import { webApi } from '@slack/bolt';
import type { Finding } from '../../operations/finding.ts';
import { describeFailure, examineBotToken } from './examine-bot-token.ts';
import { examineInstallations } from './examine-installations.ts';
import type { Installations } from './installations.ts';
import type { TokenWords } from './slack-refusals.ts';
import type { SlackSettings } from './slack-settings.ts';

/** How long Slack has to answer, in ms. */
const timeoutMs = 10_000;

/**
 * Asks Slack about the tokens, what they are granted, and whether people's addresses can be read.
 *
 * @param installations the workspaces that installed the app; null where one token is configured.
 */
export async function examineSlack(
  settings: SlackSettings,
  installations: Pick<Installations, 'list'> | null,
): Promise<readonly Finding[]> {
  const options = {
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    logLevel: webApi.LogLevel.ERROR,
    logger: silent,
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
  };
  const examine = (token: string, words: TokenWords): Promise<readonly Finding[]> =>
    examineBotToken(new webApi.WebClient(token, options), words);
  const bots =
    'botToken' in settings
      ? await examine(settings.botToken, botTokenWords)
      : await examineInstallations(
          installations ?? { list: async () => [] },
          settings.oauth.workspaces,
          examine,
        );
  if (settings.transport.kind === 'http') return bots;
  return [...bots, await examineAppToken(new webApi.WebClient(settings.transport.appToken, options))];
}

const botTokenWords = configuredToken('bot token', 'SLACK_BOT_TOKEN', 'OAuth & Permissions');
const appTokenWords = configuredToken(
  'app-level token',
  'SLACK_APP_TOKEN',
  'Basic Information › App-Level Tokens',
);

/** @param place where the app's pages show it. */
function configuredToken(name: string, variable: string, place: string): TokenWords {
  const remedy = `Copy the ${name} from ${place} of your app on api.slack.com/apps into ${variable}.`;
  return {
    name,
    where: '',
    remedy,
    againRemedy: `Install the app again. ${remedy}`,
    scopeRemedy: (scope) =>
      `Add ${scope} under ${place} of your app on api.slack.com/apps and reinstall the app.`,
  };
}

async function examineAppToken(client: webApi.WebClient): Promise<Finding> {
  const part = 'slack';
  try {
    await client.apps.connections.open();
    return { part, ok: true, message: 'The app-level token opens a socket.' };
  } catch (error) {
    const isScope = error instanceof webApi.WebAPIPlatformError && error.data.error === 'missing_scope';
    if (!isScope) return describeFailure(error, appTokenWords);
    return {
      part,
      ok: false,
      message: 'The app-level token lacks the scope connections:write.',
      remedy:
        'Generate another under Basic Information › App-Level Tokens with connections:write and set SLACK_APP_TOKEN to it.',
    };
  }
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

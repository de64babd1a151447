import type { SlackSettings } from '../bot/slack/slack-settings.ts';
import type { ConfigMistake } from './invalid-config-error.ts';

/** `SLACK_BOT_TOKEN` turns Slack on; `SLACK_APP_TOKEN` chooses the socket, else `SLACK_SIGNING_SECRET` requests over HTTP. */
export function readSlackEnvironment(
  env: Readonly<Record<string, string>>,
  mistakes: ConfigMistake[],
): SlackSettings | null {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  } = env;
  if (!botToken) {
    if (appToken || signingSecret) {
      const message = "found nothing, and Slack's other variables are set; accepted: the bot token (xoxb-…).";
      mistakes.push({ path: 'SLACK_BOT_TOKEN', message });
    }
    return null;
  }
  const found = mistakes.length;
  // The value is a secret, so that only its beginning is told.
  if (!botToken.startsWith('xoxb-'))
    mistakes.push({
      path: 'SLACK_BOT_TOKEN',
      message: `found one that begins with '${botToken.slice(0, 4)}'; accepted: the bot token, which begins with xoxb-.`,
    });
  if (appToken && !appToken.startsWith('xapp-'))
    mistakes.push({
      path: 'SLACK_APP_TOKEN',
      message: `found one that begins with '${appToken.slice(0, 4)}'; accepted: the app-level token, which begins with xapp-.`,
    });
  if (!appToken && !signingSecret)
    mistakes.push({
      path: 'SLACK_APP_TOKEN',
      message:
        'found nothing, and SLACK_BOT_TOKEN is set; accepted: the app-level token for Socket Mode, or SLACK_SIGNING_SECRET for requests over HTTP.',
    });
  if (apiUrl && !URL.canParse(apiUrl))
    mistakes.push({
      path: 'SLACK_API_URL',
      message: `found '${apiUrl}'; accepted: an address such as https://slack.com/api/.`,
    });
  if (mistakes.length > found) return null;
  return {
    botToken,
    transport: appToken ? { kind: 'socket', appToken } : { kind: 'http', signingSecret: signingSecret ?? '' },
    ...(apiUrl ? { apiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` } : {}),
  };
}

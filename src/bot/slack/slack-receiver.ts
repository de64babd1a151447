import { HTTPReceiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { HttpRoute } from '../bot-adapter.ts';
import { createBoltLog, type SlackLog } from './slack-log.ts';
import type { SlackReach } from './slack-settings.ts';

/** Where Slack sends events, commands and buttons; the app's request URLs end with it. */
export const slackPath = '/slack/events';

/** Slack's own tolerance of clocks ("Verifying requests from Slack"), s; Bolt checks old requests alone. */
const clockToleranceS = 5 * 60;

/** By which way Slack's events come in. */
export function createSlackReceiver(
  transport: SlackReach['transport'],
  clientOptions: webApi.WebClientOptions,
  log: SlackLog,
): HTTPReceiver | SocketModeReceiver {
  const logger = createBoltLog(log);
  if (transport.kind === 'http')
    return new HTTPReceiver({ signingSecret: transport.signingSecret, endpoints: slackPath, logger });
  return new SocketModeReceiver({
    appToken: transport.appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: { ...clientOptions, retryConfig: { retries: 0 } } },
  });
}

/** The route of signed requests; none where events come over a socket. */
export function createEventRoutes(
  receiver: HTTPReceiver | SocketModeReceiver,
  isTaking: () => boolean,
): readonly HttpRoute[] {
  if (!(receiver instanceof HTTPReceiver)) return [];
  return [
    {
      method: 'POST',
      path: slackPath,
      handle(request, response) {
        const timestamp = Number(request.headers['x-slack-request-timestamp']);
        // Unavailable: Slack tries again, and another replica may take it.
        if (!isTaking()) response.writeHead(503).end();
        else if (timestamp > Date.now() / 1000 + clockToleranceS) response.writeHead(401).end();
        else receiver.requestListener(request, response);
      },
    },
  ];
}

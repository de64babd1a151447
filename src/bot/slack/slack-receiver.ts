import { HTTPReceiver, SocketModeReceiver, type webApi } from '@slack/bolt';
import type { HttpRoute } from '../bot-adapter.ts';
import { readBody } from '../http/read-body.ts';
import { createBoltLog, type SlackLog } from './slack-log.ts';
import type { SlackReach } from './slack-settings.ts';

/** Where Slack sends events, commands and buttons; the app's request URLs end with it. */
export const slackPath = '/slack/events';

/** Slack's own tolerance of clocks ("Verifying requests from Slack"), s; Bolt checks old requests alone. */
const clockToleranceS = 5 * 60;

/** Bytes of a request; a message has 40,000 characters at most, and what surrounds them is small. */
const bodyLimit = 1024 * 1024;

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
      async handle(request, response) {
        const timestamp = Number(request.headers['x-slack-request-timestamp']);
        // Unavailable: Slack tries again, and another replica may take it.
        if (!isTaking()) response.writeHead(503).end();
        else if (timestamp > Date.now() / 1000 + clockToleranceS) response.writeHead(401).end();
        else {
          const body = await readBody(request, bodyLimit);
          if (body === null) response.writeHead(413, { connection: 'close' }).end();
          else if (!isObject(body, request.headers['content-type'])) response.writeHead(400).end();
          // Bolt takes a body that has been read already, and checks its signature.
          else receiver.requestListener(Object.assign(request, { rawBody: Buffer.from(body) }), response);
        }
      },
    },
  ];
}

/** Whether a request is of an object, as all of Slack's are: Bolt never answers one that is not. */
function isObject(body: string, contentType: string | undefined): boolean {
  const isForm = contentType === 'application/x-www-form-urlencoded';
  const json = isForm ? new URLSearchParams(body).get('payload') : body;
  if (json === null) return true;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

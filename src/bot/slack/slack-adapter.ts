import { HTTPReceiver, SocketModeReceiver, webApi } from '@slack/bolt';
import { AppError } from '../../operations/app-error.ts';
import type { BotAdapter, HttpRoute, OnMessage } from '../bot-adapter.ts';
import type { Inbox } from '../inbox.ts';
import type { PreviewLinks } from '../links/preview-links.ts';
import type { PostedAnswers } from '../posted-answers.ts';
import { createAnswerSender } from './answer-sender.ts';
import { readEvent } from './event-id.ts';
import { examineSlack } from './examine-slack.ts';
import { hasAnswer } from './find-answer.ts';
import { listenToSlack } from './listen-to-slack.ts';
import { NotingApp } from './noting-app.ts';
import { type ProgressTimes, progressTimes } from './show-progress.ts';
import { createSlackClients } from './slack-clients.ts';
import { createBoltLog, type SlackLog } from './slack-log.ts';
import { createSlackPeople } from './slack-people.ts';
import { finalErrors } from './slack-refusals.ts';
import type { SlackSettings } from './slack-settings.ts';
import type { SlackWorkspace } from './slack-workspace.ts';
import { createSocketConnection, type SocketConnectionOptions } from './socket-connection.ts';

export interface SlackAdapterOptions {
  readonly settings: SlackSettings;
  readonly inbox: Pick<Inbox, 'accept'>;
  readonly posted: PostedAnswers;
  readonly previewLinks: PreviewLinks;
  readonly log: SlackLog;
  /** Waits of the socket; for tests. */
  readonly socket?: Pick<SocketConnectionOptions, 'silenceMs' | 'firstWaitMs'>;
  /** When it is shown what is being done; for tests. */
  readonly progress?: ProgressTimes;
}

/** Where Slack sends events, commands and buttons; the app's request URLs end with it. */
export const slackPath = '/slack/events';

/** Ids remembered of events that were answered while the inbox could not be reached. */
const idsKept = 1_000;
/** Slack's own tolerance of clocks ("Verifying requests from Slack"), s; Bolt checks old requests alone. */
const clockToleranceS = 5 * 60;

/**
 * Slack by Bolt, over a socket that is opened from here or by requests to `routes`. An event is acknowledged once it is in
 * the inbox; where the inbox cannot be reached, it is answered all the same, once in this process.
 */
export function createSlackAdapter({
  settings,
  inbox,
  posted,
  previewLinks,
  log,
  socket,
  progress = progressTimes,
}: SlackAdapterOptions): BotAdapter {
  const boltLog = createBoltLog(log);
  const clientOptions = {
    logger: boltLog,
    // About half a minute of tries; a longer wait for an answer helps nobody.
    retryConfig: { retries: 5, factor: 2, minTimeout: 500, maxTimeout: 10_000, randomize: true },
    timeout: 10_000,
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
  };
  const { transport } = settings;
  const receiver =
    transport.kind === 'http'
      ? new HTTPReceiver({ signingSecret: transport.signingSecret, endpoints: slackPath, logger: boltLog })
      : new SocketModeReceiver({
          appToken: transport.appToken,
          logger: boltLog,
          autoReconnectEnabled: false,
          installerOptions: { clientOptions: { ...clientOptions, retryConfig: { retries: 0 } } },
        });
  const app = new NotingApp(
    {
      receiver,
      // With `token`, Bolt asks auth.test of every event. It need not know which bot this is: `readEvent` leaves out what
      // bots say.
      authorize: async () => ({ botToken: settings.botToken }),
      ignoreSelf: false,
      convoStore: false,
      logger: boltLog,
      clientOptions,
    },
    note,
  );
  const connection =
    receiver instanceof SocketModeReceiver
      ? createSocketConnection({ client: receiver.client, log, isFinal, ...socket })
      : null;
  const clients = createSlackClients(settings.botToken, clientOptions);
  const people = createSlackPeople(clients.reader, log);
  const sender = createAnswerSender({
    clients,
    people,
    onMessage: (message, watch) => onMessage(message, watch),
    log,
    progress,
    posted,
  });
  const workspace: SlackWorkspace = { clients, people, sender, log };
  const working = new Set<Promise<void>>();
  const answeredWithoutInbox = new Set<string>();
  let isTaking = false;
  let onMessage: OnMessage = async () => {
    throw new Error('Slack spoke before the start');
  };

  async function note(body: unknown, work: () => Promise<void>): Promise<void> {
    const event = readEvent(body);
    if (event === null) return;
    if (!isTaking) throw new Error('Slack spoke before the start or after the stop');
    if (answeredWithoutInbox.has(event.id)) return;
    try {
      await inbox.accept('slack', event.id, body, () => track(work));
    } catch (err) {
      log.warn({ err, event: event.id }, 'An event could not be noted; it is answered without');
      remember(event.id);
      track(work).catch((error: unknown) =>
        log.error({ err: error, event: event.id }, 'An event could not be answered'),
      );
    }
  }

  function remember(id: string): void {
    answeredWithoutInbox.add(id);
    const [oldest] = answeredWithoutInbox;
    if (answeredWithoutInbox.size > idsKept && oldest !== undefined) answeredWithoutInbox.delete(oldest);
  }

  async function track(work: () => Promise<void>): Promise<void> {
    const running = work();
    working.add(running);
    try {
      await running;
    } finally {
      working.delete(running);
    }
  }

  const routes: readonly HttpRoute[] =
    receiver instanceof HTTPReceiver
      ? [
          {
            method: 'POST',
            path: slackPath,
            handle(request, response) {
              const timestamp = Number(request.headers['x-slack-request-timestamp']);
              // Unavailable: Slack tries again, and another replica may take it.
              if (!isTaking) response.writeHead(503).end();
              else if (timestamp > Date.now() / 1000 + clockToleranceS) response.writeHead(401).end();
              else receiver.requestListener(request, response);
            },
          },
        ]
      : [];

  listenToSlack(app, async () => workspace, previewLinks);

  return {
    name: 'slack',
    ...(routes.length === 0 ? {} : { routes }),
    async start(handler) {
      onMessage = handler;
      isTaking = true;
      try {
        await Promise.all([people.bot(), connection?.open()]);
      } catch (cause) {
        if (isFinal(cause)) {
          throw new AppError(
            'invalid_config',
            'Slack refuses the token; `orgwise doctor` says which and why.',
            {
              cause,
            },
          );
        }
        log.warn({ err: cause }, 'Slack cannot be reached yet; messages are answered as soon as it can');
      }
    },
    async stop() {
      isTaking = false;
      await connection?.close();
      while (working.size > 0) await Promise.allSettled(working);
    },
    async resume(_eventId, payload) {
      const event = readEvent(payload);
      if (event === null || typeof payload !== 'object' || payload === null) return;
      try {
        const { userId } = await people.bot();
        if (await hasAnswer(clients.reader, userId, event)) return;
      } catch (err) {
        // Said twice is better than not at all.
        log.warn({ err, event: event.id }, 'Slack does not tell whether an event was answered; it is now');
      }
      await track(() => app.answer({ ...payload }));
    },
    examine: () => examineSlack(settings),
  };
}

function isFinal(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && finalErrors.has(error.data.error);
}

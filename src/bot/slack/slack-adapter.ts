import { randomUUID } from 'node:crypto';
import { SocketModeReceiver, webApi } from '@slack/bolt';
import { AppError } from '../../operations/app-error.ts';
import type { RecordStore } from '../../state/state-store.ts';
import { createBegunAnswers } from '../begun-answers.ts';
import type { BotAdapter, OnMessage } from '../bot-adapter.ts';
import type { Inbox } from '../inbox.ts';
import { createJoinMarks } from '../join-marks.ts';
import type { PreviewLinks } from '../links/preview-links.ts';
import { createOwedAnswers } from '../owed-answers.ts';
import { createPostedAnswers } from '../posted-answers.ts';
import { createQuestionTurns, type TurnsState } from '../question-turns.ts';
import { createAnswerSender } from './answer-sender.ts';
import { clearBegun } from './begun-messages.ts';
import { readEvent, type SlackEvent } from './event-id.ts';
import { createEventIntake } from './event-intake.ts';
import { examineSlack } from './examine-slack.ts';
import { findAnswersTo } from './find-answer.ts';
import { createFollowedThreads } from './followed-threads.ts';
import { listenToRemovals } from './listen-to-removals.ts';
import { listenToSlack } from './listen-to-slack.ts';
import { NotingApp } from './noting-app.ts';
import { renderBlocks } from './render-blocks.ts';
import { type ProgressTimes, progressTimes } from './show-progress.ts';
import { createSlackAccess } from './slack-access.ts';
import { createSlackClients } from './slack-clients.ts';
import { createBoltLog, type SlackLog } from './slack-log.ts';
import { createSlackPeople } from './slack-people.ts';
import { createEventRoutes, createSlackReceiver } from './slack-receiver.ts';
import { finalErrors } from './slack-refusals.ts';
import type { SlackSettings } from './slack-settings.ts';
import { createSocketConnection, type SocketConnectionOptions } from './socket-connection.ts';

export interface SlackAdapterOptions {
  readonly settings: SlackSettings;
  readonly inbox: Pick<Inbox, 'accept'>;
  /** Where answers were posted, who answers what, and the tokens of workspaces that installed the app. */
  readonly state: RecordStore & TurnsState;
  readonly previewLinks: PreviewLinks;
  readonly log: SlackLog;
  /** Waits of the socket; for tests. */
  readonly socket?: Pick<SocketConnectionOptions, 'silenceMs' | 'firstWaitMs'>;
  /** When it is shown what is being done; for tests. */
  readonly progress?: ProgressTimes;
  /** How often a call that fails is tried again, and when; for tests. */
  readonly retryConfig?: webApi.WebClientOptions['retryConfig'];
}

/** About half a minute of tries; a longer wait for an answer helps nobody. */
const halfMinuteOfTries = { retries: 5, factor: 2, minTimeout: 500, maxTimeout: 10_000, randomize: true };

/**
 * Slack by Bolt, over a socket that is opened from here or by requests to `routes`. An event is acknowledged once it is in
 * the inbox; where the inbox cannot be reached, it is answered all the same, once in this process.
 */
export function createSlackAdapter({
  settings,
  inbox,
  state,
  previewLinks,
  log,
  socket,
  progress = progressTimes,
  retryConfig = halfMinuteOfTries,
}: SlackAdapterOptions): BotAdapter {
  const logger = createBoltLog(log);
  const clientOptions = {
    logger,
    retryConfig,
    timeout: 10_000,
    ...(settings.apiUrl === undefined ? {} : { slackApiUrl: settings.apiUrl }),
  };
  const receiver = createSlackReceiver(settings.transport, clientOptions, log);
  const threads = createFollowedThreads(state, log);
  const intake = createEventIntake(inbox, threads, log);
  const app = new NotingApp(
    {
      receiver,
      // With `token`, Bolt asks auth.test of every event. It need know neither which bot this is, as `readEvent` leaves out
      // what bots say, nor its token, which goes with the workspace.
      authorize: async () => ({}),
      ignoreSelf: false,
      convoStore: false,
      logger,
      clientOptions,
    },
    intake.note,
  );
  const connection =
    receiver instanceof SocketModeReceiver
      ? createSocketConnection({ client: receiver.client, log, isFinal, ...socket })
      : null;
  const posted = createPostedAnswers(state);
  const owed = createOwedAnswers(state, 'slack', log);
  const turns = createQuestionTurns(state, 'slack', log);
  const joins = createJoinMarks(state, 'slack', log);
  const begun = createBegunAnswers(state, 'slack', log);
  let onMessage: OnMessage = async () => {
    throw new Error('Slack spoke before the start');
  };

  const { workspaceOf, installations, ...access } = createSlackAccess({
    settings,
    state,
    clientOptions,
    log,
    build(botToken, ownTeams, within) {
      const inTeam = within === undefined ? {} : { teamId: within };
      const clients = createSlackClients(botToken, { ...clientOptions, ...inTeam });
      const people = createSlackPeople(clients.reader, log, { ownTeams, joins, ...inTeam });
      const handle: OnMessage = (message, watch) => onMessage(message, watch);
      const onAnswer = { posted, threads, owed, begun, turns };
      const sender = createAnswerSender({ clients, people, onMessage: handle, log, progress, ...onAnswer });
      return { clients, people, sender, owed, log };
    },
  });
  listenToSlack(app, workspaceOf, { previewLinks });
  listenToRemovals(app, installations, { clientOptions, log });

  /**
   * Whether an event was answered by a replica that died after it; what that one had begun to show for its answer goes.
   *
   * @throws what Slack answers where the conversation cannot be read.
   */
  async function wasAnswered(payload: object, event: SlackEvent): Promise<boolean> {
    const { people, clients } = await workspaceOf(payload);
    const { userId } = await people.bot();
    const answers = await findAnswersTo(clients.reader, userId, event);
    await clearBegun(begun, clients, event.id, answers, log);
    return answers.length > 0;
  }

  const routes = [...createEventRoutes(receiver, intake.isOpen), ...access.routes];

  return {
    name: 'slack',
    ...(routes.length === 0 ? {} : { routes }),
    async start(handler) {
      onMessage = handler;
      intake.open();
      try {
        await Promise.all([access.check(), connection?.open()]);
      } catch (cause) {
        if (isFinal(cause)) {
          throw new AppError(
            'invalid_config',
            'Slack refuses the token; `orgwise doctor` says which and why.',
            { cause },
          );
        }
        log.warn({ err: cause }, 'Slack cannot be reached yet; messages are answered as soon as it can');
      }
    },
    async stop() {
      const closed = intake.close();
      await connection?.close();
      await closed;
    },
    async resume(_eventId, payload) {
      const event = readEvent(payload);
      if (event === null || typeof payload !== 'object' || payload === null) return;
      try {
        if (await wasAnswered(payload, event)) return;
      } catch (err) {
        // Tried again as soon as Slack can be reached.
        if (!(err instanceof webApi.WebAPIPlatformError)) throw err;
        // Said twice is better than not at all.
        log.warn({ err, event: event.id }, 'Slack does not tell whether an event was answered; it is now');
      }
      await intake.track(() => app.answer({ ...payload }));
    },
    async giveUp(_eventId, payload) {
      const event = readEvent(payload);
      const { asker, id } = event ?? {};
      if (event === null || asker === undefined || typeof payload !== 'object' || payload === null) return;
      const failure = randomUUID().slice(0, 8);
      log.error({ failure, event: id }, 'An event is tried no more; its asker is told later');
      await owed.note(asker, failure);
      await wasAnswered(payload, event).catch((err: unknown) =>
        log.warn({ err, event: id }, 'What stood for an answer could not be looked for'),
      );
    },
    async post(place, text) {
      const { team, channel } = placeOf(place);
      const { clients } = await workspaceOf(team);
      const { rest = [], ...first } = renderBlocks({ kind: 'text', text });
      const quiet = { link_names: false, unfurl_links: false, unfurl_media: false };
      for (const { text: words, blocks } of [first, ...rest])
        await clients.reader.chat.postMessage({ channel, text: words, blocks: [...blocks], ...quiet });
    },
    async listeners(place) {
      const { team, channel } = placeOf(place);
      return await (await workspaceOf(team)).people.audience(channel);
    },
    examine: () => examineSlack(settings, installations),
  };
}

/** Several workspaces may have installed the app: the channel then stands behind the id of its own. */
function placeOf(place: string): { readonly team: { readonly team_id?: string }; readonly channel: string } {
  const [, team, channel = place] = /^([TE]\w+)\/(\w+)$/.exec(place) ?? [];
  return { team: team === undefined ? {} : { team_id: team }, channel };
}

function isFinal(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && finalErrors.has(error.data.error);
}

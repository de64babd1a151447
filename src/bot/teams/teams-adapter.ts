import { randomUUID } from 'node:crypto';
import { CloudAdapter, type TurnContext } from 'botbuilder';
import type { RecordStore } from '../../state/state-store.ts';
import { createBegunAnswers } from '../begun-answers.ts';
import type { BotAdapter, OnMessage, ReplyWatch } from '../bot-adapter.ts';
import type { DirectoryAddresses } from '../directory-addresses.ts';
import type { Inbox } from '../inbox.ts';
import { createJoinMarks } from '../join-marks.ts';
import type { PreviewLinks } from '../links/preview-links.ts';
import type { SearchThings } from '../links/search-things.ts';
import type { IncomingMessage } from '../message.ts';
import { createOwedAnswers } from '../owed-answers.ts';
import { createPostedAnswers } from '../posted-answers.ts';
import { createQuestionTurns, type TurnsState } from '../question-turns.ts';
import type { Reply } from '../reply.ts';
import { createAnswerInvoke } from './answer-invoke.ts';
import { createAnswerSignIn } from './answer-sign-in.ts';
import { createAskInDialog } from './ask-in-dialog.ts';
import { createBotToken } from './bot-token.ts';
import { createOverhearing } from './create-overhearing.ts';
import { createEventPerformer, type EventPerformer } from './event-performer.ts';
import { examineSignIn } from './examine-sign-in.ts';
import { examineTeams } from './examine-teams.ts';
import { keepEntityProperties } from './keep-entity-properties.ts';
import { createMessageExtension } from './message-extension.ts';
import { createMetPeople } from './met-people.ts';
import { createNoteEvent } from './note-event.ts';
import { createOpinionRefs } from './opinion-refs.ts';
import { createPostedMessages } from './posted-message.ts';
import { createProgressStreams } from './progress-stream.ts';
import { joinedRoster, readActivity, tenantsOf } from './read-activity.ts';
import { createTeamsMembers } from './read-members.ts';
import { createReplySender } from './reply-sender.ts';
import { serveActivity } from './serve-activity.ts';
import { createServiceAddress } from './service-address.ts';
import { createSignIn } from './sign-in.ts';
import { createSignInDesk } from './sign-in-desk.ts';
import { createSignedInPeople } from './signed-in-people.ts';
import { TeamsAuthentication } from './teams-authentication.ts';
import { publicEndpoints, type TeamsEndpoints } from './teams-endpoints.ts';
import { parseTeamsEvent } from './teams-event.ts';
import type { TeamsSettings } from './teams-settings.ts';
import { accountOf } from './to-message.ts';

export interface TeamsAdapterOptions {
  readonly settings: TeamsSettings;
  readonly inbox: Inbox;
  /** What all replicas know of messages and people in Teams. */
  readonly state: RecordStore & TurnsState;
  readonly previewLinks: PreviewLinks;
  readonly searchThings: SearchThings;
  /** Null where the directory knows nobody by an account of Entra ID. */
  readonly directory: DirectoryAddresses | null;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  /** For tests; the settings name those of another cloud. */
  readonly endpoints?: TeamsEndpoints;
  /** How long a pressed button waits for its answer, in ms; Teams gives up after about ten seconds. */
  readonly pressMs?: number;
  /** How long a stream may take, in ms, for tests. */
  readonly streamMs?: number;
}

/**
 * Microsoft Teams, through the Bot Framework's `CloudAdapter`. Activities come in as signed requests to `/api/messages`; each
 * is checked, noted in the inbox and acknowledged, and only then answered, as a message of the bot's own. Teams waits 15
 * seconds for an acknowledgement and sends the activity again without one. A pressed button waits for its answer, since what
 * only its presser may see can be shown there alone.
 *
 * A Connector does not let a bot read what it wrote, so that a replica that takes an event over cannot see whether the
 * first one had answered: where that one died between its answer's arrival and its note in the inbox, which is the next
 * thing it does, the person reads the answer twice.
 */
export function createTeamsAdapter(options: TeamsAdapterOptions): BotAdapter {
  const { settings, inbox, state, previewLinks, searchThings, directory, log, pressMs = 8000 } = options;
  const { authentication } = settings;
  const endpoints = { ...publicEndpoints, ...settings.endpoints, ...options.endpoints };
  const app = authentication.kind === 'app' ? authentication : null;
  const token = app === null ? null : createBotToken(app, endpoints);
  const connection = new CloudAdapter(new TeamsAuthentication(settings, endpoints, token));
  const people = createMetPeople(state);
  const owed = createOwedAnswers(state, 'teams', log);
  const service = createServiceAddress(state);
  const signedIn = createSignedInPeople(state);
  const { oauthConnection: connectionName } = settings;
  const signIn =
    app === null || connectionName === undefined
      ? null
      : createSignIn({
          connection,
          connectionName,
          tenantId: app.tenantId,
          graphUrl: endpoints.graphUrl,
          signedIn,
          log,
        });
  const members = createTeamsMembers({
    tenantId: app?.tenantId ?? null,
    people,
    signedIn: signIn === null ? null : signedIn,
    directory,
    joins: createJoinMarks(state, 'teams', log),
    log,
  });
  const known = { accounts: members.accounts, clientUrl: endpoints.clientUrl };
  const opinions = createOpinionRefs(state);
  const replies = createReplySender({
    connection,
    app,
    scope: endpoints.scope,
    around: {
      ...known,
      ...(settings.sensitivity === undefined ? {} : { sensitivity: settings.sensitivity }),
    },
    opinions,
    people,
    log,
  });
  const signInDesk =
    signIn === null
      ? null
      : createSignInDesk({ signIn, signedIn, replies, perform: (event) => performer.perform(event), log });
  const overhearing = settings.followsThreads === true ? createOverhearing(state, app, endpoints, log) : null;
  const performer: EventPerformer = createEventPerformer({
    threads: overhearing?.threads ?? null,
    readThread: overhearing?.readThread ?? null,
    signInDesk,
    streams: createProgressStreams(options.streamMs),
    replies,
    members,
    people,
    owed,
    log,
    posted: createPostedMessages(createPostedAnswers(state)),
    begun: createBegunAnswers(state, 'teams', log),
    turns: createQuestionTurns(state, 'teams', log),
    onMessage: handle,
  });
  const note = createNoteEvent({ inbox, replies, performer, log, track });
  const extension = createMessageExtension({
    members,
    signIn,
    askInDialog: createAskInDialog({
      members,
      replies,
      owed,
      onMessage: handle,
      pressMs,
      failed: performer.failed,
      track,
    }),
    searchThings,
    previewLinks,
    pressMs,
    failed: performer.failed,
  });
  const answerInvoke = createAnswerInvoke({
    extension,
    signIn:
      signInDesk === null || connectionName === undefined
        ? null
        : createAnswerSignIn({ desk: signInDesk, connectionName, inbox, pressMs, log, track }),
    opinions,
    performer,
    note,
    pressMs,
    log,
    track,
  });
  const working = new Set<Promise<void>>();
  let onMessage: OnMessage | null = null;
  let isTaking = false;
  keepEntityProperties();

  function handle(message: IncomingMessage, watch?: ReplyWatch): Promise<Reply> {
    if (onMessage === null) throw new Error('a message came before the start');
    return onMessage(message, watch);
  }

  /** Takes an activity that was believed; returns an HTTP status where it is not the usual one. */
  async function take(context: TurnContext): Promise<number | undefined> {
    const { activity } = context;
    const tenants = tenantsOf(activity);
    const isOwn = tenants.length > 0 && tenants.every((one) => isTenant(one, app?.tenantId));
    if (app !== null && !isOwn) {
      log.warn({ tenants }, 'An activity of another tenant was refused');
      return 401;
    }
    void track(
      service.remember(activity.serviceUrl).catch((err: unknown) => {
        log.warn({ err }, 'Where Teams takes messages could not be kept');
      }),
    );
    if (activity.type === 'invoke') {
      await context.sendActivity({ type: 'invokeResponse', value: await answerInvoke(context) });
      return undefined;
    }
    const joined = joinedRoster(activity);
    if (joined !== null) await members.joined(joined);
    const read = (await overhearing?.read(activity)) ?? readActivity(activity);
    if (read !== null) await note(read, () => performer.perform(read.event));
    return undefined;
  }

  /** Lets `stop` wait for what was begun, whoever began it. */
  function track(work: Promise<void>): Promise<void> {
    working.add(work);
    return work.finally(() => working.delete(work));
  }

  return {
    name: 'teams',
    routes: [
      {
        method: 'POST',
        path: '/api/messages',
        async handle(request, response) {
          if (!isTaking) {
            response.writeHead(503).end();
            return;
          }
          await serveActivity(connection, request, response, take);
        },
      },
    ],
    async start(handler) {
      onMessage = handler;
      isTaking = true;
      if (app === null)
        log.warn(
          {},
          'Teams is connected without authentication: whoever reaches the port may speak as anybody',
        );
    },
    async stop() {
      isTaking = false;
      while (working.size > 0) await Promise.allSettled(working);
    },
    resume: (_eventId, payload) => track(performer.perform(parseTeamsEvent(payload), true)),
    async giveUp(eventId, payload) {
      const failure = randomUUID().slice(0, 8);
      log.error({ failure, event: eventId }, 'An event is tried no more; its asker is told later');
      await owed.note(accountOf(parseTeamsEvent(payload)), failure);
    },
    async post(channel, text) {
      const conversation = { id: channel, isGroup: true, conversationType: 'channel', name: '' };
      const bot = { id: app?.appId ?? '', name: '' };
      const reference = { channelId: 'msteams', serviceUrl: await service.find(), conversation, bot };
      await replies.announce(reference, text);
    },
    async examine() {
      const found = await examineTeams(token);
      const isWell = found.every((one) => one.ok);
      if (app === null || token === null || connectionName === undefined || !isWell) return found;
      const { appId } = app;
      const { userTokenUrl } = endpoints;
      return [...found, await examineSignIn(token, { connectionName, appId, userTokenUrl })];
    },
  };
}

function isTenant(one: string, own: string | undefined): boolean {
  return one.toLowerCase() === own?.toLowerCase();
}

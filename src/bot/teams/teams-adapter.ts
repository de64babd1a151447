import { randomUUID } from 'node:crypto';
import { CloudAdapter, type TurnContext } from 'botbuilder';
import { AppError } from '../../operations/app-error.ts';
import type { BotAdapter, OnMessage } from '../bot-adapter.ts';
import type { Inbox } from '../inbox.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { createBotToken } from './bot-token.ts';
import { examineTeams } from './examine-teams.ts';
import {
  cardAnswer,
  type InvokeAnswer,
  messageAnswer,
  openAnswerWindow,
  unknownInvoke,
} from './invoke-answer.ts';
import { keepEntityProperties } from './keep-entity-properties.ts';
import { type ReadEvent, readActivity, tenantOf } from './read-activity.ts';
import { createTeamsMembers } from './read-members.ts';
import { renderReplyCard, wordsOf } from './render-activity.ts';
import { createReplySender, isForAskerAlone, languageOf } from './reply-sender.ts';
import { serveActivity } from './serve-activity.ts';
import { showTyping } from './show-typing.ts';
import { TeamsAuthentication } from './teams-authentication.ts';
import { publicEndpoints, type TeamsEndpoints } from './teams-endpoints.ts';
import { parseTeamsEvent, type TeamsEvent, type TeamsPress } from './teams-event.ts';
import type { TeamsSettings } from './teams-settings.ts';
import { toMessages } from './to-message.ts';

export interface TeamsAdapterOptions {
  readonly settings: TeamsSettings;
  readonly inbox: Inbox;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  /** Another cloud than the public one, or a test. */
  readonly endpoints?: TeamsEndpoints;
  /** How long a pressed button waits for its answer, in ms; Teams gives up after about ten seconds. */
  readonly pressMs?: number;
}

/** Ids of events that could not be noted and whose senders were told so; the service sends such an event twice at most. */
const mostTold = 1000;

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
  const { settings, inbox, log, endpoints = publicEndpoints, pressMs = 8000 } = options;
  const { authentication } = settings;
  const app = authentication.kind === 'app' ? authentication : null;
  const token = app === null ? null : createBotToken(app, endpoints);
  const connection = new CloudAdapter(new TeamsAuthentication(settings, endpoints, token));
  const members = createTeamsMembers({ tenantId: app?.tenantId ?? null, log });
  const known = { accounts: members.accounts, clientUrl: endpoints.clientUrl };
  const replies = createReplySender({ connection, app, scope: endpoints.scope, known, log });
  const working = new Set<Promise<void>>();
  const told = new Set<string>();
  let onMessage: OnMessage | null = null;
  let isTaking = false;
  keepEntityProperties();

  /** Takes an activity that was believed; returns an HTTP status where it is not the usual one. */
  async function take(context: TurnContext): Promise<number | undefined> {
    const { activity } = context;
    if (app !== null && tenantOf(activity)?.toLowerCase() !== app.tenantId.toLowerCase()) {
      log.warn({ tenant: tenantOf(activity) }, 'An activity of another tenant was refused');
      return 401;
    }
    const read = readActivity(activity);
    if (activity.type === 'invoke') {
      const value = read === null ? unknownInvoke : await invoked(read);
      await context.sendActivity({ type: 'invokeResponse', value });
    } else if (read !== null) await note(read, () => perform(read.event));
    return undefined;
  }

  async function invoked(read: ReadEvent): Promise<InvokeAnswer> {
    const { event } = read;
    if (event.kind !== 'press' && event.kind !== 'settings') return unknownInvoke;
    const window = openAnswerWindow(pressMs, messageAnswer(botWordings[languageOf(event)].onIt));
    if (read.isRefresh === true) void track(refresh(event, window.answer));
    else await note(read, () => press(event, window.answer), window.answer);
    return await window.answered;
  }

  /** Draws a card anew for the one who opened it; whatever they may not see alone stays as it is. */
  async function refresh(event: TeamsPress, answer: (answer: InvokeAnswer) => boolean): Promise<void> {
    await replies.converse(event.reference, async (context) => {
      const reply = await replyTo(context, event);
      const card = isForAskerAlone(event, reply)
        ? renderReplyCard(reply, replies.cardPlace(event, reply))
        : null;
      answer(card === null ? messageAnswer('') : cardAnswer(card));
    });
  }

  /** @param answer tells whoever pressed a button at once. */
  async function note(
    { id, event }: ReadEvent,
    work: () => Promise<void>,
    answer?: (answer: InvokeAnswer) => boolean,
  ): Promise<void> {
    try {
      const outcome = await inbox.accept('teams', id, event, () => track(work()));
      if (outcome === 'duplicate') answer?.(messageAnswer(botWordings[languageOf(event)].onIt));
    } catch (err) {
      if (answer?.(messageAnswer(wordsOf(failed(err, event, 'A press could not be noted')))) === true) return;
      if (told.has(id)) return;
      told.add(id);
      const [oldest] = told;
      if (told.size > mostTold && oldest !== undefined) told.delete(oldest);
      if (event.kind === 'question')
        void track(tell(event, failed(err, event, 'An event could not be noted')));
    }
  }

  /** Lets `stop` wait for what was begun, whoever began it. */
  function track(work: Promise<void>): Promise<void> {
    working.add(work);
    return work.finally(() => working.delete(work));
  }

  async function perform(event: TeamsEvent): Promise<void> {
    if (event.kind === 'press' || event.kind === 'settings') return await press(event);
    await replies.converse(event.reference, async (context) => {
      const isChannel = event.reference.conversation?.conversationType === 'channel';
      const stopTyping = isChannel ? null : showTyping(context);
      const reply = await replyTo(context, event);
      await stopTyping?.();
      await replies.send(context, event, event.kind === 'welcome' ? welcomed(reply) : reply);
    });
  }

  function welcomed(reply: Reply): Reply {
    const isTold = reply.kind === 'home' || (reply.kind === 'text' && reply.refused !== undefined);
    return isTold ? reply : { kind: 'text', text: botWordings.en.welcome };
  }

  /** @param answer takes what only the presser sees; absent where nobody waits for it any more. */
  async function press(event: TeamsPress, answer?: (answer: InvokeAnswer) => boolean): Promise<void> {
    await replies.converse(event.reference, async (context) => {
      const reply = await replyTo(context, event);
      const isWords = reply.kind === 'text' || reply.kind === 'failure';
      if (isWords || event.kind === 'settings' || isForAskerAlone(event, reply)) {
        const card = renderReplyCard(reply, replies.cardPlace(event, reply));
        if (answer?.(card === null ? messageAnswer(wordsOf(reply)) : cardAnswer(card)) === true) return;
      }
      await replies.send(context, event, reply);
      answer?.(messageAnswer(botWordings[languageOf(event, reply)].onIt));
    });
  }

  async function replyTo(context: TurnContext, event: TeamsEvent): Promise<Reply> {
    try {
      if (onMessage === null) throw new Error('a message came before the start');
      const [sender, audience] = await Promise.all([
        members.sender(context, event),
        members.audience(context, event),
      ]);
      let reply: Reply = { kind: 'nothing', text: '' };
      for (const message of toMessages(event, { sender, audience })) reply = await onMessage(message);
      // Two bots that answer each other would never stop.
      return sender.standing === 'bot' ? { kind: 'nothing', text: '' } : reply;
    } catch (error) {
      return failed(error, event, 'A message of Teams could not be answered');
    }
  }

  function failed(err: unknown, event: TeamsEvent, what: string): Reply {
    const id = randomUUID().slice(0, 8);
    log.error({ err, failure: id, platform: 'teams' }, what);
    const { failures } = botWordings[languageOf(event)];
    const isStorage = err instanceof AppError && err.code.startsWith('storage_');
    return { kind: 'failure', id, text: isStorage ? failures.unreachable : failures.broken };
  }

  async function tell(event: TeamsEvent, reply: Reply): Promise<void> {
    try {
      await replies.converse(event.reference, (context) => replies.send(context, event, reply));
    } catch (err) {
      log.error({ err }, 'Nor could the sender be told');
    }
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
    resume: (_eventId, payload) => track(perform(parseTeamsEvent(payload))),
    examine: () => examineTeams(token),
  };
}

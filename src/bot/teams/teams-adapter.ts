import { randomUUID } from 'node:crypto';
import { CloudAdapter, type ConversationReference, type TurnContext } from 'botbuilder';
import { AppError } from '../../operations/app-error.ts';
import type { BotAdapter } from '../bot-adapter.ts';
import type { Inbox } from '../inbox.ts';
import type { IncomingMessage } from '../message.ts';
import type { Reply } from '../reply.ts';
import { botWordings } from '../wording/bot-wordings.ts';
import { createBotToken } from './bot-token.ts';
import { examineTeams } from './examine-teams.ts';
import { keepEntityProperties } from './keep-entity-properties.ts';
import { type ReadEvent, readActivity, tenantOf } from './read-activity.ts';
import { createTeamsMembers } from './read-members.ts';
import { renderActivity, renderWords } from './render-activity.ts';
import { sendPatiently } from './send-patiently.ts';
import { serveActivity } from './serve-activity.ts';
import { showTyping } from './show-typing.ts';
import { statusOf } from './status-of.ts';
import { TeamsAuthentication } from './teams-authentication.ts';
import { publicEndpoints, type TeamsEndpoints } from './teams-endpoints.ts';
import { parseTeamsEvent, type TeamsEvent, type TeamsQuestion } from './teams-event.ts';
import type { TeamsSettings } from './teams-settings.ts';

export interface TeamsAdapterOptions {
  readonly settings: TeamsSettings;
  readonly inbox: Inbox;
  readonly log: {
    warn(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  /** Another cloud than the public one, or a test. */
  readonly endpoints?: TeamsEndpoints;
}

const welcome =
  'Hello, I am Orgwise. Ask me about people, teams, tasks and articles, for example: Who leads the Platform team? I answer from the company’s own records, with sources. Write "help" to see more.';

/** Ids of events that could not be noted and whose senders were told so; the service sends such an event twice at most. */
const mostTold = 1000;

/**
 * Microsoft Teams, through the Bot Framework's `CloudAdapter`. Activities come in as signed requests to `/api/messages`; each
 * is checked, noted in the inbox and acknowledged, and only then answered, as a message of the bot's own. Teams waits 15
 * seconds for an acknowledgement and sends the activity again without one.
 *
 * A Connector does not let a bot read what it wrote, so that a replica that takes an event over cannot see whether the
 * first one had answered: where that one died between its answer's arrival and its note in the inbox, which is the next
 * thing it does, the person reads the answer twice.
 */
export function createTeamsAdapter(options: TeamsAdapterOptions): BotAdapter {
  const { settings, inbox, log, endpoints = publicEndpoints } = options;
  const { authentication } = settings;
  const app = authentication.kind === 'app' ? authentication : null;
  const token = app === null ? null : createBotToken(app, endpoints);
  const connection = new CloudAdapter(new TeamsAuthentication(settings, endpoints, token));
  const members = createTeamsMembers({ tenantId: app?.tenantId ?? null, log });
  const working = new Set<Promise<void>>();
  const told = new Set<string>();
  let onMessage: ((message: IncomingMessage) => Promise<Reply>) | null = null;
  let isTaking = false;
  keepEntityProperties();

  /** Takes an activity that was believed; returns an HTTP status where it is not the usual one. */
  async function take(context: TurnContext): Promise<number | undefined> {
    const { activity } = context;
    if (app !== null && tenantOf(activity)?.toLowerCase() !== app.tenantId.toLowerCase()) {
      log.warn({ tenant: tenantOf(activity) }, 'An activity of another tenant was refused');
      return 403;
    }
    const read = readActivity(activity);
    if (read !== null) await note(read);
    // The one who pressed a button is told at once that it was taken; the answer follows as a message.
    if (activity.type === 'invoke') await context.sendActivity(invokeResponse(read !== null));
    return undefined;
  }

  async function note({ id, event }: ReadEvent): Promise<void> {
    try {
      await inbox.accept('teams', id, event, () => track(perform(event)));
    } catch (err) {
      if (told.has(id)) return;
      told.add(id);
      const [oldest] = told;
      if (told.size > mostTold && oldest !== undefined) told.delete(oldest);
      if (event.kind === 'question') void track(tell(event, failed(err, 'An event could not be noted')));
    }
  }

  /** Lets `stop` wait for what was begun, whoever began it. */
  function track(work: Promise<void>): Promise<void> {
    working.add(work);
    return work.finally(() => working.delete(work));
  }

  async function perform(event: TeamsEvent): Promise<void> {
    if (event.kind === 'question') await answer(event);
    else
      await converse(event.reference, async (context) => {
        await sendPatiently(() => context.sendActivity({ type: 'message', text: welcome }));
      });
  }

  async function answer(question: TeamsQuestion): Promise<void> {
    await converse(question.reference, async (context) => {
      const isChannel = question.reference.conversation?.conversationType === 'channel';
      const stopTyping = isChannel ? null : showTyping(context);
      const reply = await replyTo(context, question);
      await stopTyping?.();
      await send(context, question, reply);
    });
  }

  async function replyTo(context: TurnContext, question: TeamsQuestion): Promise<Reply> {
    try {
      if (onMessage === null) throw new Error('a message came before the start');
      const [sender, audience] = await Promise.all([
        members.sender(context, question),
        members.audience(context, question),
      ]);
      return await onMessage({
        id: `teams:${question.reference.conversation?.id} ${question.activityId}`,
        platform: 'teams',
        kind: question.command !== undefined ? 'command' : audience === undefined ? 'direct' : 'mention',
        text: question.text,
        ...(question.command === undefined ? {} : { command: question.command }),
        conversationId: `teams:${question.reference.conversation?.id}`,
        sender,
        ...(audience === undefined ? {} : { audience }),
      });
    } catch (error) {
      return failed(error, 'A message of Teams could not be answered');
    }
  }

  function failed(err: unknown, what: string): Reply {
    const id = randomUUID().slice(0, 8);
    log.error({ err, failure: id, platform: 'teams' }, what);
    const { failures } = botWordings.en;
    const isStorage = err instanceof AppError && err.code.startsWith('storage_');
    return { kind: 'failure', id, text: isStorage ? failures.unreachable : failures.broken };
  }

  async function tell(question: TeamsQuestion, reply: Reply): Promise<void> {
    try {
      await converse(question.reference, (context) => send(context, question, reply));
    } catch (err) {
      log.error({ err }, 'Nor could the sender be told');
    }
  }

  async function send(context: TurnContext, question: TeamsQuestion, reply: Reply): Promise<void> {
    // A continued conversation has an activity of its own; the reply belongs to the one that asked.
    context.activity.id = question.activityId;
    try {
      await sendPatiently(() => context.sendActivity(renderActivity(reply)));
    } catch (error) {
      const status = statusOf(error);
      if (reply.kind !== 'answer' || (status !== 400 && status !== 413)) throw error;
      log.warn({ err: error }, 'A card was not taken; its words are sent instead');
      await sendPatiently(() => context.sendActivity(renderWords(reply)));
    }
  }

  async function converse(
    reference: Partial<ConversationReference>,
    speak: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    await connection.continueConversationAsync(app?.appId ?? '', reference, speak);
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

/** What Teams awaits for a pressed button ("Universal Actions for Adaptive Cards"); 501 for what is no button of ours. */
function invokeResponse(isTaken: boolean) {
  const body = { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'On it.' };
  return { type: 'invokeResponse', value: isTaken ? { status: 200, body } : { status: 501 } };
}

import { type Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { parseCommand } from '../commands/parse-command.ts';
import { plainWords } from './plain-words.ts';
import type { TeamsEvent, TeamsQuestion } from './teams-event.ts';

/** What an activity asks the bot to do, with the id under which it is done once. */
export interface ReadEvent {
  readonly id: string;
  readonly event: TeamsEvent;
}

const channelData = z.looseObject({
  tenant: z.looseObject({ id: z.string() }).optional(),
  team: z.looseObject({ id: z.string() }).optional(),
  channel: z.looseObject({ type: z.string().optional() }).optional(),
});

/** What our own buttons carry. */
const pressed = z.looseObject({ question: z.string().min(1) });
const executed = z.looseObject({ action: z.looseObject({ data: pressed }) });

/** The tenant that an activity comes from; null where it names none. */
export function tenantOf(activity: Activity): string | null {
  return readChannelData(activity).tenant?.id ?? activity.conversation?.tenantId ?? null;
}

/**
 * What is to be done about an activity: a message to the bot or a press of one of its buttons is a question, and being
 * added to a personal chat is welcomed. Null for what asks for nothing: messages of bots, messages that only pass by, edits,
 * deletions, reactions.
 */
export function readActivity(activity: Activity): ReadEvent | null {
  if (activity.from?.role === 'bot' || activity.from?.id === activity.recipient?.id) {
    if (activity.type !== 'conversationUpdate') return null;
  }
  switch (activity.type) {
    case 'message':
      return readMessage(activity);
    case 'invoke':
      return readPress(activity);
    case 'conversationUpdate':
    case 'installationUpdate':
      return readArrival(activity);
    default:
      return null;
  }
}

function readMessage(activity: Activity): ReadEvent | null {
  const button = pressed.safeParse(activity.value);
  if (button.success) return question(activity, { text: button.data.question });
  const isPersonal = kindOf(activity) === 'personal';
  const isMentioned = TurnContext.getMentions(activity).some(
    ({ mentioned }) => mentioned?.id === activity.recipient?.id,
  );
  if (!isPersonal && !isMentioned) return null;
  const text = plainWords(activity);
  // A mention without words asks what the bot can do.
  return question(activity, text === '' ? { command: 'help', text } : (parseCommand(text) ?? { text }));
}

function readPress(activity: Activity): ReadEvent | null {
  const press = executed.safeParse(activity.value);
  if (activity.name !== 'adaptiveCard/action' || !press.success) return null;
  return question(activity, { text: press.data.action.data.question });
}

/** Both kinds of activity come when the app is added, so that they share one id. */
function readArrival(activity: Activity): ReadEvent | null {
  if (kindOf(activity) !== 'personal') return null;
  const isAdded =
    activity.type === 'installationUpdate'
      ? (activity.action ?? '').startsWith('add')
      : (activity.membersAdded ?? []).some(({ id }) => id === activity.recipient?.id);
  if (!isAdded) return null;
  const reference = TurnContext.getConversationReference(activity);
  return { id: `welcome ${activity.conversation.id}`, event: { kind: 'welcome', reference } };
}

function question(
  activity: Activity,
  words: { readonly text: string; readonly command?: string },
): ReadEvent | null {
  const { id: activityId, conversation, from } = activity;
  if (!activityId || !conversation?.id || !from?.id) return null;
  const { team } = readChannelData(activity);
  const roster = team?.id ?? chatOf(conversation.id);
  const audience = audienceOf(activity, roster);
  return {
    id: `${conversation.id} ${activityId}`,
    event: {
      kind: 'question',
      reference: TurnContext.getConversationReference(activity),
      activityId,
      ...words,
      sender: { id: from.id, aadObjectId: from.aadObjectId },
      ...(audience === undefined ? {} : { audience }),
      roster,
    },
  };
}

/** Everybody of a team can open its standard channels, and those of a private one are a part of the team. */
function audienceOf(activity: Activity, roster: string): TeamsQuestion['audience'] {
  const { team, channel } = readChannelData(activity);
  switch (kindOf(activity)) {
    case 'personal':
      return undefined;
    case 'groupChat':
      return { kind: 'roster', id: roster };
    case 'channel':
      return team === undefined || channel?.type === 'shared'
        ? { kind: 'unknown' }
        : { kind: 'roster', id: roster };
    default:
      return { kind: 'unknown' };
  }
}

function kindOf({ conversation }: Activity): string {
  return conversation?.conversationType ?? (conversation?.isGroup === true ? 'group' : 'personal');
}

/** A channel's or chat's id without the message that a thread begins with. */
function chatOf(conversationId: string): string {
  return conversationId.split(';')[0] ?? conversationId;
}

function readChannelData(activity: Activity): z.infer<typeof channelData> {
  const parsed = channelData.safeParse(activity.channelData);
  return parsed.success ? parsed.data : {};
}

import { type Activity, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { parseCommand } from '../commands/parse-command.ts';
import { mentionedPeople, plainWords } from './plain-words.ts';
import { readPress } from './read-press.ts';
import type { TeamsEvent, TeamsPlace, TeamsPress, TeamsQuestion } from './teams-event.ts';

/** What an activity asks the bot to do, with the id under which it is done once. */
export interface ReadEvent {
  readonly id: string;
  readonly event: TeamsEvent;
  /** A card is drawn anew for one person, which nobody waits for: it is not noted in the inbox. */
  readonly isRefresh?: boolean;
}

const channelData = z.looseObject({
  tenant: z.looseObject({ id: z.string() }).optional(),
  team: z.looseObject({ id: z.string(), aadGroupId: z.string().optional() }).optional(),
  channel: z.looseObject({ type: z.string().optional() }).optional(),
});

const executed = z.looseObject({ action: z.looseObject({ data: z.unknown() }) });
const clientInfo = z.looseObject({ type: z.literal('clientInfo'), timezone: z.string().optional() });

/** The tenants that an activity names: that of its sender, and that of its conversation, which another company may host. */
export function tenantsOf(activity: Activity): readonly string[] {
  return [readChannelData(activity).tenant?.id, activity.conversation?.tenantId].filter(
    (one) => one !== undefined,
  );
}

/**
 * What is to be done about an activity: a message to the bot is a question, which may be edited or deleted
 * later, one of its buttons may be pressed, and being
 * added to a personal chat is welcomed. Null for what asks for nothing: messages that only pass by, reactions, and what
 * the bot itself said.
 */
export function readActivity(activity: Activity): ReadEvent | null {
  switch (activity.type) {
    case 'message':
      return readMessage(activity);
    case 'messageUpdate':
    case 'messageDelete':
      return readChange(activity);
    case 'invoke':
      return readInvoke(activity);
    case 'conversationUpdate':
    case 'installationUpdate':
      return readArrival(activity);
    default:
      return null;
  }
}

/** The roster that somebody was added to, as a conversation update tells where the bot is a member; null for all else. */
export function joinedRoster(activity: Activity): string | null {
  const isJoin = activity.type === 'conversationUpdate' && (activity.membersAdded ?? []).length > 0;
  return isJoin && activity.conversation?.id ? rosterOf(activity) : null;
}

function readMessage(activity: Activity): ReadEvent | null {
  if (!isAddressed(activity)) return null;
  const place = placeOf(activity);
  if (place === null) return null;
  return eventOf(activity, { kind: 'question', ...place, ...saidIn(activity) });
}

/** A question that names the bot no longer is none, as a deleted one. */
function readChange(activity: Activity): ReadEvent | null {
  const place = placeOf(activity);
  if (place === null) return null;
  const isEdited = activity.type === 'messageUpdate' && isAddressed(activity);
  const words = isEdited ? saidIn(activity) : { text: '' };
  const change = isEdited ? 'edited' : 'deleted';
  const changedAt = new Date(activity.timestamp ?? 0).getTime();
  const read = eventOf(activity, { kind: 'question', ...place, ...words, change, changedAt });
  // Each edit is one of its own, and comes under the message's id.
  return { ...read, id: `${read.id} ${change} ${changedAt}` };
}

export function isAddressed(activity: Activity): boolean {
  if (kindOf(activity) === 'personal') return true;
  return TurnContext.getMentions(activity).some(({ mentioned }) => mentioned?.id === activity.recipient?.id);
}

function saidIn(activity: Activity): Pick<TeamsQuestion, 'text' | 'command' | 'mentioned'> {
  const mentioned = mentionedPeople(activity);
  const words = wordsOf(plainWords(activity));
  return mentioned.length === 0 ? words : { ...words, mentioned: [...mentioned] };
}

/** A mention without words asks what the bot can do; its start page is asked for by a word, as Teams has no place for it. */
function wordsOf(text: string): { readonly text: string; readonly command?: string } {
  if (text === '') return { command: 'help', text };
  if (/^\/?(?:home|首页)$/i.test(text)) return { command: 'home', text: '' };
  return parseCommand(text) ?? { text };
}

function readInvoke(activity: Activity): ReadEvent | null {
  const press = executed.safeParse(activity.value);
  if (activity.name !== 'adaptiveCard/action' || !press.success) return null;
  const place = placeOf(activity);
  const pressed = readPress(press.data.action.data);
  if (place === null || pressed === null) return null;
  if (pressed.kind !== 'press') return eventOf(activity, { ...pressed, ...place });
  const { isRefresh, ...rest } = pressed;
  return { ...eventOf(activity, { ...rest, ...place }), isRefresh };
}

/** An opinion of a message as the press of the button that it stands for. */
export function readOpinionEvent(
  activity: Activity,
  ref: string,
  reason: string | undefined,
): (ReadEvent & { readonly event: TeamsPress }) | null {
  const place = placeOf(activity);
  if (place === null) return null;
  const event = { kind: 'press', ...place, ref, ...(reason === undefined ? {} : { reason }) } as const;
  return { id: `${activity.conversation.id} ${activity.id}`, event };
}

/** Both kinds of activity come when the app is added, so that they share one id. */
function readArrival(activity: Activity): ReadEvent | null {
  if (kindOf(activity) !== 'personal') return null;
  const isAdded =
    activity.type === 'installationUpdate'
      ? (activity.action ?? '').startsWith('add')
      : (activity.membersAdded ?? []).some(({ id }) => id === activity.recipient?.id);
  const place = placeOf(activity);
  if (!isAdded || place === null) return null;
  return { id: `welcome ${activity.conversation.id}`, event: { kind: 'welcome', ...place } };
}

function eventOf({ conversation, id }: Activity, event: TeamsEvent): ReadEvent {
  return { id: `${conversation.id} ${id}`, event };
}

/**
 * Where something is put together that will be posted: between two people, a chat is no place of the bot's, and the other one
 * reads along.
 */
export function composingPlaceOf(activity: Activity): TeamsPlace | null {
  const place = placeOf(activity);
  if (place === null || place.audience !== undefined || activity.conversation.id.startsWith('a:'))
    return place;
  return { ...place, audience: { kind: 'roster', id: place.roster } };
}

/** Null for what nobody said, and for what the bot itself did. */
export function placeOf(activity: Activity): TeamsPlace | null {
  const { id: activityId, conversation, from, recipient } = activity;
  if (!activityId || !conversation?.id || !from?.id || from.id === recipient?.id) return null;
  const { team } = readChannelData(activity);
  const roster = rosterOf(activity);
  const audience = audienceOf(activity, roster);
  const info = (activity.entities ?? []).map((one) => clientInfo.safeParse(one)).find((one) => one.success);
  const timeZone = activity.localTimezone || info?.data.timezone;
  return {
    reference: TurnContext.getConversationReference(activity),
    activityId,
    sender: {
      id: from.id,
      aadObjectId: from.aadObjectId,
      ...(from.role === 'bot' || from.id.startsWith('28:') ? { isBot: true } : {}),
    },
    ...(audience === undefined ? {} : { audience }),
    roster,
    ...(team?.aadGroupId ? { teamGroupId: team.aadGroupId } : {}),
    ...(activity.locale ? { locale: activity.locale } : {}),
    ...(timeZone ? { timeZone } : {}),
  };
}

const rosterOf = (activity: Activity): string =>
  readChannelData(activity).team?.id ?? chatOf(activity.conversation.id);

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

/** Where Teams does not tell, others may read along. */
function kindOf({ conversation }: Activity): string {
  return conversation?.conversationType ?? 'unknown';
}

/** A channel's or chat's id without the message that a thread begins with. */
function chatOf(conversationId: string): string {
  return conversationId.split(';')[0] ?? conversationId;
}

function readChannelData(activity: Activity): z.infer<typeof channelData> {
  const parsed = channelData.safeParse(activity.channelData);
  return parsed.success ? parsed.data : {};
}

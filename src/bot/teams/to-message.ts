import type { IncomingMessage, Sender } from '../message.ts';
import type { TeamsEvent, TeamsPlace } from './teams-event.ts';

/** Who asks, and who reads along. */
export interface PeopleThere {
  readonly sender: Sender;
  readonly audience: readonly Sender[] | undefined;
  /** Of whom the question mentions, by their ids in Teams. */
  readonly addresses?: ReadonlyMap<string, string>;
  /** What was said in the thread before, oldest first. */
  readonly earlier?: readonly string[];
}

/** What of a message depends on what was said or pressed. */
type Said = Pick<
  IncomingMessage,
  'kind' | 'text' | 'command' | 'action' | 'messageId' | 'change' | 'isOverheard' | 'mentioned'
>;

/** An event as the messages that it stands for, in order. Pure. */
export function toMessages(event: TeamsEvent, people: PeopleThere): readonly IncomingMessage[] {
  return saidIn(event, people).map((said, at) => ({
    ...said,
    ...placeOfMessage(event, people),
    id: `teams:${event.reference.conversation?.id} ${event.activityId}${at === 0 ? '' : ` ${at}`}`,
  }));
}

function saidIn(event: TeamsEvent, { addresses }: PeopleThere): readonly Said[] {
  switch (event.kind) {
    case 'home':
    case 'welcome':
      return [{ kind: 'home', text: '' }];
    case 'sign_in':
      return [];
    case 'press': {
      const { ref, reason, isDrawn } = event;
      const more = {
        ...(reason === undefined ? {} : { reason }),
        ...(isDrawn === undefined ? {} : { isDrawn }),
      };
      return [{ kind: 'action', text: '', action: { ref, ...more } }];
    }
    case 'settings': {
      const changes = event.changes.length === 0 ? [''] : event.changes;
      return changes.map((text) => ({ kind: 'command', command: 'settings', text }));
    }
    case 'question': {
      const { text, command, change, isOverheard, mentioned = [] } = event;
      if (command === 'home') return [{ kind: 'home', text: '' }];
      const asked = {
        text,
        messageId: messageIdOf(event),
        ...(mentioned.length === 0
          ? {}
          : { mentioned: mentioned.map(({ id, words }) => ({ words, email: addresses?.get(id) ?? null })) }),
        ...(change === undefined ? {} : { change }),
        ...(isOverheard === undefined ? {} : { isOverheard }),
      };
      if (command !== undefined) return [{ kind: 'command', command, ...asked }];
      return [{ kind: event.audience === undefined ? 'direct' : 'mention', ...asked }];
    }
  }
}

/** Whose answers are told apart from others'. */
export function accountOf({ sender }: TeamsPlace): string {
  return sender.aadObjectId ?? sender.id;
}

/** The message that asks, as `IncomingMessage.messageId` names it. */
export function messageIdOf({ reference, activityId }: TeamsPlace): string {
  return `${reference.conversation?.id} ${activityId}`;
}

/** What messages of a place have in common. Pure. */
export function placeOfMessage(
  { reference, locale, timeZone }: TeamsPlace,
  { sender, audience, earlier = [] }: PeopleThere,
): Omit<IncomingMessage, keyof Said | 'id' | 'shortcut'> {
  return {
    platform: 'teams',
    conversationId: `teams:${reference.conversation?.id}`,
    sender,
    // Where others read along, a private answer goes to the asker's own chat, or becomes the card that they alone see.
    ...(audience === undefined ? {} : { audience, canReplyPrivately: true }),
    ...(earlier.length === 0 ? {} : { earlier }),
    ...(locale === undefined ? {} : { locale }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

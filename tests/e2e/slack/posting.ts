import { randomUUID } from 'node:crypto';
import type { createDelivery, Delivery } from './delivery.ts';
import { type FakeMessage, nextTs, type Workspace } from './workspace.ts';

/** What people write, change and open, and the events that the app is told of it. */
export function createPosting(
  workspace: Workspace,
  delivery: Pick<ReturnType<typeof createDelivery>, 'deliver'>,
  organisation?: { readonly id: string; readonly teamIds: readonly string[] },
) {
  const { botUser } = workspace;

  /** Tells the app of an event; with `eventId`, of one again. */
  function deliverEvent(
    event: Record<string, unknown>,
    eventId = `Ev${randomUUID()}`,
    teamId = workspace.teamId,
  ): Promise<Delivery> {
    const isOrg = organisation?.teamIds.includes(teamId) === true;
    const enterprise = isOrg ? { enterprise_id: organisation.id } : {};
    return delivery.deliver('events_api', eventId, {
      token: 'legacy',
      team_id: teamId,
      api_app_id: 'A1',
      type: 'event_callback',
      event_id: eventId,
      event_time: Math.floor(Date.now() / 1000),
      ...enterprise,
      authorizations: [
        { ...enterprise, team_id: teamId, user_id: botUser, is_bot: true, is_enterprise_install: isOrg },
      ],
      event,
    });
  }

  function write(user: string, channel: string, text: string, threadTs?: string): FakeMessage {
    const place = { ts: nextTs(), channel, user, text, blocks: [] };
    const message: FakeMessage = threadTs === undefined ? place : { ...place, threadTs };
    workspace.messages.push(message);
    return message;
  }

  function eventOf(message: FakeMessage, more: Record<string, unknown>): Record<string, unknown> {
    const { ts, channel, user, text, threadTs } = message;
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    return { ts, event_ts: ts, channel, user, text, team: workspace.teamId, ...thread, ...more };
  }

  /** The direct messages of a user; the conversation is opened with the first. */
  function openDirect(user: string): string {
    const id = `D${user}`;
    if (!workspace.channels.some((one) => one.id === id)) {
      workspace.channels.push({ id, name: 'direct', members: [user, botUser] });
    }
    return id;
  }

  function kindOf(channel: string): string | undefined {
    const kinds: Readonly<Record<string, string>> = { C: 'channel', G: 'group', D: 'im' };
    const isGroupMessage = workspace.channels.some(
      (one) => one.id === channel && one.isGroupMessage === true,
    );
    return isGroupMessage ? 'mpim' : kinds[channel[0] ?? ''];
  }

  function replaceMessage(message: FakeMessage, by: FakeMessage | null): void {
    const at = workspace.messages.findIndex((one) => one.ts === message.ts);
    workspace.messages.splice(at, 1, ...(by === null ? [] : [by]));
  }

  function wordsOf({ ts, channel, user, text, threadTs }: FakeMessage): Record<string, unknown> {
    const parent = workspace.messages.find((one) => one.channel === channel && one.ts === threadTs);
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs, parent_user_id: parent?.user };
    return { type: 'message', ts, user, text, ...thread };
  }

  function changeOf(message: FakeMessage, more: Record<string, unknown>): Record<string, unknown> {
    const { channel } = message;
    const ts = nextTs();
    return {
      type: 'message',
      hidden: true,
      channel,
      channel_type: kindOf(channel),
      ts,
      event_ts: ts,
      previous_message: wordsOf(message),
      ...more,
    };
  }

  return {
    deliverEvent,
    eventOf,
    wordsOf,
    write,
    mention(user: string, channel: string, text: string, threadTs?: string) {
      const message = write(user, channel, `<@${botUser}> ${text}`, threadTs);
      return { ...message, delivered: deliverEvent(eventOf(message, { type: 'app_mention' })) };
    },
    /** Writes in a thread of a channel without naming the bot, which hears of it all the same. */
    replyInThread(user: string, channel: string, text: string, threadTs: string) {
      const message = write(user, channel, text, threadTs);
      const parent = workspace.messages.find((one) => one.channel === channel && one.ts === threadTs);
      const channel_type = kindOf(channel);
      const more = { type: 'message', channel_type, parent_user_id: parent?.user };
      return { ...message, delivered: deliverEvent(eventOf(message, more)) };
    },
    directMessage(user: string, text: string, threadTs?: string) {
      const message = write(user, openDirect(user), text, threadTs);
      return {
        ...message,
        delivered: deliverEvent(eventOf(message, { type: 'message', channel_type: 'im' })),
      };
    },
    /**
     * Its author edits a message; the same words are a preview of a link that Slack adds. One that mentions the app then is
     * told of as a mention as well, before or after the change (slackapi/bolt-js#960).
     */
    async edit(message: FakeMessage, text: string, first: 'change' | 'mention' = 'change') {
      const after: FakeMessage = { ...message, text };
      replaceMessage(message, after);
      const isPreview = text === message.text;
      const edited = isPreview ? {} : { edited: { user: message.user, ts: nextTs() } };
      const tellOfChange = () =>
        deliverEvent(
          changeOf(message, { subtype: 'message_changed', message: { ...wordsOf(after), ...edited } }),
        );
      const isMention = !isPreview && !message.channel.startsWith('D') && text.includes(`<@${botUser}>`);
      if (!isMention) return await tellOfChange();
      const tellOfMention = () => deliverEvent(eventOf(after, { type: 'app_mention', ...edited }));
      if (first === 'mention') await tellOfMention();
      const told = await tellOfChange();
      if (first === 'change') await tellOfMention();
      return told;
    },
    /** Its author deletes a message; one with replies leaves a tombstone. */
    remove(message: FakeMessage) {
      const hasReplies = workspace.messages.some((one) => one.threadTs === message.ts);
      replaceMessage(message, null);
      const tombstone = { ...wordsOf(message), subtype: 'tombstone', text: 'This message was deleted.' };
      return deliverEvent(
        changeOf(
          message,
          hasReplies
            ? { subtype: 'message_changed', message: { ...tombstone, user: 'USLACKBOT' } }
            : { subtype: 'message_deleted', deleted_ts: message.ts },
        ),
      );
    },
    /** Posts links of a domain that the app has registered; or writes them, where `source` is `composer`. */
    shareLinks(
      user: string,
      channel: string,
      urls: readonly string[],
      source: 'composer' | 'conversations_history' = 'conversations_history',
    ) {
      const message = write(user, channel, `look: ${urls.join(' ')}`);
      const members = workspace.channels.find((one) => one.id === channel)?.members ?? [];
      const delivered = deliverEvent({
        type: 'link_shared',
        channel: source === 'composer' ? 'COMPOSER' : channel,
        is_bot_user_member: members.includes(botUser),
        user,
        message_ts: source === 'composer' ? randomUUID() : message.ts,
        unfurl_id: randomUUID(),
        source,
        event_ts: message.ts,
        links: urls.map((url) => ({ domain: new URL(url).hostname, url })),
      });
      return { ...message, delivered };
    },
    /** Opens a tab of the app; the event is told each time. */
    openApp(user: string, tab: 'home' | 'messages') {
      const channel = openDirect(user);
      return deliverEvent({ type: 'app_home_opened', user, channel, tab, event_ts: nextTs() });
    },
  };
}

/** A message as payloads carry it. */
export type WordsOf = (message: FakeMessage) => Record<string, unknown>;

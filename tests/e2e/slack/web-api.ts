import { post, remove, setStatus, unfurl, update } from './posted-messages.ts';
import { appendStream, startStream, stopStream } from './streams.ts';
import { openView, publishView, suggestPrompts } from './views.ts';
import type { FakeMessage, FakeUser, Workspace } from './workspace.ts';

export type Arguments = Readonly<Record<string, string>>;
export type Result = Readonly<Record<string, unknown>>;

/** The most that a page holds ("Pagination"; `CursorPaginationEnabled` of Slack's library for "conversations.members"). */
const largestPage = { members: 999, users: 1_000 } as const;

/** Scopes of which one is needed, by the kind of conversation ("Methods" in Slack's reference). */
function readScope({ channels }: Workspace, channel: string, what: 'read' | 'history'): string {
  if (channels.some((one) => one.id === channel && one.isGroupMessage === true)) return `mpim:${what}`;
  const kind = { C: 'channels', G: 'groups', D: 'im' }[channel[0] ?? ''] ?? 'channels';
  return `${kind}:${what}`;
}

function neededScope(workspace: Workspace, method: string, { channel = '' }: Arguments): string | null {
  switch (method) {
    case 'chat.postMessage':
    case 'chat.postEphemeral':
    case 'chat.update':
    case 'chat.delete':
    case 'chat.startStream':
    case 'chat.appendStream':
    case 'chat.stopStream':
      return 'chat:write';
    case 'chat.unfurl':
      return 'links:write';
    case 'assistant.threads.setStatus':
    case 'assistant.threads.setSuggestedPrompts':
      return 'assistant:write';
    case 'users.info':
    case 'users.list':
    case 'users.getPresence':
      return 'users:read';
    case 'users.lookupByEmail':
      return 'users:read.email';
    case 'team.info':
      return 'team:read';
    case 'conversations.info':
    case 'conversations.members':
      return readScope(workspace, channel, 'read');
    case 'conversations.replies':
    case 'conversations.history':
      return readScope(workspace, channel, 'history');
    default:
      return null;
  }
}

/** The methods of the Web API that the bot calls with its token; errors as Slack words them. */
export function callMethod(workspace: Workspace, method: string, args: Arguments): Result {
  const needed = neededScope(workspace, method, args);
  if (needed !== null && !workspace.scopes.has(needed)) {
    return { ok: false, error: 'missing_scope', needed, provided: [...workspace.scopes].join(',') };
  }
  // A message to a person goes to the direct conversation with them.
  const user = method === 'chat.postMessage' && workspace.users.some((one) => one.id === args.channel);
  if (user) return post(workspace, { ...args, channel: `D${args.channel}` });
  const channel = workspace.channels.find((one) => one.id === args.channel);
  if (args.channel !== undefined && channel === undefined) return failed('channel_not_found');
  if (channel?.members.includes(workspace.botUser) === false) return failed('not_in_channel');
  switch (method) {
    case 'auth.test': {
      const { botUser, botId, teamId } = workspace;
      return {
        ok: true,
        url: 'https://voltmoor.slack.example/',
        team: 'Voltmoor',
        team_id: teamId,
        user: 'orgwise',
        user_id: botUser,
        bot_id: botId,
      };
    }
    case 'auth.revoke':
      return { ok: true, revoked: true };
    case 'team.info':
      return { ok: true, team: { id: workspace.teamId, name: 'Voltmoor' } };
    case 'users.info':
      return userInfo(workspace, args.user ?? '');
    case 'users.lookupByEmail': {
      const user = workspace.users.find((one) => one.email === args.email);
      return user === undefined
        ? failed('users_not_found')
        : { ok: true, user: describeUser(workspace, user) };
    }
    case 'users.getPresence': {
      const user = workspace.users.find((one) => one.id === args.user);
      return user === undefined ? failed('user_not_found') : { ok: true, presence: user.presence ?? 'away' };
    }
    case 'views.open':
      return openView(workspace, args);
    case 'views.publish':
      return publishView(workspace, args);
    case 'assistant.threads.setSuggestedPrompts':
      return suggestPrompts(workspace, args);
    case 'users.list':
      return listed(workspace, args);
    case 'conversations.info':
      return {
        ok: true,
        channel: { id: channel?.id, name: channel?.name, num_members: channel?.members.length },
      };
    case 'conversations.members': {
      const from = Number(args.cursor ?? 0);
      const limit = Number(args.limit ?? 100);
      if (limit > largestPage.members) return failed('invalid_limit');
      const to = from + limit;
      const rest = to < (channel?.members.length ?? 0) ? String(to) : '';
      return {
        ok: true,
        members: channel?.members.slice(from, to),
        response_metadata: { next_cursor: rest },
      };
    }
    case 'conversations.replies': {
      const thread = workspace.messages.filter(
        (one) => one.channel === args.channel && (one.ts === args.ts || one.threadTs === args.ts),
      );
      return thread.length === 0 ? failed('thread_not_found') : paged(history(thread, args), args);
    }
    case 'conversations.history':
      return history(
        workspace.messages.filter((one) => one.channel === args.channel && one.threadTs === undefined),
        args,
      );
    case 'chat.postMessage':
      return post(workspace, args);
    case 'chat.postEphemeral':
      return channel?.members.includes(args.user ?? '') === true
        ? post(workspace, args)
        : failed('user_not_in_channel');
    case 'chat.update':
      return update(workspace, args);
    case 'chat.startStream':
      return startStream(workspace, args);
    case 'chat.appendStream':
      return appendStream(workspace, args);
    case 'chat.stopStream':
      return stopStream(workspace, args);
    case 'chat.unfurl':
      return unfurl(workspace, args);
    case 'chat.delete':
      return remove(workspace, args);
    case 'assistant.threads.setStatus':
      return setStatus(workspace, args);
    default:
      return failed('unknown_method');
  }
}

/** Page by page ("users.list"). */
function listed(workspace: Workspace, { cursor, limit }: Arguments): Result {
  const from = Number(cursor ?? 0);
  const to = from + Number(limit ?? workspace.users.length);
  if (to - from > largestPage.users) return failed('limit_required');
  return {
    ok: true,
    members: workspace.users.slice(from, to).map((user) => describeUser(workspace, user)),
    response_metadata: { next_cursor: to < workspace.users.length ? String(to) : '' },
  };
}

function userInfo(workspace: Workspace, id: string): Result {
  const user = workspace.users.find((one) => one.id === id);
  return user === undefined ? failed('user_not_found') : { ok: true, user: describeUser(workspace, user) };
}

function describeUser({ scopes, teamId }: Workspace, user: FakeUser): Result {
  const hasAddress = scopes.has('users:read.email') && user.email !== undefined;
  return {
    id: user.id,
    team_id: user.teamId ?? teamId,
    real_name: user.name,
    is_bot: user.isBot ?? false,
    deleted: user.isDeactivated ?? false,
    is_restricted: user.isRestricted ?? false,
    is_stranger: user.isStranger ?? false,
    is_email_confirmed: user.isEmailConfirmed ?? true,
    ...(user.timeZone === undefined ? {} : { tz: user.timeZone }),
    ...(user.locale === undefined ? {} : { locale: user.locale }),
    profile: {
      real_name: user.name,
      ...(hasAddress ? { email: user.email } : {}),
      ...(user.photo === undefined ? {} : { image_72: user.photo }),
    },
  };
}

function history(messages: readonly FakeMessage[], args: Arguments) {
  const isSeen = (one: FakeMessage): boolean =>
    one.ephemeralFor === undefined &&
    (args.oldest === undefined || one.ts >= args.oldest) &&
    (args.latest === undefined || one.ts <= args.latest);
  return {
    ok: true,
    messages: messages.filter(isSeen).map(({ ts, user, text, threadTs, metadata }) => ({
      type: 'message',
      ts,
      user,
      text,
      thread_ts: threadTs,
      // Left out unless asked for, as Slack does.
      ...(args.include_all_metadata === 'true' && metadata !== undefined ? { metadata } : {}),
    })),
    response_metadata: { next_cursor: '' },
  };
}

/** Replies come oldest first, page by page ("conversations.replies"). */
function paged(result: { readonly messages: readonly unknown[] }, { limit, cursor }: Arguments): Result {
  const from = Number(cursor ?? 0);
  const to = from + Math.min(Number(limit ?? 1_000), 1_000);
  const hasMore = to < result.messages.length;
  return {
    ...result,
    messages: result.messages.slice(from, to),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(to) : '' },
  };
}

function failed(error: string): Result {
  return { ok: false, error };
}

import { checkBlocks } from './check-blocks.ts';
import type { Arguments, Result } from './web-api.ts';
import { type FakeMessage, nextTs, type Workspace } from './workspace.ts';

/** Posts a message, for all or for one person. */
export function post(workspace: Workspace, args: Arguments): Result {
  const message = readMessage(workspace, args);
  if (typeof message === 'string') return failed(message);
  if (isUnseen(workspace, message)) return { ok: true, message_ts: message.ts };
  workspace.messages.push(message);
  const { channel, threadTs } = message;
  const standing = workspace.statuses.findLast((one) => one.channel === channel && one.threadTs === threadTs);
  if (threadTs !== undefined && (standing?.status ?? '') !== '')
    workspace.statuses.push({ channel, threadTs, status: '' });
  return { ok: true, channel: message.channel, ts: message.ts, message_ts: message.ts };
}

/** Edits what the app said, while it can be edited. */
export function update(workspace: Workspace, args: Arguments): Result {
  const at = workspace.messages.findIndex((one) => one.ts === args.ts && one.channel === args.channel);
  const old = workspace.messages[at];
  if (old === undefined) return failed('message_not_found');
  if (old.user !== workspace.botUser || old.ephemeralFor !== undefined) return failed('cant_update_message');
  if (old.streamsUntil !== undefined && old.streamsUntil > Date.now())
    return failed('streaming_state_conflict');
  const edited = readMessage(workspace, args);
  if (typeof edited === 'string') return failed(edited);
  const { text, blocks, metadata } = edited;
  const { steps: _, streamsUntil: __, streamed: ___, ...rest } = old;
  workspace.messages[at] = {
    ...rest,
    text,
    blocks: args.blocks === undefined ? old.blocks : blocks,
    isEdited: true,
    ...(metadata === undefined ? {} : { metadata }),
  };
  return { ok: true, channel: args.channel, ts: args.ts };
}

export function remove(workspace: Workspace, args: Arguments): Result {
  const at = workspace.messages.findIndex((one) => one.ts === args.ts && one.channel === args.channel);
  if (at === -1) return failed('message_not_found');
  if (workspace.messages[at]?.user !== workspace.botUser) return failed('cant_delete_message');
  workspace.messages.splice(at, 1);
  return { ok: true, channel: args.channel, ts: args.ts };
}

/** Previews of links that stand in a message. */
export function unfurl(workspace: Workspace, args: Arguments): Result {
  const message = workspace.messages.find((one) => one.channel === args.channel && one.ts === args.ts);
  if (message === undefined) return failed('cannot_find_message');
  const unfurls = JSON.parse(args.unfurls ?? '{}') as Record<string, { blocks?: unknown }>;
  const areWhole = Object.entries(unfurls).every(
    ([url, { blocks }]) => message.text.includes(url) && checkBlocks(blocks) === null,
  );
  if (!areWhole) return failed('cannot_unfurl_url');
  workspace.unfurls.set(message.ts, unfurls);
  return { ok: true };
}

/** A status stands until it is taken away, or the app says something in its thread. */
export function setStatus(workspace: Workspace, args: Arguments): Result {
  const { channel_id: channel = '', thread_ts: threadTs = '', status } = args;
  if (!workspace.channels.some((one) => one.id === channel)) return failed('channel_not_found');
  const isKnown = workspace.messages.some((one) => one.channel === channel && one.ts === threadTs);
  if (!isKnown) return failed('invalid_thread_ts');
  if (status === undefined) return failed('invalid_arguments');
  workspace.statuses.push({ channel, threadTs, status });
  return { ok: true };
}

/** What is for one person is not shown in a thread in which nothing has been said yet. */
export function isUnseen({ messages }: Workspace, { ephemeralFor, channel, threadTs }: FakeMessage): boolean {
  if (ephemeralFor === undefined || threadTs === undefined) return false;
  return !messages.some(
    (one) => one.channel === channel && one.threadTs === threadTs && one.ephemeralFor === undefined,
  );
}

/** A message as it is posted, or Slack's error. */
export function readMessage(workspace: Workspace, args: Arguments): FakeMessage | string {
  const blocks = parse(args.blocks) ?? [];
  const text = args.text ?? '';
  if (text === '' && blocks.length === 0) return 'no_text';
  if (text.length > 40_000) return 'msg_too_long';
  const mistake = blocks.length === 0 ? null : checkBlocks(blocks);
  if (mistake !== null) return mistake;
  const { channel = '', user, thread_ts: threadTs, metadata } = args;
  return {
    ts: nextTs(),
    channel,
    user: workspace.botUser,
    text,
    blocks,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(metadata === undefined ? {} : { metadata: JSON.parse(metadata) }),
    ...(user === undefined ? {} : { ephemeralFor: user }),
  };
}

function parse(json: string | undefined): FakeMessage['blocks'] | undefined {
  return json === undefined ? undefined : JSON.parse(json);
}

function failed(error: string): Result {
  return { ok: false, error };
}

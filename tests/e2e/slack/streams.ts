import { checkBlocks } from './check-blocks.ts';
import type { Arguments, Result } from './web-api.ts';
import { type FakeMessage, type FakeStep, nextTs, type Workspace } from './workspace.ts';

/** Characters of `markdown_text` ("chat.startStream"). */
const textCharacters = 12_000;
const titleCharacters = 256;

/** Streams, as "chat.startStream", "chat.appendStream" and "chat.stopStream" word their limits and errors. */
export function startStream(workspace: Workspace, args: Arguments): Result {
  const { channel = '', thread_ts: threadTs, recipient_user_id: user, recipient_team_id: team } = args;
  const isKnown = workspace.messages.some((one) => one.channel === channel && one.ts === threadTs);
  if (threadTs === undefined || !isKnown) return failed('invalid_thread_ts');
  if (!channel.startsWith('D') && user === undefined) return failed('missing_recipient_user_id');
  if (!channel.startsWith('D') && team === undefined) return failed('missing_recipient_team_id');
  const added = readChunks(args, []);
  if (typeof added === 'string') return failed(added);
  const ts = nextTs();
  const place = { ts, channel, user: workspace.botUser, threadTs };
  workspace.messages.push({
    ...place,
    blocks: [],
    ...added,
    streamed: added.text,
    streamsUntil: Date.now() + workspace.streamLifeMs,
  });
  const standing = workspace.statuses.findLast((one) => one.channel === channel && one.threadTs === threadTs);
  if ((standing?.status ?? '') !== '') workspace.statuses.push({ channel, threadTs, status: '' });
  return { ok: true, channel, ts };
}

export function appendStream(workspace: Workspace, args: Arguments): Result {
  return change(workspace, args, (message, added) => ({ ...message, ...goneOn(message, added) }));
}

export function stopStream(workspace: Workspace, args: Arguments): Result {
  const blocks: FakeMessage['blocks'] = args.blocks === undefined ? [] : JSON.parse(args.blocks);
  const mistake = blocks.length === 0 ? null : checkBlocks(blocks);
  if (mistake !== null) return failed(mistake);
  return change(workspace, args, ({ streamsUntil: _, ...message }, added) => ({
    ...message,
    ...goneOn(message, added),
    blocks,
    ...(args.metadata === undefined ? {} : { metadata: JSON.parse(args.metadata) }),
  }));
}

interface Added {
  readonly text: string;
  readonly steps: readonly FakeStep[];
}

function goneOn({ text, streamed = '' }: FakeMessage, added: Added) {
  return { ...added, text: text + added.text, streamed: streamed + added.text };
}

/** Whoever asked presses Slack's own button. */
export function stopByUser(workspace: Workspace, ts: string): void {
  const at = workspace.messages.findIndex((one) => one.ts === ts);
  const old = workspace.messages[at];
  if (old?.streamsUntil === undefined) throw new Error('nothing is streamed there');
  const { streamsUntil: _, ...message } = old;
  workspace.messages[at] = { ...message, isStopped: true };
}

function change(
  workspace: Workspace,
  args: Arguments,
  changed: (message: FakeMessage, added: Added) => FakeMessage,
): Result {
  const at = workspace.messages.findIndex((one) => one.ts === args.ts && one.channel === args.channel);
  const message = workspace.messages[at];
  if (message === undefined) return failed('message_not_found');
  if (message.user !== workspace.botUser) return failed('message_not_owned_by_app');
  if (message.isStopped === true) return failed('stopped_by_user');
  if ((message.streamsUntil ?? 0) <= Date.now()) return failed('message_not_in_streaming_state');
  const added = readChunks(args, message.steps ?? []);
  if (typeof added === 'string') return failed(added);
  workspace.messages[at] = changed(message, added);
  return { ok: true, channel: args.channel, ts: args.ts };
}

/** What is added: words, and steps, of which one with a known id takes the place of what it was. */
function readChunks(args: Arguments, steps: readonly FakeStep[]): Added | string {
  const chunks = JSON.parse(args.chunks ?? '[]') as readonly Readonly<Record<string, unknown>>[];
  let text = args.markdown_text ?? '';
  let now = steps;
  for (const chunk of chunks) {
    if (chunk.type === 'markdown_text') text += String(chunk.text);
    else if (chunk.type === 'task_update') {
      const { id, title, status } = chunk as unknown as FakeStep;
      const isWhole = typeof id === 'string' && typeof title === 'string' && title !== '';
      if (!isWhole || title.length > titleCharacters) return 'invalid_chunks';
      if (!['pending', 'in_progress', 'complete', 'error'].includes(status)) return 'invalid_chunks';
      now = [...now.filter((one) => one.id !== id), { id, title, status }];
    } else return 'invalid_chunks';
  }
  return text.length > textCharacters ? 'msg_too_long' : { text, steps: now };
}

function failed(error: string): Result {
  return { ok: false, error };
}

import { randomUUID } from 'node:crypto';
import { checkView } from './check-blocks.ts';
import type { Arguments, Result } from './web-api.ts';
import type { FakeBlock, Workspace } from './workspace.ts';

/** Opens a modal for whoever a trigger is of: once, and while it counts ("Triggers" in Slack's documentation). */
export function openView(workspace: Workspace, args: Arguments): Result {
  const trigger = workspace.triggers.get(args.trigger_id ?? '');
  if (trigger === undefined) return { ok: false, error: 'invalid_trigger_id' };
  if (trigger.until < Date.now()) return { ok: false, error: 'expired_trigger_id' };
  if (trigger.isUsed) return { ok: false, error: 'exchanged_trigger_id' };
  const view = parseView(args.view);
  const mistake = checkView(view);
  if (mistake !== null) return { ok: false, error: mistake };
  trigger.isUsed = true;
  const id = `V${randomUUID()}`;
  workspace.views.push({ id, user: trigger.user, view });
  return { ok: true, view: { id, ...view } };
}

/** Draws somebody's home tab. */
export function publishView(workspace: Workspace, args: Arguments): Result {
  const { user_id: user = '' } = args;
  if (!workspace.users.some((one) => one.id === user)) return { ok: false, error: 'user_not_found' };
  const view = parseView(args.view);
  const mistake = view.type === 'home' ? checkView(view) : 'invalid_arguments';
  if (mistake !== null) return { ok: false, error: mistake };
  workspace.homes.set(user, view);
  return { ok: true, view: { id: `V${randomUUID()}`, ...view } };
}

/** Questions beside the messages tab; with a thread, an app with the agent view is told that all is well and shows none. */
export function suggestPrompts(workspace: Workspace, args: Arguments): Result {
  const prompts = JSON.parse(args.prompts ?? '[]') as readonly { title?: string; message?: string }[];
  const areWhole = prompts.every((one) => (one.title ?? '') !== '' && (one.message ?? '') !== '');
  if (prompts.length === 0 || prompts.length > 4 || !areWhole)
    return { ok: false, error: 'invalid_arguments' };
  const { channel_id: channel = '', thread_ts: threadTs } = args;
  if (threadTs === undefined)
    workspace.prompts.set(
      channel,
      prompts.map((one) => one.message ?? ''),
    );
  return { ok: true };
}

export function parseView(json: string | undefined): FakeBlock {
  return JSON.parse(json ?? '{}') as FakeBlock;
}

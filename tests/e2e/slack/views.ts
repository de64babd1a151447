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

export function parseView(json: string | undefined): FakeBlock {
  return JSON.parse(json ?? '{}') as FakeBlock;
}

import { tellTime } from '../../graph/tell-time.ts';
import { approvePlan, tellPlan } from '../stopped-plans.ts';
import type { Command } from './command.ts';

export const status: Command = {
  name: 'status',
  async run({ graph, wording, timeZone, text, asker, isAdmin, isPrivate, plans, platform, offer }) {
    const words = wording.status;
    const lines = (await graph.sources()).map(({ name, syncedAt, failure, updatingSince }) => {
      const synced = syncedAt === null ? words.never(name) : words.synced(name, tellTime(syncedAt, timeZone));
      // Why is for the operator, in the log and from the doctor: it may name files and addresses.
      const notes = [
        ...(failure === null ? [] : [words.failed]),
        ...(updatingSince === null ? [] : [words.updating]),
      ];
      return `- ${[synced, ...notes].join('; ')}`;
    });
    const told = lines.length === 0 ? words.none : lines.join('\n');
    const mayApprove = isAdmin && isPrivate && plans !== undefined;
    const [, source] = /^approve(?:\s+(\S+))?$/i.exec(text.trim()) ?? [];
    if (/^approve\b/i.test(text.trim()) && !mayApprove)
      return {
        kind: 'text',
        text: wording.admin.only,
        noted: { refused: isAdmin ? 'not_private' : 'not_admin' },
      };
    if (!mayApprove) return { kind: 'text', text: told };
    const stopped = await plans.list();
    const chosen = source === undefined ? undefined : stopped.find((plan) => plan.source === source);
    if (source !== undefined && chosen === undefined)
      return { kind: 'text', text: wording.plans.none(source) };
    if (chosen !== undefined) {
      const by = { who: asker.employeeId ?? 'operator', platform };
      return { kind: 'text', text: await approvePlan(plans, chosen.run, by, wording.plans) };
    }
    if (stopped.length === 0) return { kind: 'text', text: told };
    const actions = await offer(
      stopped.map((plan) => ({
        kept: { kind: 'approve_plan', run: plan.run },
        look: { label: wording.plans.approve(plan.source) },
      })),
    );
    const waiting = stopped.map((plan) => tellPlan(plan, wording.plans));
    return { kind: 'text', text: [told, ...waiting].join('\n\n'), actions };
  },
};

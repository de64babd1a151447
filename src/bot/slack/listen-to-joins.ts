import type { App } from '@slack/bolt';
import type { WorkspaceOf } from './slack-workspace.ts';

/** Whoever joins a channel reads along at once: what is remembered of its members counts no more. */
export function listenToJoins(app: App, workspaceOf: WorkspaceOf): void {
  app.event('member_joined_channel', async ({ event, body }) => {
    const { people } = await workspaceOf(body);
    await people.joined(event.channel);
  });
}

import type { App } from '@slack/bolt';
import type { Installations } from './installations.ts';
import { readInstalledTeam } from './installed-team.ts';
import type { SlackLog } from './slack-log.ts';

/** Forgets the token of a workspace that removed the app; says so where the token is configured. */
export function listenToRemovals(app: App, installations: Installations | null, log: SlackLog): void {
  async function remove(body: unknown): Promise<void> {
    const team = readInstalledTeam(body);
    log.warn({ team }, 'Slack says that the app was removed, or its token withdrawn');
    if (team !== null) await installations?.remove(team);
  }

  app.event('app_uninstalled', async ({ body }) => await remove(body));
  app.event('tokens_revoked', async ({ event, body }) => {
    if ((event.tokens.bot ?? []).length > 0) await remove(body);
  });
}

import { type App, webApi } from '@slack/bolt';
import type { Installations } from './installations.ts';
import { readInstalledTeam } from './installed-team.ts';
import { createSlackClients } from './slack-clients.ts';
import type { SlackLog } from './slack-log.ts';
import { finalErrors } from './slack-refusals.ts';

/**
 * Forgets the token of a workspace or an organisation that removed the app; says so where the token is configured. The event alone is no
 * proof of that: an organisation's may tell of one of its workspaces, for the others of which the token goes on counting
 * ("team_access_revoked"), and Slack tries for minutes to tell of what may have been installed anew meanwhile. So Slack is asked.
 */
export function listenToRemovals(
  app: App,
  installations: Installations | null,
  { clientOptions, log }: { readonly clientOptions: webApi.WebClientOptions; readonly log: SlackLog },
): void {
  async function remove(body: unknown): Promise<void> {
    const team = readInstalledTeam(body);
    log.warn({ team }, 'Slack says that the app was removed, or its token withdrawn');
    if (team === null || installations === null) return;
    const token = await installations.read(team);
    if (token === null) return;
    try {
      await createSlackClients(token, clientOptions).reader.auth.test();
      log.warn({ team }, 'The token that was said to be withdrawn still counts, and is kept');
    } catch (err) {
      if (err instanceof webApi.WebAPIPlatformError && finalErrors.has(err.data.error))
        await installations.remove(team);
      else log.warn({ err, team }, 'Slack cannot be asked whether a token still counts, which is kept');
    }
  }

  app.event('app_uninstalled', async ({ body }) => await remove(body));
  app.event('tokens_revoked', async ({ event, body }) => {
    if ((event.tokens.bot ?? []).length > 0) await remove(body);
  });
}

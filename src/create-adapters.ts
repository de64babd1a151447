import type { BotAdapter } from './bot/bot-adapter.ts';
import type { DirectoryAddresses } from './bot/directory-addresses.ts';
import type { Inbox } from './bot/inbox.ts';
import type { PreviewLinks } from './bot/links/preview-links.ts';
import type { SearchThings } from './bot/links/search-things.ts';
import type { TurnsState } from './bot/question-turns.ts';
import type { Config } from './config/load-config.ts';
import type { Logger } from './operations/log.ts';
import type { RecordStore } from './state/state-store.ts';

/** The chat platforms that are configured. Each library is loaded only where it is used, since loading takes a while. */
export async function createAdapters(
  config: Config,
  log: Logger,
  {
    inbox,
    state,
    previewLinks,
    searchThings,
    directory,
  }: {
    readonly inbox: Inbox;
    readonly state: RecordStore & TurnsState;
    readonly previewLinks: PreviewLinks;
    readonly searchThings: SearchThings;
    readonly directory: DirectoryAddresses | null;
  },
): Promise<BotAdapter[]> {
  const adapters: BotAdapter[] = [];
  if (config.slack !== null) {
    const { createSlackAdapter } = await import('./bot/slack/slack-adapter.ts');
    adapters.push(createSlackAdapter({ settings: config.slack, inbox, state, previewLinks, log }));
  }
  if (config.teams !== null) {
    const { createTeamsAdapter } = await import('./bot/teams/teams-adapter.ts');
    adapters.push(
      createTeamsAdapter({
        settings: config.teams,
        inbox,
        state,
        previewLinks,
        searchThings,
        directory,
        log,
      }),
    );
  }
  return adapters;
}

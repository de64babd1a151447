import type { Activity } from 'botbuilder';
import type { RecordStore } from '../../state/state-store.ts';
import { type AppAuthentication, createBotToken } from './bot-token.ts';
import { createFollowedThreads, type FollowedThreads } from './followed-threads.ts';
import type { ReadEvent } from './read-activity.ts';
import { readOverheard } from './read-overheard.ts';
import { createReadThread, type ReadThread } from './read-thread.ts';
import type { TeamsEndpoints } from './teams-endpoints.ts';

/** What the leave to hear all messages of a place is used for. */
export interface Overhearing {
  readonly threads: FollowedThreads;
  /** Null without authentication: nobody gives a token for Microsoft Graph then. */
  readonly readThread: ReadThread | null;
  /** What goes on with an answer without a mention; null for all else, and where that cannot be looked up. */
  read(activity: Activity): Promise<ReadEvent | null>;
}

export function createOverhearing(
  state: RecordStore,
  app: AppAuthentication | null,
  endpoints: TeamsEndpoints,
  log: { warn(details: object, message: string): void },
): Overhearing {
  const threads = createFollowedThreads(state);
  const { graphUrl } = endpoints;
  return {
    threads,
    readThread:
      app === null
        ? null
        : createReadThread({ token: createBotToken(app, { ...endpoints, scope: graphUrl }), graphUrl, log }),
    async read(activity) {
      try {
        return await readOverheard(activity, threads);
      } catch (err) {
        log.warn({ err }, 'Whether something goes on with an answer could not be looked up');
        return null;
      }
    },
  };
}

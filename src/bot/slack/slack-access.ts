import type { webApi } from '@slack/bolt';
import type { RecordStore } from '../../state/state-store.ts';
import type { HttpRoute } from '../bot-adapter.ts';
import { createInstallRoutes } from './install-routes.ts';
import { createInstallations, type Installations } from './installations.ts';
import { readInstalledTeam, workspaceWithin } from './installed-team.ts';
import { createInstalledWorkspaces } from './installed-workspaces.ts';
import type { SlackLog } from './slack-log.ts';
import type { SlackSettings } from './slack-settings.ts';
import type { SlackWorkspace, WorkspaceOf } from './slack-workspace.ts';
import { createTokenCipher } from './token-cipher.ts';

/** The workspaces that are spoken with, and by which tokens. */
export interface SlackAccess {
  readonly workspaceOf: WorkspaceOf;
  /** Null where one token is configured. */
  readonly installations: Installations | null;
  /** Where the app is installed. */
  readonly routes: readonly HttpRoute[];
  /** @throws what Slack answers where it refuses the configured token. */
  check(): Promise<unknown>;
}

export interface SlackAccessOptions {
  readonly settings: SlackSettings;
  readonly state: RecordStore;
  readonly clientOptions: webApi.WebClientOptions;
  readonly log: SlackLog;
  /**
   * @param ownTeams workspaces whose members count as the company's own, beside that of the token.
   * @param within the workspace that is spoken with, where the token is that of a whole organisation.
   */
  readonly build: (
    botToken: string,
    ownTeams: readonly string[],
    within: string | undefined,
  ) => SlackWorkspace;
}

/** One workspace by its token, or those that install the app. */
export function createSlackAccess(options: SlackAccessOptions): SlackAccess {
  const { settings, state, clientOptions, log, build } = options;
  if ('botToken' in settings) {
    const built = new Map<string | undefined, SlackWorkspace>();
    const workspaceOf = (within: string | undefined): SlackWorkspace => {
      const workspace = built.get(within) ?? build(settings.botToken, [], within);
      built.set(within, workspace);
      return workspace;
    };
    return {
      async workspaceOf(body) {
        const team = readInstalledTeam(body);
        return workspaceOf(team === null ? undefined : workspaceWithin(team));
      },
      installations: null,
      routes: [],
      check: () => workspaceOf(undefined).people.bot(),
    };
  }
  const { oauth, apiUrl } = settings;
  const cipher = createTokenCipher(oauth.tokenKeys);
  const installations = createInstallations({ state, cipher, workspaces: oauth.workspaces });
  return {
    workspaceOf: createInstalledWorkspaces(installations, (token, within) =>
      build(token, oauth.workspaces, within),
    ),
    installations,
    routes: createInstallRoutes({ oauth, apiUrl, installations, clientOptions, log }),
    check: async () => {},
  };
}

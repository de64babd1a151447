import type { Installation, InstallationQuery, InstallationStore } from '@slack/oauth';
import { z } from 'zod';
import { AppError } from '../../operations/app-error.ts';
import type { RecordStore } from '../../state/state-store.ts';
import type { InstalledTeam } from './installed-team.ts';
import type { TokenCipher } from './token-cipher.ts';

const kind = 'slack_installation';

/** What is kept of an installation; its installer's own token is not, as nothing is done in their name. */
const schema = z.object({ botToken: z.string(), installedBy: z.string() });

export interface Installations extends InstallationStore {
  /** @returns null where the app is not installed there, or may not be. @throws AppError where the token cannot be read. */
  find(team: InstalledTeam): Promise<string | null>;
  /** The token that is kept, whether or not it may be used; null where there is none. @throws AppError as `find`. */
  read(team: InstalledTeam): Promise<string | null>;
  remove(team: InstalledTeam): Promise<void>;
  /** All that installed the app, whether or not they may still. */
  list(): Promise<readonly Installed[]>;
  /** Whether a workspace or an organisation may install the app. */
  isAllowed(team: Pick<InstalledTeam, 'teamId' | 'enterpriseId'>): boolean;
}

/** A workspace or an organisation, by its id, with its token, or what keeps that from being read. */
export type Installed =
  | { readonly id: string; readonly token: string; readonly problem: null }
  | { readonly id: string; readonly token: null; readonly problem: string };

/** More are not looked at. */
const mostListed = 200;

export interface InstallationsOptions {
  readonly state: Pick<RecordStore, 'readRecord' | 'writeRecord' | 'deleteRecord' | 'listRecords'>;
  readonly cipher: TokenCipher;
  /** Ids of workspaces and organisations that may install the app. */
  readonly workspaces: readonly string[];
}

/** Tokens of the workspaces that installed the app, encrypted, where all replicas find them. */
export function createInstallations({ state, cipher, workspaces }: InstallationsOptions): Installations {
  const allowed = new Set(workspaces);
  const isAllowed: Installations['isAllowed'] = ({ teamId, enterpriseId }) =>
    [teamId, enterpriseId].some((one) => one !== undefined && allowed.has(one));

  async function read(team: InstalledTeam): Promise<string | null> {
    const id = keyOf(team);
    const sealed = await state.readRecord(kind, id);
    return sealed === null ? null : open(sealed, id);
  }

  const open = (sealed: string, id: string): string =>
    schema.parse(JSON.parse(cipher.open(sealed, id))).botToken;

  const remove = (team: InstalledTeam): Promise<void> => state.deleteRecord(kind, keyOf(team));

  return {
    isAllowed,
    find: async (team) => (isAllowed(team) ? await read(team) : null),
    read,
    remove,
    async list() {
      const records = await state.listRecords(kind, mostListed);
      return records.map(({ id, json }): Installed => {
        try {
          return { id, token: open(json, id), problem: null };
        } catch (error) {
          return { id, token: null, problem: error instanceof Error ? error.message : String(error) };
        }
      });
    },
    async storeInstallation(installation) {
      const team = teamOf(installation);
      const { bot, user } = installation;
      if (!isAllowed(team) || bot === undefined)
        throw new AppError('invalid_config', `${keyOf(team)} is not among SLACK_WORKSPACES.`);
      const kept = JSON.stringify({ botToken: bot.token, installedBy: user.id });
      const id = keyOf(team);
      await state.writeRecord(kind, id, cipher.seal(kept, id), null);
    },
    async fetchInstallation() {
      // Bolt is told the token of each event by the adapter itself.
      throw new Error('installations are found by `find`');
    },
    deleteInstallation: (query) => remove(queriedTeam(query)),
  };
}

function keyOf({ teamId, enterpriseId, isEnterpriseInstall }: InstalledTeam): string {
  return isEnterpriseInstall && enterpriseId !== undefined ? enterpriseId : (teamId ?? enterpriseId ?? '');
}

/** The workspace or organisation of an installation. */
export function teamOf({ team, enterprise, isEnterpriseInstall }: Installation): InstalledTeam {
  return {
    teamId: team?.id,
    enterpriseId: enterprise?.id,
    isEnterpriseInstall: isEnterpriseInstall === true,
  };
}

function queriedTeam({
  teamId,
  enterpriseId,
  isEnterpriseInstall,
}: InstallationQuery<boolean>): InstalledTeam {
  return { teamId, enterpriseId, isEnterpriseInstall };
}

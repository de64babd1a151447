import { AppError } from '../../operations/app-error.ts';
import type { Installations } from './installations.ts';
import { type InstalledTeam, readInstalledTeam, workspaceWithin } from './installed-team.ts';
import type { SlackWorkspace, WorkspaceOf } from './slack-workspace.ts';

/** Workspaces that are remembered, with what was read of their people. */
const workspacesKept = 200;

const storageErrors: ReadonlySet<string> = new Set(['storage_unreachable', 'storage_unusable']);

/**
 * The workspaces that installed the app, each with its token as it is now: it may be withdrawn or installed anew. While the state
 * cannot be reached, the last one that was read counts, or nobody could be told that it cannot.
 */
export function createInstalledWorkspaces(
  installations: Pick<Installations, 'find'>,
  build: (botToken: string, within: string | undefined) => SlackWorkspace,
): WorkspaceOf {
  const built = new Map<string, SlackWorkspace>();
  const lastTokens = new Map<string, string>();

  async function tokenOf(team: InstalledTeam): Promise<string | null> {
    const key = JSON.stringify(team);
    try {
      const token = await installations.find(team);
      if (token === null) lastTokens.delete(key);
      else lastTokens.set(key, token);
      return token;
    } catch (error) {
      const last = lastTokens.get(key);
      if (!(error instanceof AppError) || !storageErrors.has(error.code) || last === undefined) throw error;
      return last;
    }
  }

  return async (body) => {
    const team = readInstalledTeam(body);
    const token = team === null ? null : await tokenOf(team);
    if (token === null) {
      const name = team?.teamId ?? team?.enterpriseId ?? 'a workspace without a name';
      throw new AppError('invalid_config', `Orgwise is not installed in ${name}, or may not be any more.`);
    }
    const within = team === null ? undefined : workspaceWithin(team);
    const key = `${token} ${within ?? ''}`;
    const workspace = built.get(key) ?? build(token, within);
    built.set(key, workspace);
    const [oldest] = built.keys();
    if (built.size > workspacesKept && oldest !== undefined) built.delete(oldest);
    return workspace;
  };
}

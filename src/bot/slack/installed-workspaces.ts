import { AppError } from '../../operations/app-error.ts';
import type { Installations } from './installations.ts';
import { readInstalledTeam } from './installed-team.ts';
import type { SlackWorkspace, WorkspaceOf } from './slack-workspace.ts';

/** Workspaces that are remembered, with what was read of their people. */
const workspacesKept = 200;

/** The workspaces that installed the app, each with its token as it is now: it may be withdrawn or installed anew. */
export function createInstalledWorkspaces(
  installations: Pick<Installations, 'find'>,
  build: (botToken: string) => SlackWorkspace,
): WorkspaceOf {
  const built = new Map<string, SlackWorkspace>();
  return async (body) => {
    const team = readInstalledTeam(body);
    const token = team === null ? null : await installations.find(team);
    if (token === null) {
      const name = team?.teamId ?? team?.enterpriseId ?? 'a workspace without a name';
      throw new AppError('invalid_config', `Orgwise is not installed in ${name}, or may not be any more.`);
    }
    const workspace = built.get(token) ?? build(token);
    built.set(token, workspace);
    const [oldest] = built.keys();
    if (built.size > workspacesKept && oldest !== undefined) built.delete(oldest);
    return workspace;
  };
}

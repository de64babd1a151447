import type { Finding } from '../../operations/finding.ts';
import { installPath } from './install-routes.ts';
import type { Installations } from './installations.ts';
import type { TokenWords } from './slack-refusals.ts';

const part = 'slack';

/**
 * Looks at the token of each workspace that installed the app, and names those that may and have not.
 *
 * @param workspaces ids of the workspaces and organisations that may.
 * @param examine asks Slack about a token.
 */
export async function examineInstallations(
  installations: Pick<Installations, 'list'>,
  workspaces: readonly string[],
  examine: (token: string, words: TokenWords) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  let installed: Awaited<ReturnType<Installations['list']>>;
  try {
    installed = await installations.list();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return [{ part, ok: false, message: `It cannot be read which workspaces installed the app: ${said}` }];
  }
  const findings: Finding[] = [];
  for (const { id, token, problem } of installed) {
    if (isForeign(id, workspaces)) findings.push(noLongerNamed(id));
    else if (token === null) findings.push({ part, ok: false, message: `${id}: ${problem}` });
    else findings.push(...(await examine(token, wordsFor(id))));
  }
  const ids = installed.map((one) => one.id);
  const open = workspaces.filter((one) => !ids.includes(one));
  return [...findings, ...open.map((id) => notInstalled(id))];
}

/** A workspace may be named by its organisation, which a token's owner alone tells: it counts as named where any is. */
function isForeign(id: string, workspaces: readonly string[]): boolean {
  return !workspaces.includes(id) && !workspaces.some((one) => one.startsWith('E'));
}

function noLongerNamed(id: string): Finding {
  return {
    part,
    ok: false,
    message: `${id} installed the app, and SLACK_WORKSPACES does not name it: nobody there is answered.`,
    remedy: `Name ${id} in SLACK_WORKSPACES, or remove the app there.`,
  };
}

/** Nothing is wrong with a workspace that may install the app and has not, nor with an organisation whose workspaces do. */
function notInstalled(id: string): Finding {
  return {
    part,
    ok: true,
    message: `${id} may install the app at ${installPath} of this server, and has not as such.`,
  };
}

function wordsFor(id: string): TokenWords {
  const again = `Install the app in ${id} again at ${installPath} of this server`;
  return {
    name: `bot token of ${id}`,
    where: ` in ${id}`,
    remedy: `${again}.`,
    againRemedy: `${again}, or take ${id} out of SLACK_WORKSPACES.`,
    scopeRemedy: (scope) => `${again}; Slack then asks for ${scope} too.`,
  };
}

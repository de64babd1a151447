import type { TeamsSettings } from '../bot/teams/teams-settings.ts';
import type { ConfigMistake } from './invalid-config-error.ts';

const identifier = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * `TEAMS_APP_ID` turns Teams on, with `TEAMS_APP_PASSWORD` and `TEAMS_TENANT_ID`. `TEAMS_AUTHENTICATION=off` takes messages
 * from anybody instead; whoever loads the configuration refuses it outside the sample company.
 */
export function readTeamsEnvironment(
  env: Readonly<Record<string, string>>,
  mistakes: ConfigMistake[],
): TeamsSettings | null {
  const {
    TEAMS_APP_ID: appId,
    TEAMS_APP_PASSWORD: appPassword,
    TEAMS_TENANT_ID: tenantId,
    TEAMS_AUTHENTICATION: authentication,
  } = env;
  if (authentication && authentication !== 'off' && authentication !== 'on') {
    mistakes.push({ path: 'TEAMS_AUTHENTICATION', message: `found '${authentication}'; accepted: on, off.` });
    return null;
  }
  const sensitivity = readSensitivity(env, mistakes);
  if (authentication === 'off') return { authentication: { kind: 'off' }, ...sensitivity };
  if (!appId && !appPassword && !tenantId) return null;
  const found = mistakes.length;
  for (const [path, value, what] of [
    ['TEAMS_APP_ID', appId, "the bot's application (client) id"],
    ['TEAMS_TENANT_ID', tenantId, "the directory (tenant) id of the company's Entra ID"],
  ] as const) {
    if (!value || !identifier.test(value))
      mistakes.push({
        path,
        message: `found ${value ? `'${value}'` : 'nothing'}; accepted: ${what}, as xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.`,
      });
  }
  if (!appPassword)
    mistakes.push({
      path: 'TEAMS_APP_PASSWORD',
      message:
        "found nothing, and Teams' other variables are set; accepted: a client secret of the bot's app.",
    });
  if (mistakes.length > found) return null;
  return {
    authentication: {
      kind: 'app',
      appId: appId ?? '',
      appPassword: appPassword ?? '',
      tenantId: tenantId ?? '',
    },
    ...sensitivity,
  };
}

function readSensitivity(
  { TEAMS_SENSITIVITY_LABEL: name, TEAMS_SENSITIVITY_NOTE: description }: Readonly<Record<string, string>>,
  mistakes: ConfigMistake[],
): Pick<TeamsSettings, 'sensitivity'> {
  if (name) return { sensitivity: { name, ...(description ? { description } : {}) } };
  if (description)
    mistakes.push({
      path: 'TEAMS_SENSITIVITY_LABEL',
      message:
        "found nothing, and TEAMS_SENSITIVITY_NOTE is set; accepted: the label's name, such as Internal.",
    });
  return {};
}

import type { TeamsSettings } from '../bot/teams/teams-settings.ts';
import type { ConfigMistake } from './invalid-config-error.ts';
import { readTeamsEndpoints } from './teams-endpoints-environment.ts';

const identifier = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * `TEAMS_APP_ID` turns Teams on, with `TEAMS_TENANT_ID` and either `TEAMS_APP_PASSWORD` or `TEAMS_MANAGED_IDENTITY=on`.
 * `TEAMS_AUTHENTICATION=off` takes messages from anybody instead; whoever loads the configuration refuses it outside the
 * sample company.
 */
export function readTeamsEnvironment(
  env: Readonly<Record<string, string>>,
  mistakes: ConfigMistake[],
): TeamsSettings | null {
  const {
    TEAMS_APP_ID: appId = '',
    TEAMS_APP_PASSWORD: appPassword = '',
    TEAMS_TENANT_ID: tenantId = '',
    TEAMS_MANAGED_IDENTITY: identity = '',
    TEAMS_AUTHENTICATION: authentication = '',
    TEAMS_OAUTH_CONNECTION: oauthConnection = '',
    TEAMS_FOLLOW_THREADS: followsThreads = '',
  } = env;
  const found = mistakes.length;
  for (const [path, value] of [
    ['TEAMS_AUTHENTICATION', authentication],
    ['TEAMS_MANAGED_IDENTITY', identity],
    ['TEAMS_FOLLOW_THREADS', followsThreads],
  ] as const)
    if (value !== '' && value !== 'off' && value !== 'on')
      mistakes.push({ path, message: `found '${value}'; accepted: on, off.` });
  if (mistakes.length > found) return null;
  const isManaged = identity === 'on';
  const isOff = authentication === 'off';
  if (!isOff && !isManaged && appId === '' && appPassword === '' && tenantId === '') return null;
  const around = {
    ...(followsThreads === 'on' ? { followsThreads: true as const } : {}),
    ...readSensitivity(env, mistakes),
    ...readTeamsEndpoints(env, mistakes),
  };
  if (isOff && oauthConnection !== '')
    mistakes.push({
      path: 'TEAMS_OAUTH_CONNECTION',
      message: `found '${oauthConnection}', and TEAMS_AUTHENTICATION is off; accepted: nothing, as nobody can sign in to a bot that does not.`,
    });
  if (isOff) return mistakes.length > found ? null : { authentication: { kind: 'off' }, ...around };
  for (const [path, value, what] of [
    ['TEAMS_APP_ID', appId, "the bot's application (client) id"],
    ['TEAMS_TENANT_ID', tenantId, "the directory (tenant) id of the company's Entra ID"],
  ] as const) {
    if (!identifier.test(value))
      mistakes.push({
        path,
        message: `found ${value === '' ? 'nothing' : `'${value}'`}; accepted: ${what}, as xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx.`,
      });
  }
  if (isManaged && appPassword !== '')
    mistakes.push({
      path: 'TEAMS_APP_PASSWORD',
      message: 'found a secret, and TEAMS_MANAGED_IDENTITY is on; accepted: one of the two.',
    });
  if (!isManaged && appPassword === '')
    mistakes.push({
      path: 'TEAMS_APP_PASSWORD',
      message:
        "found nothing, and Teams' other variables are set; accepted: a client secret of the bot's app, or none with TEAMS_MANAGED_IDENTITY=on.",
    });
  if (mistakes.length > found) return null;
  return {
    authentication: { kind: 'app', appId, appPassword: isManaged ? null : appPassword, tenantId },
    ...(oauthConnection === '' ? {} : { oauthConnection }),
    ...around,
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

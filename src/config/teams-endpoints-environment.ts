import type { TeamsSettings } from '../bot/teams/teams-settings.ts';
import type { ConfigMistake } from './invalid-config-error.ts';

type Endpoints = NonNullable<TeamsSettings['endpoints']>;

/** Which variable names which service. The Connector needs none: its address comes with each activity, and is vouched for. */
const variables: Readonly<Record<string, keyof Endpoints>> = {
  TEAMS_LOGIN_URL: 'loginUrl',
  TEAMS_OPENID_URL: 'openIdUrl',
  TEAMS_EMULATOR_OPENID_URL: 'emulatorOpenIdUrl',
  TEAMS_TOKEN_ISSUER: 'tokenIssuer',
  TEAMS_TOKEN_SCOPE: 'scope',
  TEAMS_CLIENT_URL: 'clientUrl',
  TEAMS_USER_TOKEN_URL: 'userTokenUrl',
  TEAMS_GRAPH_URL: 'graphUrl',
};

/**
 * Microsoft's services for the US government, as "Configure Azure Bot for US Government" names them. Others are named one by
 * one.
 */
const government: Endpoints = {
  loginUrl: 'https://login.microsoftonline.us',
  openIdUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  emulatorOpenIdUrl:
    'https://login.microsoftonline.us/cab8a31a-1906-4287-a0d8-4eef66b95f6e/v2.0/.well-known/openid-configuration',
  tokenIssuer: 'https://api.botframework.us',
  scope: 'https://api.botframework.us',
  userTokenUrl: 'https://tokengcch.botframework.azure.us',
  graphUrl: 'https://graph.microsoft.us',
  clientUrl: 'https://gov.teams.microsoft.us',
};

/** `TEAMS_CLOUD=usgov` for that cloud, and a variable for each service that is elsewhere still. */
export function readTeamsEndpoints(
  env: Readonly<Record<string, string>>,
  mistakes: ConfigMistake[],
): Pick<TeamsSettings, 'endpoints'> {
  const { TEAMS_CLOUD: cloud = '' } = env;
  if (cloud !== '' && cloud !== 'public' && cloud !== 'usgov')
    mistakes.push({ path: 'TEAMS_CLOUD', message: `found '${cloud}'; accepted: public, usgov.` });
  const named: Record<string, string> = {};
  for (const [path, name] of Object.entries(variables)) {
    const value = env[path];
    if (!value) continue;
    if (isAddress(value)) named[name] = value.replace(/\/$/, '');
    else
      mistakes.push({
        path,
        message: `found ${showAddress(value)}; accepted: an address such as https://login.microsoftonline.us.`,
      });
  }
  const endpoints: Endpoints = { ...(cloud === 'usgov' ? government : {}), ...named };
  return Object.keys(endpoints).length === 0 ? {} : { endpoints };
}

/** Secrets and keys go over HTTPS alone, save to this machine. */
function isAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}

/** Of an address where it leads to, and of anything else how long it is: it may be a secret in the wrong place. */
function showAddress(value: string): string {
  if (!URL.canParse(value)) return `a text of ${value.length} characters`;
  const { protocol, host } = new URL(value);
  return `'${protocol}//${host}'`;
}

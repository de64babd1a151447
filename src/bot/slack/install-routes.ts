import { hkdfSync } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { webApi } from '@slack/bolt';
import { InstallProvider } from '@slack/oauth';
import type { HttpRoute } from '../bot-adapter.ts';
import { botScopes } from './bot-scopes.ts';
import { type Installations, teamOf } from './installations.ts';
import { createBoltLog, type SlackLog } from './slack-log.ts';
import type { SlackOAuth } from './slack-settings.ts';

export const installPath = '/slack/install';
/** The redirect URL of the app ends with it. */
export const redirectPath = '/slack/oauth_redirect';

export interface InstallRoutesOptions extends SlackOAuth {
  readonly installations: Installations;
  readonly clientOptions: webApi.WebClientOptions;
  readonly apiUrl: string | undefined;
  readonly log: SlackLog;
}

/** Where administrators of workspaces install the app, and where Slack brings them back to. */
export function createInstallRoutes(options: InstallRoutesOptions): readonly HttpRoute[] {
  const { oauth, installations, clientOptions, apiUrl = 'https://slack.com/api/', log } = options;
  const provider = new InstallProvider({
    clientId: oauth.clientId,
    clientSecret: oauth.clientSecret,
    installationStore: installations,
    stateSecret: stateSecretOf(oauth.tokenKeys[0] ?? ''),
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    installUrlOptions: { scopes: Object.keys(botScopes) },
    directInstall: true,
    logger: createBoltLog(log),
    clientOptions,
  });
  return [
    {
      method: 'GET',
      path: installPath,
      handle: (request, response) => provider.handleInstallPath(request, response),
    },
    {
      method: 'GET',
      path: redirectPath,
      handle: (request, response) =>
        provider.handleCallback(request, response, {
          async afterInstallation(installation) {
            const team = teamOf(installation);
            if (installations.isAllowed(team)) return true;
            log.warn({ team }, 'A workspace that is not among SLACK_WORKSPACES tried to install the app');
            // The token has come into being all the same.
            await new webApi.WebClient(installation.bot?.token, clientOptions).auth.revoke();
            say(response, 403, 'Orgwise may not be installed in this workspace. Its operator can allow it.');
            return false;
          },
          success(installation) {
            log.debug({ team: teamOf(installation) }, 'The app was installed');
            say(response, 200, 'Orgwise is installed. Go back to Slack and write to it.');
          },
          failure(error) {
            log.warn({ err: error }, 'The app could not be installed');
            say(
              response,
              400,
              'Orgwise could not be installed. Please begin again; its log says what went wrong.',
            );
          },
        }),
    },
  ];
}

/** Signs what comes back with the administrator; all replicas must know it, and it must be none of the keys of tokens. */
function stateSecretOf(tokenKey: string): string {
  const secret = hkdfSync('sha256', Buffer.from(tokenKey, 'base64'), '', 'orgwise slack oauth state', 32);
  return Buffer.from(secret).toString('base64');
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(`${text}\n`);
}

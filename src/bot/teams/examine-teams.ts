import type { Finding } from '../../operations/finding.ts';
import { type BotToken, LoginError } from './bot-token.ts';

/** What to do about Entra ID's refusals ("Microsoft Entra authentication and authorization error codes"). */
const remedies: Readonly<Record<number, { readonly message: string; readonly remedy: string }>> = {
  7000215: {
    message: 'Entra ID does not accept the client secret.',
    remedy:
      "Set TEAMS_APP_PASSWORD to the value (not the id) of a client secret of the bot's app registration.",
  },
  7000222: {
    message: 'The client secret has expired.',
    remedy: "Make a new client secret in the bot's app registration and set TEAMS_APP_PASSWORD to its value.",
  },
  700016: {
    message: 'Entra ID knows no app of that id in this tenant.',
    remedy: "Set TEAMS_APP_ID to the bot's application (client) id, and TEAMS_TENANT_ID to its tenant's.",
  },
  90002: {
    message: 'Entra ID knows no tenant of that id.',
    remedy: 'Set TEAMS_TENANT_ID to the directory (tenant) id that the overview of Entra ID shows.',
  },
};

/** Asks Entra ID for the bot's token. @param token null where authentication is off. */
export async function examineTeams(token: BotToken | null): Promise<readonly Finding[]> {
  if (token === null) {
    return [
      {
        part: 'teams',
        ok: true,
        message:
          'Authentication is off (TEAMS_AUTHENTICATION): anybody who reaches the port may ask as anybody in the sample company.',
      },
    ];
  }
  try {
    await token.read();
    return [{ part: 'teams', ok: true, message: 'Entra ID gave the bot a token to speak to Teams with.' }];
  } catch (error) {
    return [describe(error)];
  }
}

function describe(error: unknown): Finding {
  const known = error instanceof LoginError && error.code !== null ? remedies[error.code] : undefined;
  if (known !== undefined) return { part: 'teams', ok: false, ...known };
  if (error instanceof LoginError && error.code !== null) {
    return {
      part: 'teams',
      ok: false,
      message: `Entra ID refused to give the bot a token: ${error.message.split('\n')[0]}`,
      remedy:
        "Check TEAMS_APP_ID, TEAMS_APP_PASSWORD and TEAMS_TENANT_ID against the bot's app registration.",
    };
  }
  return {
    part: 'teams',
    ok: false,
    message: `Entra ID could not be asked for a token: ${error instanceof Error ? error.message : String(error)}.`,
    remedy:
      'Let this machine reach login.microsoftonline.com over HTTPS, through its proxy where there is one; with TEAMS_MANAGED_IDENTITY, give it the identity whose client id is TEAMS_APP_ID.',
  };
}

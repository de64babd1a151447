import { webApi } from '@slack/bolt';
import type { Finding } from '../../operations/finding.ts';
import { botScopes } from './bot-scopes.ts';
import { describeRefusal, type TokenWords } from './slack-refusals.ts';

const part = 'slack';
/** People looked at for an address. */
const peopleLookedAt = 50;

/** Asks Slack whose a bot token is, what it is granted, and whether people's addresses can be read with it. */
export async function examineBotToken(
  client: webApi.WebClient,
  words: TokenWords,
): Promise<readonly Finding[]> {
  try {
    const { team, user, response_metadata, is_enterprise_install } = await client.auth.test();
    const within = is_enterprise_install === true ? await firstWorkspace(client) : undefined;
    if (within === null) return [addedNowhere(words)];
    const granted = response_metadata?.scopes ?? [];
    const missing = Object.keys(botScopes).filter((one) => !granted.includes(one));
    return [
      { part, ok: true, message: `The ${words.name} is that of ${user} in ${team}.` },
      ...missing.map((scope) => missingScope(scope, words)),
      ...(missing.some((one) => one.startsWith('users:'))
        ? []
        : [await examineAddresses(client, words, within)]),
    ];
  } catch (error) {
    return [describeFailure(error, words)];
  }
}

/** One of the workspaces that an organisation's administrators added the app to; null where there is none. */
async function firstWorkspace(client: webApi.WebClient): Promise<string | null> {
  const { teams = [] } = await client.auth.teams.list({ limit: 1 });
  return teams[0]?.id ?? null;
}

function addedNowhere({ name }: TokenWords): Finding {
  return {
    part,
    ok: false,
    message: `The ${name} is that of a whole organisation, which has added the app to no workspace: nobody is answered.`,
    remedy: 'Let an administrator of the organisation add the app to its workspaces.',
  };
}

function missingScope(scope: string, { name, scopeRemedy }: TokenWords): Finding {
  return {
    part,
    ok: false,
    message: `The ${name} lacks the scope ${scope}: without it, ${botScopes[scope]}.`,
    remedy: scopeRemedy(scope),
  };
}

/** An address is what the directory knows people by; a workspace may hide it in spite of the scope. */
async function examineAddresses(
  client: webApi.WebClient,
  { where }: TokenWords,
  within: string | undefined,
): Promise<Finding> {
  const { members = [] } = await client.users.list({
    limit: peopleLookedAt,
    ...(within === undefined ? {} : { team_id: within }),
  });
  const people = members.filter(
    (one) => one.is_bot !== true && one.deleted !== true && one.id !== 'USLACKBOT',
  );
  const known = people.filter((one) => one.profile?.email !== undefined).length;
  if (known > 0 || people.length === 0) {
    return {
      part,
      ok: true,
      message: `Slack shows the addresses of ${known} of ${people.length} people looked at${where}.`,
    };
  }
  return {
    part,
    ok: false,
    message: `Slack shows nobody's address${where}, so that nobody can be recognised and nobody is answered.`,
    remedy:
      'Reinstall the app with users:read.email; if that stays, ask the owner of the workspace to let apps see addresses.',
  };
}

/** What went wrong when Slack was asked about a token. */
export function describeFailure(error: unknown, words: TokenWords): Finding {
  if (error instanceof webApi.WebAPIPlatformError)
    return { part, ok: false, ...describeRefusal(error.data.error, words) };
  const said = error instanceof Error ? error.message : String(error);
  return {
    part,
    ok: false,
    message: `Slack could not be asked about the ${words.name}: ${said}`,
    remedy:
      'Let this machine reach slack.com over HTTPS, through its proxy where there is one; check SLACK_API_URL if set.',
  };
}

import { type TeamsChannelAccount, TeamsInfo, type TurnContext } from 'botbuilder';
import type { DirectoryAddresses } from '../directory-addresses.ts';
import type { JoinMarks } from '../join-marks.ts';
import type { Sender } from '../message.ts';
import { unknownMembers } from '../unknown-members.ts';
import { asDirectoryHas } from './as-directory-has.ts';
import type { MetPeople } from './met-people.ts';
import type { SignedInPeople } from './signed-in-people.ts';
import { statusOf } from './status-of.ts';
import type { TeamsPlace } from './teams-event.ts';

/** Who is who in Teams' rosters. */
export interface TeamsMembers {
  /** @throws what the library throws where the roster cannot be read. */
  sender(context: TurnContext, place: TeamsPlace): Promise<Sender>;
  /** Addresses of people in a place, by their ids in Teams; of those whom its roster does not tell, or who are no colleagues, none. */
  addresses(
    context: TurnContext,
    place: TeamsPlace,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, string>>;
  /** Everybody who can see the answer; undefined for the sender alone. */
  audience(context: TurnContext, place: TeamsPlace): Promise<readonly Sender[] | undefined>;
  /** Entra object ids of people who were seen of late, by their address in small letters. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Somebody was added to a place: its roster is read anew, by every replica. */
  joined(roster: string): Promise<void>;
}

export interface TeamsMembersOptions {
  /** People of other tenants are guests; null believes all. */
  readonly tenantId: string | null;
  /** Who was met before: the bot cannot look people up where it was not added. */
  readonly people: MetPeople;
  /** Those who signed in have further addresses; null where nobody can. */
  readonly signedIn: SignedInPeople | null;
  /** Null where the directory knows nobody by an account of Entra ID. */
  readonly directory: DirectoryAddresses | null;
  readonly joins: JoinMarks;
  readonly log: { warn(details: object, message: string): void };
}

/** Teams asks that rosters be kept; whoever is added ends that, where it tells the bot. */
const keptMs = 10 * 60 * 1000;

/** Rosters and people that are kept at most. */
const mostKept = 2000;

/** Addresses of people that are kept, with their accounts: those of a whole roster. */
const mostAccounts = 30_000;

/** The service gives up to 500 at a time ("Get Teams specific context for your bot"). */
const pageSize = 500;
/** A team has up to 25,000 members ("Limits and specifications for Microsoft Teams"). */
const mostPages = 50;

/** People whom a question mentions, who are looked up one by one. */
const mostMentioned = 10;

export function createTeamsMembers(options: TeamsMembersOptions): TeamsMembers {
  const { tenantId, people, signedIn, directory, joins, log } = options;
  const senders = new Map<string, Kept<Sender>>();
  const rosters = new Map<string, Kept<readonly Sender[]>>();
  const accounts = new Map<string, string>();

  function toSender(member: TeamsChannelAccount): Sender {
    const accountId = member.aadObjectId || member.id;
    const address = member.email || member.userPrincipalName;
    const standing = standingOf(member, tenantId);
    // Somebody of another company can have an address there that this directory gives to somebody else.
    if (standing !== undefined) return { accountId, standing };
    if (!address || !isOwn(member, tenantId)) return { accountId };
    if (member.aadObjectId) remember(accounts, address.toLowerCase(), member.aadObjectId, mostAccounts);
    return { accountId, email: address };
  }

  async function readRoster(context: TurnContext, id: string): Promise<readonly Sender[]> {
    const members: Sender[] = [];
    let continuation: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const read = await TeamsInfo.getPagedTeamMembers(context, id, pageSize, continuation);
      members.push(...read.members.map(toSender));
      continuation = read.continuationToken || undefined;
      if (continuation === undefined) return members;
    }
    log.warn(
      { roster: id, members: members.length },
      'A roster is too long to be read; least rights are used',
    );
    return [...members, unknownMembers];
  }

  /** What the directory says of accounts counts before what Teams says. */
  async function asKnown(found: readonly Sender[]): Promise<readonly Sender[]> {
    const known = await asDirectoryHas(found, directory);
    for (const [at, one] of known.entries())
      if (one !== found[at] && one.email !== undefined)
        remember(accounts, one.email.toLowerCase(), one.accountId, mostAccounts);
    return known;
  }

  const readMember = (context: TurnContext, roster: string, id: string): Promise<Sender> =>
    keep(senders, `${roster} ${id}`, async () =>
      toSender(await TeamsInfo.getTeamMember(context, roster, id)),
    );

  async function readSender(
    context: TurnContext,
    { sender: { id, aadObjectId, isBot }, roster }: TeamsPlace,
  ): Promise<Sender> {
    if (isBot === true) return { accountId: aadObjectId ?? id, standing: 'bot' };
    const otherEmails = aadObjectId === undefined ? null : ((await signedIn?.find(aadObjectId)) ?? null);
    const others = otherEmails === null ? {} : { otherEmails };
    try {
      const known = await readMember(context, roster, id);
      return known.standing === undefined ? { ...known, ...others } : known;
    } catch (error) {
      const status = statusOf(error);
      if (status !== 403 && status !== 404) throw error;
      const met = aadObjectId === undefined ? null : await people.find(aadObjectId);
      if (met === null && otherEmails === null && status === 403) throw error;
      return { accountId: aadObjectId ?? id, ...(met === null ? {} : { email: met.email }), ...others };
    }
  }

  return {
    accounts,
    async addresses(context, { roster }, ids) {
      const found = await Promise.all(
        [...new Set(ids)].slice(0, mostMentioned).map(async (id) => {
          try {
            const [{ email } = unknownMembers] = await asKnown([await readMember(context, roster, id)]);
            return email === undefined ? [] : [[id, email] as const];
          } catch (err) {
            log.warn({ err, roster }, 'Somebody who is mentioned could not be looked up; their name counts');
            return [];
          }
        }),
      );
      return new Map(found.flat());
    },
    async sender(context, place) {
      const read = await readSender(context, place);
      return (await asKnown([read]))[0] ?? read;
    },
    async audience(context, { audience }) {
      if (audience === undefined) return undefined;
      if (audience.kind === 'unknown') return [unknownMembers];
      try {
        const key = `${audience.id} ${await joins.read(audience.id)}`;
        return await keep(rosters, key, async () => asKnown(await readRoster(context, audience.id)));
      } catch (err) {
        log.warn({ err, roster: audience.id }, 'A roster cannot be read; least rights are used');
        return [unknownMembers];
      }
    },
    joined: joins.set,
  };
}

/** What the roster calls those of the company's own; one that says nothing of it leaves it to the tenant. */
const ownRoles: ReadonlySet<string> = new Set(['', 'owner', 'user']);

/** Whether the roster says that somebody is of this tenant. Where it does not, nothing is believed of their address. */
const isOwn = ({ userRole = '', tenantId }: TeamsChannelAccount, own: string | null): boolean =>
  own === null || (tenantId?.toLowerCase() === own.toLowerCase() && ownRoles.has(userRole.toLowerCase()));

/** Why Teams does not count somebody as one of the company's own; undefined for its members, and where it does not tell. */
function standingOf(
  { id, userRole = '', tenantId }: TeamsChannelAccount,
  own: string | null,
): Sender['standing'] {
  if (id.startsWith('28:')) return 'bot';
  switch (userRole.toLowerCase()) {
    case 'guest':
      return 'guest';
    case 'anonymous':
      return 'external';
    default:
      return own !== null && tenantId && tenantId.toLowerCase() !== own.toLowerCase()
        ? 'other_tenant'
        : undefined;
  }
}

interface Kept<Value> {
  readonly value: Value;
  readonly until: number;
}

async function keep<Value>(
  map: Map<string, Kept<Value>>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> {
  const kept = map.get(key);
  if (kept !== undefined && kept.until > Date.now()) return kept.value;
  const value = await read();
  remember(map, key, { value, until: Date.now() + keptMs });
  return value;
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value, most = mostKept): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next().value;
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}

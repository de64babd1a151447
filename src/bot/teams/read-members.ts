import { type TeamsChannelAccount, TeamsInfo, type TurnContext } from 'botbuilder';
import type { Sender } from '../message.ts';
import { statusOf } from './status-of.ts';
import type { TeamsQuestion } from './teams-event.ts';

/** Who is who in Teams' rosters. */
export interface TeamsMembers {
  /** @throws what the library throws where the roster cannot be read. */
  sender(context: TurnContext, question: TeamsQuestion): Promise<Sender>;
  /** Everybody who can see the answer; undefined for the sender alone. */
  audience(context: TurnContext, question: TeamsQuestion): Promise<readonly Sender[] | undefined>;
}

export interface TeamsMembersOptions {
  /** People of other tenants are guests; null believes all. */
  readonly tenantId: string | null;
  readonly log: { warn(details: object, message: string): void };
}

/** Teams asks that rosters be kept, and a person who joins a channel sees old answers there anyway. */
const keptMs = 10 * 60 * 1000;

/** Rosters and people that are kept at most. */
const mostKept = 2000;

/** The service gives up to 500 at a time ("Get Teams specific context for your bot"). */
const pageSize = 500;
const mostPages = 2;

/** Roles of people who are no members of the tenant. */
const outsideRoles = ['guest', 'anonymous'];

/** Stands for those whom nobody looked at; without an address, it may read nothing, and so may all. */
const unknownMember: Sender = { accountId: 'unknown' };

export function createTeamsMembers({ tenantId, log }: TeamsMembersOptions): TeamsMembers {
  const senders = new Map<string, Kept<Sender>>();
  const rosters = new Map<string, Kept<readonly Sender[]>>();

  function toSender(member: TeamsChannelAccount): Sender {
    const accountId = member.aadObjectId || member.id;
    const address = member.email || member.userPrincipalName;
    const isGuest =
      outsideRoles.includes((member.userRole ?? '').toLowerCase()) ||
      (tenantId !== null && !!member.tenantId && member.tenantId !== tenantId);
    // Somebody of another company can have an address there that this directory gives to somebody else.
    return isGuest || !address ? { accountId } : { accountId, email: address };
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
    return [...members, unknownMember];
  }

  return {
    async sender(context, { sender: { id, aadObjectId }, roster }) {
      try {
        return await keep(senders, `${roster} ${id}`, async () =>
          toSender(await TeamsInfo.getTeamMember(context, roster, id)),
        );
      } catch (error) {
        if (statusOf(error) !== 404) throw error;
        return { accountId: aadObjectId ?? id };
      }
    },
    async audience(context, { audience }) {
      if (audience === undefined) return undefined;
      if (audience.kind === 'unknown') return [unknownMember];
      try {
        return await keep(rosters, audience.id, () => readRoster(context, audience.id));
      } catch (err) {
        log.warn({ err, roster: audience.id }, 'A roster cannot be read; least rights are used');
        return [unknownMember];
      }
    },
  };
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
  map.delete(key);
  map.set(key, { value, until: Date.now() + keptMs });
  const oldest = map.keys().next().value;
  if (map.size > mostKept && oldest !== undefined) map.delete(oldest);
  return value;
}

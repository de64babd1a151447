import type { TurnContext } from 'botbuilder';
import type { TeamsMembers } from './read-members.ts';
import { statusOf } from './status-of.ts';
import type { TeamsPlace } from './teams-event.ts';
import { accountOf, type PeopleThere } from './to-message.ts';

/** Who asks, and who reads along, also where the bot was not added. */
export async function readPeople(
  members: TeamsMembers,
  context: TurnContext,
  place: TeamsPlace,
): Promise<PeopleThere> {
  const [sender, audience] = await Promise.all([
    members.sender(context, place).catch((error: unknown) => {
      // Where the bot was not added, nobody tells it who asks.
      if (statusOf(error) !== 403) throw error;
      return { accountId: accountOf(place) };
    }),
    members.audience(context, place),
  ]);
  return { sender, audience };
}

/** Nothing is known of the account but its id. */
export function isUnmet({ sender }: Pick<PeopleThere, 'sender'>): boolean {
  const { email, otherEmails, standing } = sender;
  return email === undefined && otherEmails === undefined && standing === undefined;
}

import { z } from 'zod';
import type { Sender } from '../message.ts';
import type { BotIdentity } from './slack-people.ts';

/** What is read of a user object ("User object" in Slack's reference). */
const userSchema = z.object({
  id: z.string().default(''),
  team_id: z.string().optional(),
  deleted: z.boolean().optional(),
  is_bot: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  is_email_confirmed: z.boolean().optional(),
  real_name: z.string().optional(),
  tz: z.string().optional(),
  locale: z.string().optional(),
  enterprise_user: z.object({ enterprise_id: z.string().optional() }).optional(),
  profile: z
    .object({
      email: z.string().optional(),
      real_name: z.string().optional(),
      image_192: z.string().optional(),
      image_72: z.string().optional(),
    })
    .optional(),
});

/** An account, as far as answers need it. */
export interface Account extends Sender {
  readonly name: string;
  readonly timeZone?: string;
  /** IETF tag. */
  readonly locale?: string;
  /** Address of a picture. */
  readonly photo?: string;
  readonly isDeactivated?: true;
}

/**
 * Slack's user as an account. An address is believed of the company's own members alone.
 *
 * @param ownTeams workspaces and organisations that are the company's own, beside the bot's.
 */
export function readAccount(user: unknown, bot: BotIdentity, ownTeams: readonly string[] = []): Account {
  const read = userSchema.parse(user);
  const { profile, tz, locale } = read;
  const standing = standingOf(read, bot, ownTeams);
  const isTrusted = standing === null && read.is_email_confirmed !== false && read.deleted !== true;
  const email = isTrusted ? profile?.email : undefined;
  const photo = profile?.image_192 ?? profile?.image_72;
  return {
    accountId: read.id,
    name: profile?.real_name ?? read.real_name ?? '',
    ...(standing === null ? {} : { standing }),
    ...(email === undefined ? {} : { email }),
    ...(tz === undefined ? {} : { timeZone: tz }),
    ...(locale === undefined ? {} : { locale }),
    ...(photo?.startsWith('https://') ? { photo } : {}),
    ...(read.deleted === true ? { isDeactivated: true } : {}),
  };
}

/** Over Slack Connect, another company's administrators say what addresses their accounts have. */
function standingOf(
  user: z.infer<typeof userSchema>,
  { teamId, enterpriseId }: BotIdentity,
  ownTeams: readonly string[],
): NonNullable<Sender['standing']> | null {
  const own = [teamId, ...ownTeams, ...(enterpriseId === null ? [] : [enterpriseId])];
  const isOwn = [user.team_id, user.enterprise_user?.enterprise_id].some(
    (one) => one !== undefined && own.includes(one),
  );
  if (user.is_bot === true || user.id === 'USLACKBOT') return 'bot';
  // "Stranger": in no channel that the two workspaces share.
  if (!isOwn) return user.is_stranger === true ? 'other_tenant' : 'external';
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'guest' : null;
}

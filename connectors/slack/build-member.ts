import type { EmployeeRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import type { OwnTeam } from './slack-api.ts';
import type { SlackSettings } from './slack-options.ts';
import type { SlackMember } from './slack-schemas.ts';

/**
 * Whether an account belongs to somebody of the company who still uses it. Over Slack Connect, members of other companies are
 * listed too, and what their addresses are is for those to say.
 */
export function isMember(
  member: SlackMember,
  own: OwnTeam,
  { guests }: Pick<SlackSettings, 'guests'>,
): boolean {
  if (member.deleted === true || member.is_bot === true || member.id === 'USLACKBOT') return false;
  if (member.is_stranger === true) return false;
  const enterprise = member.enterprise_user?.enterprise_id;
  const isOwn =
    member.team_id === own.teamId || (own.enterpriseId !== null && enterprise === own.enterpriseId);
  if (!isOwn) return false;
  return guests || (member.is_restricted !== true && member.is_ultra_restricted !== true);
}

/** The address, where Slack has confirmed that it is the member's. */
export function addressOf({ profile, is_email_confirmed }: SlackMember): string | undefined {
  return is_email_confirmed === false ? undefined : profile?.email?.toLowerCase();
}

/** An account of somebody whom another source knows. */
export function buildAccount(member: SlackMember, own: OwnTeam): EmployeeRecord {
  return {
    isAccount: true,
    ...commonOf(member, own),
    ...withoutAbsent({ email: addressOf(member), timeZone: member.tz }),
  };
}

/** A person, where Slack is the list of people. */
export function buildEmployee(member: SlackMember, own: OwnTeam): EmployeeRecord {
  const common = commonOf(member, own);
  const image = imageOf(member);
  const aliases = [member.profile?.display_name, member.real_name].filter(
    (alias): alias is string => alias !== undefined && alias !== common.name,
  );
  return {
    ...common,
    ...withoutAbsent({
      email: addressOf(member),
      title: member.profile?.title,
      timeZone: member.tz,
      aliases: aliases.length === 0 ? undefined : [...new Set(aliases)],
      extra: image === undefined ? undefined : { image },
    }),
  };
}

function commonOf({ id, updated, profile, real_name, name }: SlackMember, { teamId }: OwnTeam) {
  return {
    kind: 'employee' as const,
    key: id,
    name: profile?.real_name ?? real_name ?? profile?.display_name ?? name ?? id,
    url: `slack://user?team=${teamId}&id=${id}`,
    place: placeOfMember(id),
    ...(typeof updated === 'number' && updated > 0
      ? { updatedAt: new Date(updated * 1000).toISOString() }
      : {}),
  };
}

export function placeOfMember(id: string): string {
  return `Slack member ${id}`;
}

function imageOf({ profile }: SlackMember): string | undefined {
  return profile?.image_192?.startsWith('https://') ? profile.image_192 : undefined;
}

import { z } from 'zod';

/** Where an app is installed: a workspace, or a whole Enterprise organisation. */
export interface InstalledTeam {
  readonly teamId: string | undefined;
  readonly enterpriseId: string | undefined;
  readonly isEnterpriseInstall: boolean;
}

const id = z.string().nullish();
const flag = z.union([z.boolean(), z.string()]).nullish();

const schema = z.object({
  team_id: id,
  enterprise_id: id,
  is_enterprise_install: flag,
  team: z.object({ id }).nullish(),
  enterprise: z.object({ id }).nullish(),
  /** Of an event: whose installation it is told to; its `team_id` may be the other side of a shared channel. */
  authorizations: z
    .array(z.object({ team_id: id, enterprise_id: id, is_enterprise_install: flag }))
    .nullish(),
});

/**
 * The workspace in which a request was made, where the app is installed in a whole organisation: Slack wants it named then, as the token
 * does not tell ("Developing apps for organizations").
 */
export function workspaceWithin({ teamId, isEnterpriseInstall }: InstalledTeam): string | undefined {
  return isEnterpriseInstall && teamId?.startsWith('T') ? teamId : undefined;
}

/** The installation that a request is for; null where it names none. */
export function readInstalledTeam(body: unknown): InstalledTeam | null {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return null;
  const { authorizations, team, enterprise, ...own } = parsed.data;
  const told = authorizations?.[0] ?? own;
  const teamId = told.team_id ?? team?.id ?? undefined;
  const enterpriseId = told.enterprise_id ?? enterprise?.id ?? undefined;
  const isWhole = told.is_enterprise_install ?? own.is_enterprise_install;
  if (teamId === undefined && enterpriseId === undefined) return null;
  return { teamId, enterpriseId, isEnterpriseInstall: isWhole === true || isWhole === 'true' };
}

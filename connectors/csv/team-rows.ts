import type { TeamRecord } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import type { ColumnDefinitions } from './column-definition.ts';
import type { TeamsFileOptions } from './csv-options.ts';
import type { RowReader } from './row-reader.ts';

type TeamField = keyof TeamsFileOptions['columns'];

export const teamColumns: ColumnDefinitions<TeamField> = {
  id: { headers: ['id', 'key', 'team_id'], required: true },
  name: { headers: ['name', 'team_name', 'team'], required: true, several: true },
  aliases: { headers: ['also_known_as', 'aliases', 'alias', 'known_as', 'short_name'], several: true },
  kind: { headers: ['kind', 'type'] },
  parent: { headers: ['parent', 'parent_id', 'parent_team', 'part_of'] },
  mission: { headers: ['mission', 'purpose', 'charter', 'description'] },
  leads: { headers: ['lead', 'leads', 'team_lead', 'head', 'manager'], several: true },
  members: { headers: ['members', 'member', 'people'], several: true },
  url: { headers: ['url', 'link'] },
  updated: { headers: ['updated', 'updated_at', 'last_updated', 'modified', 'last_modified'], date: true },
};

/** @returns a message instead where the row cannot be taken as a team. */
export function buildTeam(row: RowReader<TeamField>, key: string): TeamRecord | string {
  const name = row.joined('name');
  if (name === undefined) return 'The row has no name; fill it in.';
  const leads = [...(row.list('leads') ?? []).map((person) => ({ person, role: 'lead' })), ...row.leads()];
  return {
    kind: 'team',
    key,
    name,
    place: row.place,
    ...withoutAbsent({
      aliases: row.list('aliases'),
      teamKind: row.text('kind'),
      parent: row.text('parent'),
      mission: row.text('mission'),
      leads: leads.length > 0 ? leads : undefined,
      members: row.list('members')?.map((person) => ({ person })),
      url: row.url('url', key),
      updatedAt: row.instant('updated'),
      extra: row.extra(),
    }),
  };
}

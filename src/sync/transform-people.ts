import type { EmployeeRecord, TeamRecord } from '../../connectors/connector.ts';
import type { NodeRecord } from '../graph/changes.ts';
import { foldText } from '../graph/fold-text.ts';
import { employmentSpells } from './employment-spells.ts';
import { type End, type Reference, sealNode } from './graph-records.ts';
import { recordId } from './node-ids.ts';
import { commonProperties, withoutNulls } from './record-properties.ts';
import type { SharedNodes } from './shared-nodes.ts';

/** A title that names the head of the company; not those who work for that head. */
const isChiefExecutive =
  /^(?!.*\b(?:assistant|adviser|advisor|office|staff|deputy|vice|former|ex|to)\b.*\b(?:CEO|chief executive officer)\b).*\b(?:CEO|chief executive officer)\b/i;

/** Days of a person's relationships: what holds of somebody who left ends the day after the last one. */
function periodOf(record: EmployeeRecord): { validTo?: string } {
  if (record.endDate === undefined) return {};
  const after = new Date(`${record.endDate}T00:00:00Z`);
  after.setUTCDate(after.getUTCDate() + 1);
  return { validTo: after.toISOString().slice(0, 10) };
}

export function transformEmployee(
  record: EmployeeRecord,
  source: string,
  shared: SharedNodes,
): { readonly node: NodeRecord; readonly references: readonly Reference[] } {
  const id = recordId('employee', source, record.key);
  const from: End = { id };
  const common = { from, place: record.place, ...periodOf(record) };
  const references: Reference[] = [];
  if (record.company !== undefined && record.company.trim() !== '') {
    const to = { id: shared.use('Company', record.company) };
    references.push({
      ...common,
      type: 'WORKS_FOR',
      to,
      ...(record.startDate !== undefined && { validFrom: record.startDate }),
    });
    if (isChiefExecutive.test(record.title ?? ''))
      references.push({ ...common, type: 'LEADS', to, role: 'CEO' });
  }
  if (record.title !== undefined && record.title.trim() !== '')
    references.push({ ...common, type: 'HELD', to: { id: shared.use('Position', record.title) } });
  if (record.manager !== undefined)
    references.push({ ...common, type: 'REPORTS_TO', to: { label: 'Employee', text: record.manager } });
  for (const team of record.teams ?? [])
    references.push({ ...common, type: 'MEMBER_OF', to: { label: 'Team', text: team } });
  references.push(...employmentSpells(from, record.history ?? [], shared));
  const node = sealNode({
    id,
    label: 'Employee',
    ...commonProperties(record, source),
    properties: withoutNulls({
      name: record.name,
      aliases: aliasesOf(record),
      email: record.email,
      title: record.title,
      startDate: record.startDate,
      endDate: record.endDate,
      location: record.location,
      timeZone: record.timeZone,
    }),
  });
  return { node, references };
}

/**
 * The aliases given, and the local part of the address where it is an account name of its own ("asilva") rather than
 * the name with dots. The key is found as the key and not repeated.
 */
function aliasesOf(record: EmployeeRecord): readonly string[] | undefined {
  const aliases = [...(record.aliases ?? [])];
  const account = record.email?.split('@')[0];
  if (account !== undefined && /\p{L}/u.test(account)) {
    const letters = (text: string): string => foldText(text).replace(/[^\p{L}\p{N}]/gu, '');
    const known = new Set([record.key, record.name, ...aliases].map(letters));
    if (!known.has(letters(account))) aliases.push(account);
  }
  const names = [...new Set(aliases)].filter((alias) => alias !== record.name);
  return names.length > 0 ? names : undefined;
}

export function transformTeam(
  record: TeamRecord,
  source: string,
): { readonly node: NodeRecord; readonly references: readonly Reference[] } {
  const id = recordId('team', source, record.key);
  const team: End = { id };
  const { place } = record;
  const references: Reference[] = [];
  const person = (text: string): End => ({ label: 'Employee', text });
  if (record.parent !== undefined)
    references.push({ type: 'PART_OF', from: team, to: { label: 'Team', text: record.parent }, place });
  for (const lead of record.leads ?? [])
    references.push({ type: 'LEADS', from: person(lead.person), to: team, role: lead.role, place });
  for (const member of record.members ?? [])
    references.push({
      type: 'MEMBER_OF',
      from: person(member.person),
      to: team,
      ...(member.role !== undefined && { role: member.role }),
      place,
    });
  const node = sealNode({
    id,
    label: 'Team',
    ...commonProperties(record, source),
    properties: withoutNulls({
      name: record.name,
      aliases: record.aliases,
      kind: record.teamKind,
      mission: record.mission,
    }),
  });
  return { node, references };
}

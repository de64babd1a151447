import type { EmployeeRecord } from '../../../connectors/connector.ts';
import type { GraphStore } from '../../graph/graph-store.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import { recordId } from '../node-ids.ts';
import type { ComparedRead } from '../plan-sync.ts';
import { findHeirs, type Heirs } from './find-heirs.ts';
import type { IdentityKnowledge } from './identity-knowledge.ts';
import { accountMark, claimOfIdentity, type PersonClaim, readClaimId } from './person-claim.ts';

export interface ReadClaims extends Heirs {
  readonly claims: readonly PersonClaim[];
  /** Each claim and account that the graph has, to the node of its person. */
  readonly stored: ReadonlyMap<string, string>;
  /** The part of those whose source does not say anything of them this time. */
  readonly held: ReadonlyMap<string, string>;
}

/** What sources say of people: of those that are read their records, of all others what the graph has of them. */
export async function readClaims(
  graph: Pick<GraphStore, 'names' | 'keys' | 'readNodes' | 'relationshipsOf'>,
  reads: readonly ComparedRead[],
  knowledge: Pick<IdentityKnowledge, 'order' | 'decisions' | 'succeeded'>,
): Promise<ReadClaims> {
  const claims = reads.flatMap(({ connector: { source }, fetched }) =>
    fetched.records.flatMap((record) => (record.kind === 'employee' ? [claimOf(record, source)] : [])),
  );
  const stored = new Map<string, string>();
  const held = new Map<string, string>();
  const told = new Set(claims.map(({ id }) => id));
  const readOf = new Map(reads.map((read) => [read.connector.source, read]));
  const isHeld = (id: string, source: string): boolean => {
    const read = readOf.get(source);
    return !told.has(id) && (read === undefined || !read.fetched.complete || read.stays.has(id));
  };
  for (const { id, source, key, name, aliases, email } of await graph.names('Employee', operatorViewer)) {
    stored.set(id, id);
    if (!isHeld(id, source)) continue;
    held.set(id, id);
    claims.push({
      id,
      source,
      key,
      name,
      aliases,
      email,
      location: null,
      teams: [],
      fields: {},
      isAccount: false,
      place: null,
    });
  }
  const ids = (await graph.keys('Identity')).map(({ id }) => id);
  const all = { claims, stored, held };
  if (ids.length === 0) return { ...all, ...findHeirs(all, knowledge) };
  const people = new Map(
    (await graph.relationshipsOf(ids)).flatMap(({ type, from, to }) =>
      type === 'KNOWN_AS' ? [[to, from] as const] : [],
    ),
  );
  for (const { id: node, source, key, extra } of await graph.readNodes(ids, operatorViewer)) {
    const id = claimOfIdentity(node);
    const person = people.get(node);
    if (id === null || person === undefined) continue;
    stored.set(id, person);
    if (readClaimId(id)?.kind !== 'employee' || !isHeld(id, source)) continue;
    held.set(id, person);
    const { name = key, email = null, location = null, aliases, [accountMark]: mark, ...fields } = extra;
    const own = { name, email, location, aliases: aliases === undefined ? [] : aliases.split('\n') };
    const remembered = {
      ...fields,
      ...(email !== null && { email }),
      ...(location !== null && { location }),
    };
    claims.push({
      id,
      source,
      key,
      ...own,
      teams: [],
      fields: remembered,
      isAccount: mark !== undefined,
      place: null,
    });
  }
  return { ...all, ...findHeirs(all, knowledge) };
}

/** What a record says of a person, and what of it may complete another's. */
function claimOf(record: EmployeeRecord, source: string): PersonClaim {
  const { key, name, aliases = [], email = null, location = null, teams = [], place } = record;
  // What an account says of itself, its owner wrote.
  const { title, startDate, timeZone } = record.isAccount === true ? { ...record, title: undefined } : record;
  const fields = Object.entries({ email, title, startDate, location, timeZone }).flatMap(([field, value]) =>
    value == null || value.trim() === '' ? [] : [[field, value] as const],
  );
  return {
    id: recordId('employee', source, key),
    source,
    key,
    name,
    aliases,
    email,
    location,
    teams,
    fields: Object.fromEntries(fields),
    isAccount: record.isAccount === true,
    place,
  };
}

import type { EmployeeRecord, ReadingRule, SourceRecord } from '../../../connectors/connector.ts';
import type { NodeRecord } from '../../graph/changes.ts';
import { type Reference, sealNode } from '../graph-records.ts';
import { recordId } from '../node-ids.ts';
import type { TransformedSource } from '../transform-records.ts';
import type { Identities } from './identities.ts';
import { accountMark, identityId, type PersonClaim, readClaimId } from './person-claim.ts';
import { relationalParts } from './stated-parts.ts';

/**
 * The records of a source as they go in: of a person who has their node from another source, only what that one does not say; of accounts
 * of nobody, nothing.
 * Readers of rules are the people that they mean.
 */
export function uniteRecords(
  source: string,
  records: readonly SourceRecord[],
  identities: Identities,
): readonly SourceRecord[] {
  const isNobody = (record: SourceRecord): boolean =>
    record.kind === 'employee' &&
    record.isAccount === true &&
    identities.personOf(recordId('employee', source, record.key)) ===
      recordId('employee', source, record.key);
  const somebody = records.some(isNobody) ? records.filter((record) => !isNobody(record)) : records;
  return somebody.map((record) => {
    if (record.kind === 'employee') return withoutStated(record, source, identities);
    if (record.kind === 'team') return record;
    return { ...record, readers: uniteReaders(source, record.readers, identities) };
  });
}

/** A reading rule of a source with the people whom its readers mean. */
export function uniteReaders(source: string, rule: ReadingRule, identities: Identities): ReadingRule {
  return rule.map((clause) => clause.map((one) => identities.readerOf(source, one)));
}

function withoutStated(record: EmployeeRecord, source: string, identities: Identities): EmployeeRecord {
  const id = recordId('employee', source, record.key);
  const person = identities.personOf(id);
  if (person === id) return record;
  const taken = new Set<string>(record.isAccount === true ? relationalParts : identities.stated.get(person));
  for (const earlier of identities.absorbed.get(person) ?? []) {
    if (earlier.id === id) break;
    for (const part of identities.stated.get(earlier.id) ?? []) taken.add(part);
  }
  if (relationalParts.some((part) => part !== 'history' && taken.has(part))) taken.add('history');
  return Object.fromEntries(
    Object.entries(record).filter(
      ([part]) => !taken.has(part) || !relationalParts.includes(part as keyof EmployeeRecord),
    ),
  ) as unknown as EmployeeRecord;
}

/** The nodes of a source, with those of people who have theirs from another source as accounts of them. */
export function uniteNodes(transformed: TransformedSource, identities: Identities): TransformedSource {
  const { source } = transformed;
  const known: Reference[] = [];
  const beside = (claim: string, node: Omit<NodeRecord, 'fingerprint' | 'id' | 'label'>): NodeRecord => {
    const id = identityId(claim);
    known.push({ type: 'KNOWN_AS', from: { id: claim }, to: { id }, place: source });
    return sealNode({ ...node, id, label: 'Identity' });
  };
  const claims = new Map(identities.claims.map((claim) => [claim.id, claim]));
  const nodes = transformed.nodes.map((node) => {
    if (node.label !== 'Employee') return node;
    if (identities.personOf(node.id) === node.id)
      return complete(node, identities.absorbed.get(node.id) ?? []);
    const extra = remember(node.key, claims.get(node.id));
    return beside(node.id, { source, key: node.key, properties: { verified: true }, extra });
  });
  const accounts = (identities.accounts.get(source) ?? []).map((account) =>
    beside(account, { source, key: readClaimId(account)?.key ?? '', properties: { verified: true } }),
  );
  return {
    ...transformed,
    nodes: [...nodes, ...accounts],
    references: [...transformed.references, ...known],
  };
}

/** What matching and completing need of a claim while its source is not read. */
function remember(key: string, claim: PersonClaim | undefined): Readonly<Record<string, string>> {
  const { name = key, aliases = [], fields = {}, isAccount = false } = claim ?? {};
  return {
    ...fields,
    ...(isAccount && { [accountMark]: 'true' }),
    name,
    ...(aliases.length > 0 && { aliases: aliases.join('\n') }),
  };
}

/** Fills what a person's record lacks from those beside it; their names and logins are further names, but for accounts alone. */
function complete(node: NodeRecord, claims: readonly PersonClaim[]): NodeRecord {
  if (claims.length === 0) return node;
  const properties = { ...node.properties };
  for (const { fields } of claims)
    for (const [field, value] of Object.entries(fields)) if (fillable.has(field)) properties[field] ??= value;
  const own = Array.isArray(properties.aliases) ? properties.aliases : [];
  const named = claims.filter(({ isAccount }) => !isAccount);
  const names = new Set([...own, ...named.flatMap(({ name, aliases }) => [name, ...aliases])]);
  names.delete(String(properties.name));
  if (names.size > 0) properties.aliases = [...names];
  const { fingerprint: _former, ...unsealed } = node;
  return sealNode({ ...unsealed, properties });
}

const fillable: ReadonlySet<string> = new Set(['email', 'title', 'startDate', 'location', 'timeZone']);

import type { Attachment, ReadingRule, SourceRecord } from '../../connectors/connector.ts';
import type { NodeRecord } from '../graph/changes.ts';
import { checkNode } from '../graph/check-record.ts';
import { foldText } from '../graph/fold-text.ts';
import type { End, Reference } from './graph-records.ts';
import { nameOfRecordId, recordId } from './node-ids.ts';
import { buildAcl, normalizeRule } from './reading-rules.ts';
import type { SharedNodes } from './shared-nodes.ts';
import { transformEmployee, transformTeam } from './transform-people.ts';
import { transformArticle, transformTask } from './transform-work.ts';

export interface TransformedSource {
  readonly source: string;
  /** Employees, teams, tasks and articles; no passages yet. */
  readonly nodes: readonly NodeRecord[];
  /** Reading rules that the nodes are under, by id. */
  readonly acls: ReadonlyMap<string, NodeRecord>;
  readonly references: readonly Reference[];
  /** Documents that are attached to articles, by the article's id. */
  readonly attachments: ReadonlyMap<string, readonly Attachment[]>;
}

/**
 * Turns the records of one source into nodes and into relationships whose ends are still to be found.
 *
 * @param shared takes in the companies, positions, topics and projects that they speak of.
 * @param options.setAside ids of nodes of malformed records: where such people belong is not known.
 * @param options.onFault told of a record that cannot become a node, which is left out.
 */
export function transformRecords(
  source: string,
  records: readonly SourceRecord[],
  shared: SharedNodes,
  options: {
    readonly setAside: ReadonlySet<string>;
    readonly onFault: (record: SourceRecord, error: unknown) => void;
  },
): TransformedSource {
  const nodes: NodeRecord[] = [];
  const references: Reference[] = [];
  const acls = new Map<string, NodeRecord>();
  const attachments = new Map<string, readonly Attachment[]>();
  const ruleOf = (record: { readonly readers: ReadingRule }): string => {
    const acl = buildAcl(normalizeRule(record.readers));
    acls.set(acl.id, acl);
    return acl.id;
  };
  for (const record of records) {
    try {
      const {
        node,
        references: own,
        attachments: attached = [],
      } = transformRecord(record, source, ruleOf, shared);
      checkNode(node);
      nodes.push(node);
      if (attached.length > 0) attachments.set(node.id, attached);
      for (const reference of own) references.push(reference);
    } catch (error) {
      options.onFault(record, error);
    }
  }
  references.push(...membershipsOfLeads(source, records, options.setAside));
  return { source, nodes, acls, references, attachments };
}

function transformRecord(
  record: SourceRecord,
  source: string,
  ruleOf: (record: { readonly readers: ReadingRule }) => string,
  shared: SharedNodes,
): {
  readonly node: NodeRecord;
  readonly references: readonly Reference[];
  readonly attachments?: readonly Attachment[];
} {
  switch (record.kind) {
    case 'employee':
      return transformEmployee(record, source, shared);
    case 'team':
      return transformTeam(record, source);
    case 'task':
      return transformTask(record, source, ruleOf(record), shared);
    case 'article':
      return transformArticle(record, source, ruleOf(record), shared);
  }
}

/**
 * Whoever leads a team is a member of it, in that role, only where the source lists no membership of that person at all:
 * a person whose teams are listed is a member of those and no others.
 */
function membershipsOfLeads(
  source: string,
  records: readonly SourceRecord[],
  setAside: ReadonlySet<string>,
): Reference[] {
  const listed = new Set<string>();
  const keys = new Map<string, string>();
  for (const record of records) {
    if (record.kind === 'employee') {
      for (const name of [record.key, record.email, record.name])
        if (name !== undefined) keys.set(foldText(name), record.key);
    }
  }
  const keyOf = (person: string): string => keys.get(foldText(person)) ?? foldText(person);
  for (const record of records) {
    if (record.kind === 'employee' && (record.teams ?? []).length > 0) listed.add(keyOf(record.key));
    if (record.kind === 'team') for (const { person } of record.members ?? []) listed.add(keyOf(person));
  }
  for (const id of setAside) {
    const name = nameOfRecordId(id);
    if (name?.kind === 'employee') listed.add(keyOf(name.key));
  }
  return records.flatMap((record) => {
    if (record.kind !== 'team') return [];
    const to: End = { id: recordId('team', source, record.key) };
    const unlisted = (record.leads ?? []).filter(({ person }) => !listed.has(keyOf(person)));
    const firstRoles = new Map(unlisted.toReversed().map((lead) => [lead.person, lead.role]));
    return [...firstRoles].map(
      ([person, role]): Reference => ({
        type: 'MEMBER_OF',
        from: { label: 'Employee', text: person },
        to,
        role,
        place: record.place,
      }),
    );
  });
}

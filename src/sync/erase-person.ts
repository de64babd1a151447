import { erasedName, writeTombstone } from '../access/erased-people.ts';
import type { NodeRecord, StoredRelationship } from '../graph/changes.ts';
import type { GraphStore, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { createMentions } from '../state/mention-pattern.ts';
import type { StateStore } from '../state/state-store.ts';
import { fieldsThatName } from './fields-that-name.ts';
import { digestOf } from './fingerprint.ts';
import { forgetInRuns } from './forget-in-runs.ts';
import { readRelationshipId, sealNode } from './graph-records.ts';
import { holdLease } from './hold-lease.ts';
import { readClaimId } from './identity/person-claim.ts';
import { readBeside } from './identity/read-beside.ts';
import { readSuccessions } from './identity/successions.ts';
import { recordId } from './node-ids.ts';
import { nameKey } from './present-names.ts';
import { removeUnused } from './remove-unused.ts';
import { ChangeTally } from './sync-report.ts';

export interface EraseDeps {
  readonly graph: GraphStore;
  readonly state: StateStore;
  readonly clock: () => Date;
  readonly today: () => string;
}

export interface ErasedPerson {
  /** Node id under which their counts go on. */
  readonly id: string;
  /** Ids of the records of theirs, of whatever source, the first of them their node's. */
  readonly claims: readonly string[];
  /** What they were called anywhere: addresses, and names that nobody else has beside their own. */
  readonly texts: readonly string[];
  /** Relationships that go on without them. */
  readonly kept: number;
  /** Records, conversations and events that told of them and were forgotten. */
  readonly forgotten: number;
  /** Keys of pages and tasks whose texts name them, and `KEY (field)` of fields that do: these are for their sources to change. */
  readonly named: readonly string[];
}

/** What says who somebody was, rather than what there was to count. */
const personal: ReadonlySet<string> = new Set(['HELD', 'KNOWN_AS']);
const mostNamed = 200;
/** Records of others name a person as well: a provider's users their manager, what was decided of accounts who decided it. */
const pushed = ['scim '];
const decided = ['identity decision'];

/**
 * Removes a person from the graph and from all state. Where they belonged and what they did stays under a pseudonym, so that
 * counts do; a tombstone of hashes keeps their sources' records from bringing them back. Syncs wait meanwhile.
 *
 * @param record their node, as `names` gives it.
 * @throws AppError `sync_busy` while a sync is running.
 */
export async function erasePerson(deps: EraseDeps, record: NameRecord): Promise<ErasedPerson> {
  const { graph, state } = deps;
  const lease = await holdLease(state);
  try {
    const others = (await graph.names('Employee', operatorViewer)).filter((one) => one.id !== record.id);
    const taken = new Set(others.flatMap((one) => [one.name, ...one.aliases].map(nameKey)));
    const { id, source, key, email, name, aliases } = record;
    const beside = await readBeside(graph, id);
    // Records that their sources lost, and may give again.
    const former = (await readSuccessions(state))
      .filter(({ heir }) => heir === id || beside.claims.includes(heir))
      .map(({ claim }) => claim);
    // What others are called as well does not tell this person.
    const names = [name, ...aliases, ...beside.names].filter((one) => !taken.has(nameKey(one)));
    const addresses = [...(email === null ? [] : [email]), ...beside.addresses];
    const { pseudonym } = await writeTombstone(state, {
      id,
      others: [...beside.claims, ...former],
      texts: [
        ...[key, ...beside.keys, ...addresses, ...names],
        ...former.flatMap((claim) => readClaimId(claim)?.key ?? []),
      ],
    });
    const isMention = createMentions([name, ...names, ...addresses]);
    const named = [
      ...(await namedBy(graph, id, deps.today())),
      ...(await fieldsThatName(graph, isMention, new Set([id, ...beside.nodes]), mostNamed)),
    ];
    const write = { changedAt: deps.clock().toISOString(), today: deps.today() };
    lease.check();
    const node = await anonymousNode(graph, record, recordId('employee', source, pseudonym), pseudonym);
    const kept = (await graph.relationshipsOf([id])).filter((one) => !personal.has(one.type));
    const moved = kept.map((one) => moveEnd(one, id, node.id));
    await graph.apply({
      changedAt: write.changedAt,
      upsertNodes: [node],
      upsertRelationships: moved.map(({ ended: _, ...one }) => one),
      endRelationships: moved.flatMap(({ id: one, ended, period }) =>
        ended && period !== undefined && period.to !== null ? [{ id: one, on: period.to }] : [],
      ),
      deleteNodes: [id, ...beside.nodes],
    });
    await removeUnused(graph, write, new ChangeTally());
    const claims = [id, ...beside.claims, ...former];
    const texts = [
      ...new Set([...addresses, name, ...(await ownNames(graph, id, [...aliases, ...beside.names]))]),
    ];
    const runs = await forgetInRuns(graph, createMentions([...claims, ...texts]), write.changedAt);
    const forgotten =
      runs +
      (await state.forgetMentions(claims, pushed)) +
      (await state.forgetMentions(texts, [...pushed, ...decided]));
    return { id: node.id, claims, texts, kept: moved.length, forgotten, named };
  } finally {
    await lease.release();
  }
}

async function anonymousNode(
  graph: GraphStore,
  { id: oldId, source }: NameRecord,
  id: string,
  key: string,
): Promise<NodeRecord> {
  const [old] = await graph.readNodes([oldId], operatorViewer);
  const endDate = old?.properties.endDate;
  const properties = { name: erasedName, ...(typeof endDate === 'string' ? { endDate } : {}) };
  return sealNode({ id, label: 'Employee', source, key, properties });
}

/** Further names that nobody else's hold: a nickname of several people would take what is told of the others. */
async function ownNames(
  graph: Pick<GraphStore, 'names'>,
  id: string,
  names: readonly string[],
): Promise<string[]> {
  const others = (await graph.names('Employee', operatorViewer)).filter((one) => one.id !== id);
  const taken = others.flatMap((one) => [one.name, ...one.aliases]).join('\n');
  return names.filter((one) => !createMentions([one])(taken));
}

/** The same relationship of another node; its id tells its ends, as a sync makes it, and no more by way of which record it was. */
function moveEnd(one: StoredRelationship, from: string, to: string): StoredRelationship {
  const [old, now] = [digestOf(from), digestOf(to)];
  const { base, start } = readRelationshipId(one.id, one.type);
  const parts = base.split(':').slice(0, 4);
  const moved = parts.map((part) => (part === old ? now : part)).join(':');
  return {
    ...one,
    id: start === null ? moved : `${moved}@${start}`,
    from: one.from === from ? to : one.from,
    to: one.to === from ? to : one.to,
  };
}

/** Pages and tasks in whose texts the person is named. */
async function namedBy(graph: GraphStore, id: string, today: string): Promise<string[]> {
  const isPerson = { property: 'id', op: 'eq', value: id } as const;
  const mentions = { type: 'MENTIONS', direction: 'out', label: 'Employee' } as const;
  const passage = { type: 'HAS_PASSAGE', direction: 'out', label: 'Passage' } as const;
  const keys: string[] = [];
  for (const query of [
    { find: 'Article', where: { related: passage, where: { related: mentions, where: isPerson } } },
    { find: 'Task', where: { related: mentions, where: isPerson } },
  ] as const) {
    const result = await graph.query(
      { ...query, return: { kind: 'list', fields: [{ property: 'key' }], limit: mostNamed } },
      operatorViewer,
      today,
    );
    if (result.kind === 'list') keys.push(...result.rows.map((row) => String(row.values.key)));
  }
  return keys;
}

import { hash, randomUUID } from 'node:crypto';
import type { StateStore } from '../state/state-store.ts';
import { isAnonymous } from './keep-attributes.ts';
import type { Lookup } from './match-filter.ts';
import { keysOf, normalizeKey } from './resource-keys.ts';
import type { Attributes, ResourceKind, ScimResource } from './scim-resource.ts';
import { createTakeTurns, type TakeTurns } from './take-turns.ts';

/** What was pushed for one source. */
export interface ResourceStore {
  read(kind: ResourceKind, id: string): Promise<ScimResource | null>;
  /** Those that may have such a value, in no order; what they hold is still to be looked at. */
  find(kind: ResourceKind, lookup: Lookup): Promise<readonly ScimResource[]>;
  /** All of a kind, by id. */
  all(kind: ResourceKind, signal?: AbortSignal): AsyncIterable<ScimResource>;
  count(kind: ResourceKind): Promise<number>;
  /** Instant of the last push, whatever it changed; null where there was none yet. */
  lastPush(): Promise<string | null>;
  /** Whoever writes does so in turn: what was read before must still hold. */
  readonly inTurn: TakeTurns;
  create(kind: ResourceKind, attributes: Attributes): Promise<ScimResource>;
  /** Writes nothing where nothing changed. */
  update(resource: ScimResource, attributes: Attributes): Promise<ScimResource>;
  remove(resource: ScimResource): Promise<void>;
  /** Brings all that was kept before to what is kept now. @returns how many resources that changed. */
  settle(): Promise<number>;
}

export interface ResourceStoreOptions {
  readonly state: Pick<
    StateStore,
    | 'readRecord'
    | 'writeRecord'
    | 'deleteRecord'
    | 'scanRecords'
    | 'countRecords'
    | 'acquireLease'
    | 'releaseLease'
  >;
  /** Name of the source. */
  readonly source: string;
  readonly clock: () => Date;
  /** What is kept of resources, as of now. */
  readonly keep: () => Promise<KeepResource>;
  /** How long somebody is kept who was switched off, in ms; null for as long as the provider has them. */
  readonly inactiveMs: number | null;
}

export type KeepResource = (resource: Pick<ScimResource, 'kind' | 'id' | 'attributes'>) => Attributes;

const perPage = 500;

/**
 * Keeps resources as records of the state, each under its id, with records beside them that tell which resources have a value.
 * Those are written first and taken away last, and are only a hint: after a crash, one may lead nowhere, and none is missing.
 */
export function createResourceStore({
  state,
  source,
  clock,
  keep,
  inactiveMs,
}: ResourceStoreOptions): ResourceStore {
  const recordKind = (kind: ResourceKind): string => `scim ${kind} ${source}`;
  const keyKind = (kind: ResourceKind): string => `scim ${kind} keys ${source}`;
  const pushKind = `scim push ${source}`;

  async function read(kind: ResourceKind, id: string): Promise<ScimResource | null> {
    const json = await state.readRecord(recordKind(kind), id);
    return json === null ? null : (JSON.parse(json) as ScimResource);
  }
  async function idsUnder(kind: ResourceKind, key: string): Promise<readonly string[]> {
    const json = await state.readRecord(keyKind(kind), key);
    return json === null ? [] : (JSON.parse(json) as string[]);
  }
  async function addKey(kind: ResourceKind, key: string, id: string): Promise<void> {
    const ids = await idsUnder(kind, key);
    if (!ids.includes(id)) await state.writeRecord(keyKind(kind), key, JSON.stringify([...ids, id]), null);
  }
  async function dropKey(kind: ResourceKind, key: string, id: string): Promise<void> {
    const left = (await idsUnder(kind, key)).filter((one) => one !== id);
    if (left.length === 0) await state.deleteRecord(keyKind(kind), key);
    else await state.writeRecord(keyKind(kind), key, JSON.stringify(left), null);
  }
  async function write(resource: ScimResource, before: ScimResource | null): Promise<void> {
    const { kind, id } = resource;
    const keys = keysOf(resource);
    const former = before === null ? new Set<string>() : keysOf(before);
    for (const key of keys) if (!former.has(key)) await addKey(kind, key, id);
    await state.writeRecord(recordKind(kind), id, JSON.stringify(resource), timeLeft(resource));
    for (const key of former) if (!keys.has(key)) await dropKey(kind, key, id);
  }
  /** A provider that switches somebody on again pushes them anew where they are gone. */
  function timeLeft({ attributes, lastModified }: ScimResource): number | null {
    if (attributes.active !== false || inactiveMs === null) return null;
    return Math.max(Date.parse(lastModified) + inactiveMs - clock().getTime(), 1);
  }
  async function* readAll(kind: ResourceKind, signal?: AbortSignal): AsyncGenerator<ScimResource> {
    for await (const { json } of scan(recordKind(kind), signal)) yield JSON.parse(json) as ScimResource;
  }
  async function* scan(records: string, signal?: AbortSignal) {
    let after = '';
    for (;;) {
      signal?.throwIfAborted();
      const page = await state.scanRecords(records, after, perPage);
      yield* page;
      const last = page.at(-1);
      if (last === undefined || page.length < perPage) return;
      after = last.id;
    }
  }
  /** Keys of those who were kept for a time only lead nowhere after it. */
  async function dropOldKeys(kind: ResourceKind): Promise<void> {
    for await (const { id: key, json } of scan(keyKind(kind)))
      for (const id of JSON.parse(json) as string[])
        if ((await read(kind, id)) === null)
          await inTurn(async () => {
            if ((await read(kind, id)) === null) await dropKey(kind, key, id);
          });
  }
  const inTurn = createTakeTurns(state, `scim ${source}`);
  const notePush = () => state.writeRecord(pushKind, 'last', JSON.stringify(clock().toISOString()), null);

  return {
    read,
    inTurn,
    async find(kind, lookup) {
      const ids =
        lookup.attribute === 'id'
          ? [lookup.value]
          : await idsUnder(kind, normalizeKey(lookup.attribute, lookup.value));
      const found = await Promise.all(ids.map((id) => read(kind, id)));
      return found.filter((one) => one !== null);
    },
    all: readAll,
    count: (kind) => state.countRecords(recordKind(kind)),
    async lastPush() {
      const json = await state.readRecord(pushKind, 'last');
      return json === null ? null : (JSON.parse(json) as string);
    },
    async create(kind, pushed) {
      const at = clock().toISOString();
      const kept = await keep();
      const wanted = stableId(source, kind, pushed);
      const before = await read(kind, wanted);
      // Who was erased is not found by name, so that a provider pushes them anew each time.
      const isAgain = before !== null && isAnonymous(kept({ kind, id: wanted, attributes: pushed }));
      const id = before === null || isAgain ? wanted : randomUUID();
      const attributes = kept({ kind, id, attributes: pushed });
      const resource = { kind, id, created: at, lastModified: at, attributes };
      await notePush();
      await write(resource, isAgain ? before : null);
      return resource;
    },
    async update(before, pushed) {
      const { kind, id } = before;
      const attributes = (await keep())({ kind, id, attributes: pushed });
      await notePush();
      if (JSON.stringify(attributes) === JSON.stringify(before.attributes)) return before;
      const resource = { ...before, attributes, lastModified: clock().toISOString() };
      await write(resource, before);
      return resource;
    },
    async remove(resource) {
      await notePush();
      await state.deleteRecord(recordKind(resource.kind), resource.id);
      for (const key of keysOf(resource)) await dropKey(resource.kind, key, resource.id);
    },
    async settle() {
      const kept = await keep();
      let changed = 0;
      for (const kind of ['User', 'Group'] as const) {
        for await (const { id } of readAll(kind))
          await inTurn(async () => {
            const before = await read(kind, id);
            if (before === null) return;
            const after = { ...before, attributes: kept(before) };
            const isChanged = JSON.stringify(after.attributes) !== JSON.stringify(before.attributes);
            if (isChanged) changed++;
            if (isChanged || timeLeft(before) !== null) await write(after, before);
          });
        await dropOldKeys(kind);
      }
      return changed;
    },
  };
}

/**
 * The same person gets the same id when a provider pushes anew, as after a loss of the state, so that the graph keeps who that
 * is with all of the history.
 */
function stableId(
  source: string,
  kind: ResourceKind,
  { externalId, userName, displayName }: Attributes,
): string {
  const own = externalId ?? userName ?? displayName;
  const digits = hash('sha256', JSON.stringify([source, kind, String(own).toLowerCase()]), 'hex');
  // The form of a UUID of one's own making (RFC 9562, 5.8).
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `a${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-');
}

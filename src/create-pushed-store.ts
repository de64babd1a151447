import { readErasedPeople } from './access/erased-people.ts';
import type { Config } from './config/load-config.ts';
import type { SourceConfig } from './config/source-schema.ts';
import { keepAttributes } from './scim/keep-attributes.ts';
import { createResourceStore, type ResourceStore } from './scim/resource-store.ts';
import type { StateStore } from './state/state-store.ts';

/** Where what an identity provider pushes for a source is kept, as far as it may be; null for a source of another kind. */
export function createPushedStore(
  source: SourceConfig | undefined,
  { fields, sync }: Pick<Config, 'fields' | 'sync'>,
  state: StateStore,
): ResourceStore | null {
  if (source?.type !== 'scim') return null;
  const { name, extra, inactive } = source;
  return createResourceStore({
    state,
    source: name,
    clock: () => new Date(),
    keep: async () => {
      const erased = await readErasedPeople(state);
      return (resource) => keepAttributes(resource, { source: name, policy: fields, extra }, erased);
    },
    inactiveMs: inactive ? null : sync.keepDeletedDays * 24 * 3_600_000,
  });
}

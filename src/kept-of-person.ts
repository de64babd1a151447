import { countPersonalRecords } from './access/count-personal-records.ts';
import type { Config } from './config/load-config.ts';
import { createPushedStore } from './create-pushed-store.ts';
import type { GraphStore } from './graph/graph-store.ts';
import { operatorViewer } from './graph/viewer.ts';
import type { KeptOfPerson } from './retrieval/composing/compose-about-me.ts';
import { createMentions } from './state/mention-pattern.ts';
import type { StateStore } from './state/state-store.ts';
import { accountMark, readClaimId } from './sync/identity/person-claim.ts';
import { readBeside } from './sync/identity/read-beside.ts';

/** What is kept of somebody beside their own record: what other sources have of them, what was pushed, and what they did here. */
export async function keptOfPerson(
  config: Config,
  { graph, state }: { readonly graph: GraphStore; readonly state: StateStore },
  employeeId: string,
): Promise<KeptOfPerson> {
  const beside = await readBeside(graph, employeeId);
  const nodes = await graph.readNodes([employeeId, ...beside.nodes], operatorViewer);
  const own = nodes.find(({ id }) => id === employeeId)?.properties.email;
  const addresses = [...(typeof own === 'string' ? [own] : []), ...beside.addresses];
  const isMention = createMentions([employeeId, ...beside.nodes, ...beside.claims, ...addresses]);
  const accounts = nodes
    .filter(({ id }) => id !== employeeId)
    .map(({ source, key, extra: { [accountMark]: _, ...fields } }) => ({ source, key, fields }));
  const pushed = await Promise.all(
    [employeeId, ...beside.claims].map(async (claim) => {
      const { source = '', key = '' } = readClaimId(claim) ?? {};
      const store = createPushedStore(
        config.sources.find(({ name }) => name === source),
        config,
        state,
      );
      const user = await store?.read('User', key);
      return user == null ? [] : [{ source, key, fields: flatten(user.attributes) }];
    }),
  );
  const counted = await countPersonalRecords(state, employeeId, isMention);
  return { ...counted, accounts, pushed: pushed.flat() };
}

/** `name.givenName`, `emails.0.value`: each value by where it stands. */
function flatten(value: object, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'object' && inner !== null
        ? Object.entries(flatten(inner, `${prefix}${name}.`))
        : [[`${prefix}${name}`, String(inner)]],
    ),
  );
}

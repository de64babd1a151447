import type { GraphStore } from '../graph/graph-store.ts';
import { breakCycles } from './break-cycles.ts';
import type { StatedRelationship } from './graph-records.ts';
import type { Identities } from './identity/identities.ts';
import type { UnknownAccount } from './identity/propose-matches.ts';
import { UnknownAccounts } from './identity/unknown-accounts.ts';
import { loadReferences } from './load-references.ts';
import { recordId } from './node-ids.ts';
import type { ComparedRead, SourceRead } from './plan-sync.ts';
import { resolveReferences } from './resolve-references.ts';
import type { TransformedSource } from './transform-records.ts';

/** What of a source's plan its relationships are made of. */
export interface StatingDraft {
  readonly read: ComparedRead;
  readonly transformed: TransformedSource;
  readonly setAside: ReadonlySet<string>;
}

/**
 * The relationships of each draft, between all that is there after the run, without rings of managers; and whom they name of whom
 * it is not known who it is.
 */
export async function stateRelationships(
  graph: GraphStore,
  drafts: readonly StatingDraft[],
  { today, identities }: { readonly today: string; readonly identities: Identities },
): Promise<{ readonly stated: StatedRelationship[][]; readonly unknown: readonly UnknownAccount[] }> {
  const nodes = drafts.flatMap(({ transformed }) => transformed.nodes);
  const replaced = new Set(
    drafts.filter(({ read }) => read.fetched.complete).map(({ transformed }) => transformed.source),
  );
  const setAside = new Set(drafts.flatMap((draft) => [...draft.setAside]));
  const index = await loadReferences(graph, nodes, { replaced, setAside, identities });
  const unknown = drafts.map(
    ({ read, transformed }) => new UnknownAccounts(transformed, read.fetched.accounts),
  );
  const stated = drafts.map(({ read, transformed }, at) =>
    resolveReferences(transformed.source, transformed.references, index, {
      problems: read.problems,
      today,
      personOf: identities.personOf,
      onUnknownPerson: (text, reference) => unknown[at]?.note(text, reference),
    }),
  );
  const accounts = unknown.flatMap((one) => one.list());
  // Who once reported to somebody may now be above them.
  const lines = stated.flat().filter((one) => one.type === 'REPORTS_TO' && (one.validTo ?? '9999') > today);
  const cycles = breakCycles(lines);
  if (cycles.length === 0) return { stated, unknown: accounts };
  const names = new Map(nodes.map((node) => [node.id, String(node.properties.name ?? node.key)]));
  for (const { dropped, members } of cycles) {
    const read = drafts.find((draft) => draft.transformed.source === dropped.source)?.read;
    const ring = [...members, dropped.from].map((id) => names.get(id) ?? id).join(' → ');
    read?.problems.add({
      place: placeOf(dropped.from, read) ?? dropped.source,
      message: `The managers lead in a circle (${ring}); the first of these was left without a manager, correct one of them.`,
    });
  }
  const dropped = new Set(cycles.map((cycle) => cycle.dropped));
  return { stated: stated.map((list) => list.filter((one) => !dropped.has(one))), unknown: accounts };
}

function placeOf(id: string, { connector, fetched }: SourceRead): string | undefined {
  return fetched.records.find((record) => recordId(record.kind, connector.source, record.key) === id)?.place;
}

import { findPerson } from '../access/find-person.ts';
import type { NameRecord } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import type { Orgwise } from '../main.ts';
import { findClaim } from '../sync/identity/find-claim.ts';
import { readSuccessions } from '../sync/identity/successions.ts';

export interface RecordedPerson {
  /** Null where the graph has nobody whom the text means. */
  readonly person: NameRecord | null;
  /** The record that the text names, as `SOURCE:KEY` of a source that is configured; null for other words. */
  readonly record: string | null;
}

/**
 * The person whom an administrator means, as `findPerson` has it, or by a record or account of theirs, be it their node's, one
 * beside it, or one that its source lost and whose person goes on with another.
 *
 * @throws AppError `invalid_input` where several are meant.
 */
export async function findRecordedPerson(
  { graph, state, connectors }: Pick<Orgwise, 'graph' | 'state' | 'connectors'>,
  text: string,
): Promise<RecordedPerson> {
  const sources = connectors.map(({ source }) => source);
  const written = text.replace(/^(employee|account):/, '');
  const source = sources.find((one) => written.startsWith(`${one}:`) && written.length > one.length + 1);
  const record = source === undefined ? null : written;
  const person = await findPerson(graph, text);
  if (person !== null || record === null) return { person, record };
  const successions = await readSuccessions(state);
  const { person: node } = await findClaim(graph, record, sources, successions);
  if (node === null) return { person: null, record };
  const people = await graph.names('Employee', operatorViewer);
  const found = people.find(({ id }) => id === node);
  if (found !== undefined) return { person: found, record };
  // Whose record went on with one that stands beside another by now.
  const heir = node.slice('employee:'.length);
  const { person: further } = await findClaim(graph, heir, sources, successions);
  return { person: people.find(({ id }) => id === further) ?? null, record };
}

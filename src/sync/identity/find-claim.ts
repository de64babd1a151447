import type { GraphStore } from '../../graph/graph-store.ts';
import { operatorViewer } from '../../graph/viewer.ts';
import { AppError } from '../../operations/app-error.ts';
import { recordId } from '../node-ids.ts';
import { accountId, identityId } from './person-claim.ts';
import type { Succession } from './successions.ts';

/** What an operator names by `SOURCE:KEY`. */
export interface FoundClaim {
  /** Of a claim, or of an account. */
  readonly id: string;
  readonly name: string;
  /** Id of the node of its person; null for an account of which it is not known whose it is. */
  readonly person: string | null;
}

/**
 * Finds a person's record or an account of a source.
 *
 * @param sources names of those that are configured.
 * @param gone records that their sources lost, and that went on with another one.
 * @throws AppError `invalid_input` where the text is no such name.
 */
export async function findClaim(
  graph: Pick<GraphStore, 'readNodes' | 'relationshipsOf'>,
  text: string,
  sources: readonly string[],
  gone: readonly Succession[] = [],
): Promise<FoundClaim> {
  const at = text.indexOf(':');
  const [source, key] = [text.slice(0, at), text.slice(at + 1)];
  if (at === -1 || key === '' || !sources.includes(source))
    throw new AppError(
      'invalid_input',
      `'${text}' names nobody; write SOURCE:KEY, with one of the sources ${sources.join(', ')}.`,
    );
  const record = recordId('employee', source, key);
  const account = accountId(source, key);
  const found = await graph.readNodes([record, identityId(record), identityId(account)], operatorViewer);
  const own = found.find(({ id }) => id === record);
  if (own !== undefined) return { id: record, name: String(own.properties.name ?? key), person: record };
  const succession = gone.find(({ claim }) => claim === record);
  if (succession !== undefined) return { id: record, name: key, person: succession.heir };
  const [beside] = found;
  const person = beside === undefined ? null : await personOf(graph, beside.id);
  const id = beside?.id === identityId(record) ? record : account;
  return { id, name: beside?.extra.name ?? key, person };
}

async function personOf(
  graph: Pick<GraphStore, 'relationshipsOf'>,
  identity: string,
): Promise<string | null> {
  const all = await graph.relationshipsOf([identity]);
  return all.find(({ type, to }) => type === 'KNOWN_AS' && to === identity)?.from ?? null;
}

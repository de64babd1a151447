import type { Connector, Problem, SourceRecord } from '../../../connectors/connector.ts';

export interface FetchedAll {
  readonly records: readonly SourceRecord[];
  readonly problems: readonly Problem[];
}

/** Everything a connector yields. */
export async function fetchAll(
  connector: Connector,
  signal: AbortSignal = new AbortController().signal,
): Promise<FetchedAll> {
  const records: SourceRecord[] = [];
  const problems: Problem[] = [];
  for await (const fetched of connector.fetch({ signal })) {
    if ('record' in fetched) records.push(fetched.record);
    else if ('problem' in fetched) problems.push(fetched.problem);
  }
  return { records, problems };
}

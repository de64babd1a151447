import type { SourceRecord } from '../../connectors/connector.ts';

/** What every record has, in the words of the graph. */
export function commonProperties(record: SourceRecord, source: string) {
  return {
    source,
    key: record.key,
    ...(record.url !== undefined && { sourceUrl: record.url }),
    ...(record.updatedAt !== undefined && { updatedAt: record.updatedAt }),
    ...(record.extra !== undefined && Object.keys(record.extra).length > 0 && { extra: record.extra }),
  };
}

/** Properties without those that the record lacks. */
export function withoutNulls(
  properties: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string | readonly string[]>> {
  return Object.fromEntries(
    Object.entries(properties).filter(
      (entry): entry is [string, string | readonly string[]] => entry[1] !== undefined,
    ),
  );
}

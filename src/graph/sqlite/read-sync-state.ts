import type { NodeLabel, RelationshipType } from '../../../graph-schema/index.ts';
import type { Fingerprints } from '../changes.ts';
import type { NodeKey, SourceStatus } from '../graph-store.ts';
import { hasFormerKeys } from '../label-properties.ts';
import { tableOf } from './label-table.ts';
import type { StatementCache } from './statement-cache.ts';

/** What the graph holds of a source. */
export function readFingerprints(cache: StatementCache, source: string): Fingerprints {
  const nodes = cache.rows('SELECT id, label, fingerprint FROM node WHERE source = ?', source);
  const relationships = cache.rows(
    'SELECT id, type, fingerprint FROM relationship WHERE source = ? AND ended = 0',
    source,
  );
  return {
    nodes: new Map(
      nodes.map(([id, label, fingerprint]) => [
        String(id),
        { label: label as NodeLabel, fingerprint: String(fingerprint) },
      ]),
    ),
    relationships: new Map(
      relationships.map(([id, type, fingerprint]) => [
        String(id),
        { type: type as RelationshipType, fingerprint: String(fingerprint) },
      ]),
    ),
  };
}

export function readKeys(cache: StatementCache, label: NodeLabel): NodeKey[] {
  const former = hasFormerKeys(label) ? '"formerKeys"' : 'NULL';
  return cache
    .rows(`SELECT id, source, key, sourceUrl, ${former} FROM ${tableOf(label)} ORDER BY id`)
    .map(([id, source, key, url, formerKeys]) => ({
      id: String(id),
      source: String(source),
      key: String(key),
      formerKeys: typeof formerKeys === 'string' ? (JSON.parse(formerKeys) as string[]) : [],
      url: typeof url === 'string' ? url : null,
    }));
}

const textsAtOnce = 500;

/** Texts page by page: nothing stays open in the database while the caller works on one. */
export async function* readTexts(
  cache: StatementCache,
  since: number,
): AsyncGenerator<{ readonly id: string; readonly label: 'Task' | 'Passage'; readonly text: string }> {
  for (const [label, first, second] of [
    ['Task', 'title', 'description'],
    ['Passage', 'heading', 'text'],
  ] as const) {
    let last = -1;
    for (;;) {
      const rows = cache.rows(
        `SELECT row, id, concat_ws(char(10), ${first}, ${second}) FROM ${tableOf(label)}
         WHERE row > ? AND revision > ? ORDER BY row LIMIT ${textsAtOnce}`,
        last,
        since,
      );
      for (const [row, id, text] of rows) {
        last = Number(row);
        yield { id: String(id), label, text: String(text) };
      }
      if (rows.length < textsAtOnce) break;
    }
  }
}

export function readSources(cache: StatementCache): SourceStatus[] {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  return cache
    .rows(
      'SELECT name, key, connector, syncedAt, attemptedAt, failure, knownSince, updatingSince, sample FROM node_source ORDER BY id',
    )
    .map(([name, key, connector, syncedAt, attemptedAt, failure, knownSince, updatingSince, sample]) => ({
      name: text(name) ?? text(key) ?? '',
      connector: text(connector) ?? '',
      syncedAt: text(syncedAt),
      attemptedAt: text(attemptedAt),
      failure: text(failure),
      knownSince: text(knownSince),
      updatingSince: text(updatingSince),
      sample: sample === 1,
    }));
}

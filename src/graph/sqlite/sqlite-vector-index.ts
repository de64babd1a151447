import { openDatabase, runOnDatabase } from '../../operations/open-database.ts';
import { inTransaction, type Migration, runMigrations } from '../../operations/run-migrations.ts';
import type { TextCandidate } from '../graph-store.ts';
import { isHidden } from '../label-properties.ts';
import type { VectorIndex } from '../vector-index.ts';
import type { Viewer } from '../viewer.ts';
import { aclList } from './compile-context.ts';

const migrations: readonly Migration[] = [
  {
    name: 'vectors of passages',
    up: (database) =>
      database.exec(
        'CREATE TABLE passage_vector (id TEXT PRIMARY KEY, digest TEXT NOT NULL, vector BLOB NOT NULL) STRICT',
      ),
  },
];

/** Every vector whose passage and article the viewer may read. */
const readable = `
  SELECT passage_vector.id AS id, article.id AS articleId, vector
  FROM passage_vector
  CROSS JOIN node_passage passage ON passage.id = passage_vector.id
  CROSS JOIN relationship ON relationship.type = 'HAS_PASSAGE' AND relationship.to_id = passage.id
  CROSS JOIN node_article article ON article.id = relationship.from_id
  WHERE length(vector) = ?1 AND (?2 IS NULL OR (article.acl IN (SELECT value FROM json_each(?2))
    AND passage.acl IN (SELECT value FROM json_each(?2))))`;

/**
 * Vectors in the file of the embedded graph, on a connection of its own. A search compares all of them on the caller's
 * thread: about a third of a second for ten thousand passages of 1,536 dimensions on two cores, and in proportion. A
 * larger wiki asks for an engine with an index of vectors.
 *
 * @param options.file the graph's.
 * @throws AppError `storage_unusable` where the file cannot be opened.
 */
export function createSqliteVectorIndex(options: { readonly file: string }): VectorIndex {
  const database = openDatabase(options.file);
  const run = <Result>(work: () => Result): Promise<Result> => runOnDatabase(options.file, work);
  return {
    migrate: () => run(() => runMigrations(database, options.file, 'vector_migration', migrations)),
    close: () => run(() => database.close()),
    digests: () =>
      run(
        () =>
          new Map(
            database
              .prepare('SELECT id, digest FROM passage_vector')
              .all()
              .map(({ id, digest }) => [String(id), String(digest)]),
          ),
      ),
    write: (entries) =>
      run(() =>
        inTransaction(database, () => {
          const write = database.prepare('INSERT OR REPLACE INTO passage_vector VALUES (?, ?, ?)');
          for (const { id, digest, vector } of entries)
            write.run(id, digest, new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength));
        }),
      ),
    remove: (ids) =>
      run(() => {
        database
          .prepare('DELETE FROM passage_vector WHERE id IN (SELECT value FROM json_each(?))')
          .run(JSON.stringify(ids));
      }),
    search: (vector, limit, viewer) => run(() => search(vector, limit, viewer)),
  };

  function search(asked: Float32Array, limit: number, viewer: Viewer): TextCandidate[] {
    // How near a text is tells of it, as searching its words would.
    if (isHidden(viewer, 'Passage', 'text')) return [];
    const found: TextCandidate[] = [];
    for (const { id, articleId, vector } of database
      .prepare(readable)
      .iterate(asked.byteLength, aclList(viewer))) {
      if (vector instanceof Uint8Array)
        found.push({ id: String(id), articleId: String(articleId), score: cosine(asked, vector) });
    }
    found.sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
    return found.slice(0, limit);
  }
}

/** Of two vectors of length 1, the second as it was stored. */
function cosine(one: Float32Array, stored: Uint8Array): number {
  // A copy where the bytes do not begin at a multiple of four, as a Float32Array must.
  const bytes = stored.byteOffset % 4 === 0 ? stored : stored.slice();
  const other = new Float32Array(bytes.buffer, bytes.byteOffset, one.length);
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

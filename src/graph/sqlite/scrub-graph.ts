import type { DatabaseSync } from 'node:sqlite';
import { nodeLabels } from '../../../graph-schema/index.ts';
import { type ScrubOutcome, scrubDatabase } from '../../operations/scrub-database.ts';
import { searchableOf } from '../label-properties.ts';
import { textIndexOf } from './label-table.ts';

/** A full-text index keeps the words of what was deleted, until its parts are merged ("The optimize Command", SQLite FTS5). */
export function scrubGraph(database: DatabaseSync): ScrubOutcome {
  for (const label of nodeLabels.filter((one) => searchableOf(one).length > 0)) {
    const index = textIndexOf(label);
    database.exec(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
  }
  return scrubDatabase(database);
}

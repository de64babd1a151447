import { join } from 'node:path';
import { createCsvConnector } from '../../../../connectors/csv/csv-connector.ts';
import type { CsvOptions } from '../../../../connectors/csv/csv-options.ts';
import { type FetchedAll, fetchAll } from '../fetch-all.ts';
import { temporaryFolder } from '../temporary-folder.ts';

type FileOptions<Kind extends keyof CsvOptions> = Partial<NonNullable<CsvOptions[Kind]>>;

/** Reads one file with this content as people, teams or tasks. */
export function readCsv<Kind extends keyof CsvOptions>(
  kind: Kind,
  content: string | Uint8Array,
  options: FileOptions<Kind> & { readonly name?: string; readonly timeZone?: string } = {},
): Promise<FetchedAll> {
  const { name = `${kind}.csv`, timeZone, ...fileOptions } = options;
  const file = join(temporaryFolder({ [name]: content }), name);
  const readers = kind === 'tasks' ? { readers: ['everyone'] } : {};
  return fetchAll(
    createCsvConnector({ source: 'office', timeZone, [kind]: { file, ...readers, ...fileOptions } }),
  );
}

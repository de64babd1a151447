import type { ArticleRecord } from '../../../../connectors/connector.ts';
import { createMarkdownConnector } from '../../../../connectors/wiki/markdown-connector.ts';
import type { MarkdownOptions } from '../../../../connectors/wiki/markdown-options.ts';
import { type FetchedAll, fetchAll } from '../fetch-all.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** Reads a folder with these pages. */
export function readWiki(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<MarkdownOptions> & { readonly folder?: string; readonly timeZone?: string } = {},
): Promise<FetchedAll> {
  const folder = options.folder ?? temporaryFolder(files);
  return fetchAll(createMarkdownConnector({ source: 'wiki', readers: ['everyone'], ...options, folder }));
}

/** The article of a wiki that holds this page alone. */
export async function readPage(
  page: string,
  { path = 'page.md', ...options }: Partial<MarkdownOptions> & { readonly path?: string } = {},
): Promise<ArticleRecord> {
  const { records } = await readWiki({ [path]: page }, options);
  const [record] = records;
  if (record?.kind !== 'article') throw new Error('The page gave no article.');
  return record;
}

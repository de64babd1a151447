import { z } from 'zod';
import type { Block, NotionPage } from './notion-schemas.ts';
import { plainId } from './rich-text-phrasing.ts';

/** A file that was uploaded to Notion; files of other sites are only links. */
export interface UploadedFile {
  readonly name: string;
  /** Where it is for the next hour, without a credential. */
  readonly address: string;
  /** Identifier of its block, without hyphens; undefined for one of a property. */
  readonly block?: string;
}

const uploadSchema = z.object({
  name: z.string().nullish(),
  file: z.object({ url: z.url() }),
});

const kinds: ReadonlySet<string> = new Set(['file', 'pdf']);

/** Uploaded files among the blocks of a page. */
export function filesOfBlocks(blocks: readonly Block[]): readonly UploadedFile[] {
  return blocks.flatMap(({ id, type, content, children }) => [
    ...(kinds.has(type) ? fileOf(content, plainId(id)) : []),
    ...filesOfBlocks(children),
  ]);
}

/** Uploaded files among the properties of a row. */
export function filesOfProperties({ properties }: NotionPage): readonly UploadedFile[] {
  return Object.values(properties).flatMap(({ type, files }) =>
    type === 'files' && Array.isArray(files) ? files.flatMap((file) => fileOf(file)) : [],
  );
}

function fileOf(value: unknown, block?: string): readonly UploadedFile[] {
  const { data } = uploadSchema.safeParse(value);
  if (data === undefined) return [];
  const last = new URL(data.file.url).pathname.split('/').at(-1) ?? '';
  const name = data.name == null || data.name === '' ? decoded(last) : data.name;
  return [{ name, address: data.file.url, ...(block !== undefined && { block }) }];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

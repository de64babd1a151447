import { readFile } from 'node:fs/promises';
import type { Attachment, Problem } from '../connector.ts';
import type { AttachmentReading } from '../documents/attachment-reading.ts';
import { errorName, type FoundFile } from '../files/walk-folder.ts';

/** What is attached to a page of a folder: the documents of the folder that it links to. */
export interface PageAttachments {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
}

/**
 * @param paths of the documents, relative to the folder.
 * @param urlOf the address of a file in the source.
 */
export async function readAttachments(
  page: string,
  paths: readonly string[],
  files: ReadonlyMap<string, FoundFile>,
  {
    reading,
    urlOf,
  }: { readonly reading: AttachmentReading; readonly urlOf: (path: string) => string | undefined },
  signal: AbortSignal,
): Promise<PageAttachments> {
  const attachments: Attachment[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const found = files.get(path);
    if (found === undefined) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const document = { name, size: found.size, url: urlOf(path), place: page, key: path };
    try {
      const { attachment, problem } = await reading.read(document, () => readFile(found.file), signal);
      if (attachment !== undefined) attachments.push(attachment);
      if (problem !== undefined) problems.push(problem);
    } catch (error) {
      signal.throwIfAborted();
      const message = `The attached document '${name}' cannot be read (${errorName(error)}); it is left out.`;
      problems.push({ place: page, message });
    }
  }
  return { attachments, problems };
}

import { readFile } from 'node:fs/promises';
import { matchesGlob } from 'node:path/posix';
import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched, Problem, RecordName } from '../connector.ts';
import { type AttachmentReading, createAttachmentReading } from '../documents/attachment-reading.ts';
import { detectEncoding } from '../files/detect-encoding.ts';
import { withPlainLineEnds } from '../files/read-text.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { createSourceClock } from '../files/source-clock.ts';
import { errorName, type FoundFile, walkFolder } from '../files/walk-folder.ts';
import { addressOfPath, buildArticle } from './build-article.ts';
import { type MarkdownOptions, markdownOptionsSchema } from './markdown-options.ts';
import { createPageTree } from './page-tree.ts';
import { readAttachments } from './read-attachments.ts';
import { readGitHistory } from './read-git-history.ts';

export interface MarkdownConnectorOptions extends MarkdownOptions {
  /** Name in the configuration. */
  readonly source: string;
  /** IANA time zone of times without an offset; UTC when left away. */
  readonly timeZone?: string | undefined;
}

/** Reads the pages of a folder of Markdown and MDX files; its path is absolute or relative to the working directory. */
export function createMarkdownConnector({ source, timeZone, ...given }: MarkdownConnectorOptions): Connector {
  const options = markdownOptionsSchema.parse(given);
  const patterns = [options.include].flat();
  const readers = toReadingRule(options.readers);
  const clock = createSourceClock(timeZone);
  const urlOf = (path: string): string | undefined => addressOfPath(options.url, path);

  async function* readFolder(
    reading: AttachmentReading | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<Fetched, void> {
    const { git } = options;
    const history = git === undefined ? undefined : await readGitHistory(options.folder, git.pull, signal);
    const { files, problems, unread } = await walkFolder(options.folder, signal);
    for (const problem of [...problems, ...unread]) yield { problem };
    const pages = files.filter(({ path }) => patterns.some((pattern) => matchesGlob(path, pattern)));
    if (pages.length === 0 && unread.length === 0) {
      const message = `The folder holds no file that matches ${patterns.join(' or ')}.`;
      yield { problem: { place: options.folder, message } };
    }
    const tree = createPageTree(
      pages.map(({ path }) => path),
      files.map(({ path }) => path),
    );
    const byPath = new Map(files.map((file) => [file.path, file]));
    for (const page of pages) {
      signal.throwIfAborted();
      if (page.size > options.maxBytes) {
        yield tooLarge(page, options.maxBytes);
        continue;
      }
      const read = await readPage(page);
      const unread = read.text === undefined ? { setAside: nameOf(page) } : {};
      for (const message of read.problems) yield { problem: { place: page.path, message }, ...unread };
      if (read.text === undefined) continue;
      const built = buildArticle(page.path, read.text, {
        ...options,
        ...{ tree, clock, readers },
        history: history?.get(page.path),
      });
      // Who may read the page is not known then, so that what was known before must not stay either.
      const refused = built.record === undefined ? { setAside: null } : {};
      for (const problem of built.problems) yield { problem, ...refused };
      const { record, documents = [] } = built;
      if (record === undefined) continue;
      const attached =
        reading === undefined
          ? undefined
          : await readAttachments(page.path, documents, byPath, { reading, urlOf }, signal);
      for (const problem of attached?.problems ?? []) yield { problem };
      const attachments = attached?.attachments ?? [];
      yield { record: attachments.length === 0 ? record : { ...record, attachments } };
    }
    // Pages may be below it, so that those that were not found are not gone.
    if (unread.length > 0) throw notRead(options.folder, unread);
  }

  return {
    source,
    driver: 'markdown',
    async *fetch({ signal }) {
      const limits = options.attachments;
      const reading = limits === undefined ? undefined : createAttachmentReading(limits);
      try {
        yield* readFolder(reading, signal);
      } finally {
        await reading?.close();
      }
    },
  };
}

function nameOf({ path }: FoundFile): RecordName {
  return { kind: 'article', key: path };
}

function notRead(folder: string, [first, ...rest]: readonly Problem[]): AppError {
  const more = rest.length === 0 ? '' : ` and ${rest.length} more`;
  const message = `In the folder ${folder}, '${first?.place}'${more} cannot be read, so that nothing of it counts as gone; give the right to read all of it. ${first?.message}`;
  return new AppError('source_unreadable', message);
}

function tooLarge(file: FoundFile, maxBytes: number): Fetched {
  const { path, size } = file;
  const message = `The file has ${size} bytes, more than the ${maxBytes} of maxBytes; it is set aside.`;
  return { problem: { place: path, message }, setAside: nameOf(file) };
}

async function readPage({
  file,
}: FoundFile): Promise<{ readonly text?: string; readonly problems: readonly string[] }> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return { problems: [`The file cannot be read (${errorName(error)}).`] };
  }
  const found = await detectEncoding(() => [bytes]);
  if (found === undefined) return { problems: ['The file is not text; it is set aside.'] };
  const problems: string[] = [];
  if (found.assumed) problems.push(`The file is not UTF-8; its encoding was taken to be ${found.encoding}.`);
  if (found.damaged)
    problems.push(`The file has bytes that are not valid ${found.encoding}; they read as \uFFFD.`);
  return { text: withPlainLineEnds(new TextDecoder(found.encoding).decode(bytes)), problems };
}

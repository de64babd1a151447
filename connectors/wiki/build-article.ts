import { digestOf } from '../changes/digest-of.ts';
import type { ArticleRecord, Problem, ReadingRule } from '../connector.ts';
import { documentKindOf } from '../documents/document-text.ts';
import type { SourceClock } from '../files/source-clock.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { detectLanguage } from '../rich-text/detect-language.ts';
import { findLinks } from './find-links.ts';
import { findMdxSyntax } from './find-mdx-syntax.ts';
import { splitFrontMatter } from './front-matter.ts';
import { maskMarkdown, removeRanges } from './mask-markdown.ts';
import type { PageTree } from './page-tree.ts';
import { readFrontMatter } from './read-front-matter.ts';
import type { PageHistory } from './read-git-history.ts';
import { readHeading, titleOfPath } from './read-title.ts';

export interface BuildArticleOptions {
  readonly tree: PageTree;
  readonly clock: SourceClock;
  readonly parents: boolean;
  readonly language?: string | undefined;
  /** Who may see a page that does not say so itself. */
  readonly readers: ReadingRule;
  /** Who wrote it and when it was changed, where the page does not say so itself. */
  readonly history?: PageHistory | undefined;
  /** Template with `{path}`. */
  readonly url?: string | undefined;
}

export interface BuiltArticle {
  /** Absent where the page must be set aside. */
  readonly record?: ArticleRecord;
  /** Paths of documents of the folder that it links to, in their order. */
  readonly documents?: readonly string[];
  readonly problems: readonly Problem[];
}

/**
 * Turns a page into an article.
 *
 * @param path the page's path in its source, its key.
 * @param page its text with `\n` as line ends.
 */
export function buildArticle(path: string, page: string, options: BuildArticleOptions): BuiltArticle {
  const problems: Problem[] = [];
  const report = (line: number, message: string) => problems.push({ place: `${path}:${line}`, message });
  const front = splitFrontMatter(page);
  if (front.mistake !== undefined)
    report(front.mistake.line, `The front matter is no YAML: ${front.mistake.message}`);
  const declared = readFrontMatter(front, options.clock, report);
  if (declared === undefined) return { problems };
  const { title, language, readers, ...others } = declared;

  const { masked, comments, unclosedComment } = maskMarkdown(front.body);
  if (unclosedComment !== undefined) {
    const line = front.linesBefore + front.body.slice(0, unclosedComment).split('\n').length;
    report(line, 'The comment that opens here is never closed, so it was read as text; close it with -->.');
  }
  const mdx = path.endsWith('.mdx') ? findMdxSyntax(masked) : [];
  const body = removeRanges(front.body, [...comments, ...mdx]).trim();
  const record: ArticleRecord = {
    kind: 'article',
    key: path,
    path,
    place: path,
    title: title ?? readHeading(front.body, masked) ?? titleOfPath(path),
    body,
    readers: readers ?? options.readers,
    ...fromHistory(options.history),
    ...others,
    ...withoutAbsent({
      url: addressOfPath(options.url, path),
      language: language ?? options.language ?? detectLanguage(masked),
      parent: options.parents ? options.tree.parentOf(path) : undefined,
      links: readLinks(path, masked, options.tree, (line, message) =>
        report(front.linesBefore + line, message),
      ),
      identifier: saysEnough(body) ? digestOf(page) : undefined,
    }),
  };
  return { record, documents: findDocuments(path, masked, options.tree), problems };
}

/** @param template with `{path}`. */
export function addressOfPath(template: string | undefined, path: string): string | undefined {
  return template?.replaceAll('{path}', path.split('/').map(encodeURIComponent).join('/'));
}

function findDocuments(path: string, masked: string, tree: PageTree): readonly string[] {
  const files = findLinks(masked).flatMap(({ target }) => tree.fileAt(path, target) ?? []);
  return [...new Set(files)].filter((file) => documentKindOf(file) !== undefined);
}

function fromHistory(
  history: PageHistory | undefined,
): Pick<ArticleRecord, 'author' | 'writtenOn' | 'updatedAt' | 'formerKeys'> {
  if (history === undefined) return {};
  const { author, changedAt, formerPaths } = history;
  return {
    author,
    ...{ writtenOn: changedAt.slice(0, 10), updatedAt: new Date(changedAt).toISOString() },
    ...(formerPaths.length > 0 && { formerKeys: formerPaths }),
  };
}

/** Letters and digits beside headings, below which a page may be one of many that say the same. */
const fewestLetters = 40;

/** Whether two pages with this text are one: a title alone tells nothing. */
function saysEnough(body: string): boolean {
  const text = body.replace(/^ {0,3}#{1,6}[ \t].*$|^.*\n {0,3}(?:=+|-+)[ \t]*$/gmu, '');
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= fewestLetters;
}

function readLinks(
  path: string,
  masked: string,
  tree: PageTree,
  report: (line: number, message: string) => void,
): readonly string[] | undefined {
  const pages = new Set<string>();
  const missing = new Set<string>();
  for (const { target, line } of findLinks(masked)) {
    const end = tree.resolveLink(path, target);
    if (end === 'missing') {
      const [page = ''] = target.split(/[?#]/);
      if (!missing.has(page)) report(line, `The link to '${target}' leads to no page of this source.`);
      missing.add(page);
    } else if (end !== 'elsewhere' && end.page !== path) pages.add(end.page);
  }
  return pages.size > 0 ? [...pages] : undefined;
}

import type { ArticleRecord, Attachment, ReadingRule } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { dayOf, instantOf } from '../http/instant-of.ts';
import { detectLanguage } from '../rich-text/detect-language.ts';
import { blocksToMarkdown } from './blocks-to-markdown.ts';
import type { Block, NotionPage } from './notion-schemas.ts';
import { extraOf, tagsOf, titleOf } from './page-properties.ts';
import { pagesIn, plainId } from './rich-text-phrasing.ts';

export interface PageContext {
  /** All pages by identifier without hyphens. */
  readonly pages: ReadonlyMap<string, NotionPage>;
  /** Identifiers of the pages above, the highest first. */
  readonly above: readonly string[];
  readonly blocks: readonly Block[];
  readonly readers: ReadingRule;
  readonly author: string | undefined;
  readonly attachments: readonly Attachment[];
}

/** What of an article the page's own time of editing does not tell. */
export function frameOf({
  pages,
  above,
  readers,
  author,
}: Omit<PageContext, 'blocks' | 'attachments'>): unknown {
  const known = above.filter((id) => pages.has(id));
  return [known.map((id) => [id, nameOf(pages.get(id))]), readers, author];
}

/** An article of a page. */
export function buildArticle(
  page: NotionPage,
  { pages, above, blocks, readers, author, attachments }: PageContext,
): ArticleRecord {
  const body = blocksToMarkdown(blocks);
  const known = above.filter((id) => pages.has(id));
  const linked = [...new Set(linksOf(blocks))].filter((id) => id !== plainId(page.id) && pages.has(id));
  const tags = tagsOf(page);
  return {
    kind: 'article',
    key: plainId(page.id),
    title: nameOf(page),
    path: [...known.map((id) => nameOf(pages.get(id))), nameOf(page)]
      .map((step) => step.replaceAll('/', '-').trim())
      .join('/'),
    body,
    url: page.url,
    place: page.url,
    readers,
    ...withoutAbsent({
      updatedAt: instantOf(page.last_edited_time),
      writtenOn: dayOf(page.last_edited_time),
      language: detectLanguage(`${nameOf(page)}\n${body}`),
      author,
      tags: tags.length === 0 ? undefined : tags,
      parent: known.at(-1),
      links: linked.length === 0 ? undefined : linked,
      attachments: attachments.length === 0 ? undefined : attachments,
      extra: extraOf(page),
    }),
  };
}

function nameOf(page: NotionPage | undefined): string {
  return (page === undefined ? '' : titleOf(page)) || 'Untitled';
}

function linksOf(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap(({ content, children }) => {
    const cells = Array.isArray(content.cells) ? content.cells.flatMap(pagesIn) : [];
    const linked = typeof content.page_id === 'string' ? [plainId(content.page_id)] : [];
    return [...pagesIn(content.rich_text), ...cells, ...linked, ...linksOf(children)];
  });
}

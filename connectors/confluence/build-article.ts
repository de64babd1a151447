import type { ArticleRecord, Attachment, ReadingRule } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { dayOf, instantOf } from '../http/instant-of.ts';
import type { Account, AccountBook } from '../people/account-book.ts';
import { detectLanguage } from '../rich-text/detect-language.ts';
import type { Page, Space } from './confluence-schemas.ts';
import type { PageIndex } from './page-index.ts';
import { accountsIn, pagesIn, parseStorage, storageToMarkdown } from './storage-to-markdown.ts';

export interface PageContext {
  /** Address of the site. */
  readonly site: string;
  readonly space: Space;
  readonly index: PageIndex;
  /** What stands above the page, the highest first. */
  readonly ancestors: readonly string[];
  readonly readers: ReadingRule;
  readonly labels: readonly string[];
  readonly attachments: readonly Attachment[];
  readonly book: AccountBook;
  lookUp(accounts: readonly string[]): Promise<ReadonlyMap<string, Account>>;
}

/** An article of a page. */
export async function buildArticle(page: Page, context: PageContext): Promise<ArticleRecord> {
  const { site, space, index, ancestors, readers, labels, attachments, book, lookUp } = context;
  const tree = parseStorage(page.body?.storage?.value ?? '');
  const author = page.authorId ?? undefined;
  const people = await lookUp([...new Set([...accountsIn(tree), ...(author === undefined ? [] : [author])])]);
  const urlOf = (webui: string) => `${site}/wiki${webui}`;
  const body = storageToMarkdown(tree, {
    personName: (account) => people.get(account)?.name,
    pageUrl: (name) => {
      const target = index.find(name, space.key);
      return target === undefined ? undefined : urlOf(target.webui);
    },
  });
  const links = pagesIn(tree).flatMap((name) => index.find(name, space.key)?.id ?? []);
  const others = [...new Set(links)].filter((id) => id !== page.id);
  const parents = ancestors.flatMap((id) => index.get(id) ?? []);
  const url = urlOf(page._links?.webui ?? `/pages/${page.id}`);
  return {
    kind: 'article',
    key: page.id,
    title: page.title.trim() === '' ? page.id : page.title,
    path: [space.name, ...parents.map(({ title }) => title), page.title].map(asFolder).join('/'),
    body,
    url,
    place: url,
    readers,
    extra: { space: space.name },
    ...withoutAbsent({
      updatedAt: instantOf(page.version?.createdAt),
      writtenOn: dayOf(page.version?.createdAt),
      language: detectLanguage(body),
      author: author === undefined ? undefined : book.person(people.get(author) ?? { id: author }),
      tags: labels.length === 0 ? undefined : labels,
      parent: parents.at(-1)?.id,
      links: others.length === 0 ? undefined : others,
      attachments: attachments.length === 0 ? undefined : attachments,
    }),
  };
}

/** A title as one step of a path. */
function asFolder(title: string): string {
  return title.replaceAll('/', '-').trim();
}

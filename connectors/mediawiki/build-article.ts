import type { ArticleRecord, Attachment, ReadingRule } from '../connector.ts';
import { withoutAbsent } from '../files/without-absent.ts';
import { dayOf, instantOf } from '../http/instant-of.ts';
import { detectLanguage } from '../rich-text/detect-language.ts';
import type { RenderedPage } from './mediawiki-api.ts';
import type { MediaWikiSettings } from './mediawiki-options.ts';
import type { WikiPage } from './mediawiki-schemas.ts';
import { renderedToMarkdown } from './rendered-to-markdown.ts';

export interface WikiContext {
  /** Numbers of pages by title, those of redirects included. */
  readonly keys: ReadonlyMap<string, string>;
  readonly namespaces: ReadonlyMap<number, string>;
  readonly readers: ReadingRule;
  readonly settings: MediaWikiSettings;
}

/** What of an article the listing tells, and not the time at which the page was touched. */
export function frameOf({ touched: _, ...page }: WikiPage, keys: WikiContext['keys']): unknown {
  const { title } = page;
  return [page, title.includes('/') ? keys.get(title.slice(0, title.lastIndexOf('/'))) : undefined];
}

/** An article of a page and its text. */
export function buildArticle(
  { pageid, ns, title, canonicalurl, fullurl, pagelanguage, revisions, categories }: WikiPage,
  {
    html,
    links,
    attachments,
  }: Pick<RenderedPage, 'html' | 'links'> & { readonly attachments: readonly Attachment[] },
  { keys, namespaces, readers, settings }: WikiContext,
): ArticleRecord {
  const key = String(pageid);
  const url = canonicalurl ?? fullurl ?? `${settings.apiUrl.replace(/api\.php$/, 'index.php')}?curid=${key}`;
  const body = renderedToMarkdown(html, url);
  const [latest] = revisions ?? [];
  const user = latest?.user ?? undefined;
  const targets = [...new Set(links.flatMap((link) => keys.get(link) ?? []))].filter(
    (other) => other !== key,
  );
  // A page of another namespace is 'Handbook:Leave'; its own pages below it are 'Leave/Parents'.
  const prefix = namespaces.get(ns) ?? '';
  const name = prefix !== '' && title.startsWith(`${prefix}:`) ? title.slice(prefix.length + 1) : title;
  const parent = name.includes('/') ? keys.get(title.slice(0, title.lastIndexOf('/'))) : undefined;
  return {
    kind: 'article',
    key,
    title: name,
    path: prefix === '' ? name : `${prefix}/${name}`,
    body,
    url,
    place: url,
    readers,
    ...withoutAbsent({
      updatedAt: instantOf(latest?.timestamp),
      writtenOn: dayOf(latest?.timestamp),
      // The wiki's own language says little of a page; its letters say more.
      language: pagelanguage?.startsWith('zh') ? 'zh' : detectLanguage(body),
      author: user === undefined ? undefined : (settings.accounts[user] ?? user),
      tags:
        categories.length === 0
          ? undefined
          : categories.map((category) => category.title.replace(/^[^:]+:/, '')),
      parent,
      links: targets.length === 0 ? undefined : targets,
      attachments: attachments.length === 0 ? undefined : attachments,
    }),
  };
}

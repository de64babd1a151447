import { pMapIterable } from 'p-map';
import { AppError } from '../../src/operations/app-error.ts';
import type { Connector, Fetched } from '../connector.ts';
import { toReadingRule } from '../files/reading-rule-schema.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { buildArticle } from './build-article.ts';
import { createMediaWikiApi, type MediaWikiApi } from './mediawiki-api.ts';
import {
  type MediaWikiOptions,
  type MediaWikiSettings,
  mediaWikiOptionsSchema,
} from './mediawiki-options.ts';
import { pageSchema, type WikiPage } from './mediawiki-schemas.ts';

export type MediaWikiConnectorOptions = MediaWikiOptions & ServiceOptions;

/** Pages that are rendered at a time; wikis ask that few requests run side by side ("API:Etiquette"). */
const concurrency = 2;

/**
 * Reads pages of a MediaWiki as articles, all of them at each run, as the wiki renders them, so that templates are filled in.
 *
 * @throws AppError `invalid_config` for a user name without a password, or the other way round, or both and a token.
 */
export function createMediaWikiConnector({
  source,
  limits,
  ...options
}: MediaWikiConnectorOptions): Connector {
  const settings = mediaWikiOptionsSchema.parse(options);
  const { username, password, token } = settings;
  if (
    (username === undefined) !== (password === undefined) ||
    (username !== undefined && token !== undefined)
  )
    throw new AppError(
      'invalid_config',
      `The source '${source}' needs username and password, or token alone, or none of them.`,
    );
  return {
    source,
    driver: 'mediawiki',
    fetch: ({ signal }) => readWiki(createMediaWikiApi(settings, limits), settings, signal),
  };
}

async function* readWiki(
  api: MediaWikiApi,
  settings: MediaWikiSettings,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  await api.signIn(signal);
  const namespaces = await api.namespaces(signal);
  const readers = toReadingRule(settings.readers);
  const pages: WikiPage[] = [];
  for (const namespace of settings.namespaces) {
    for await (const value of api.pages(namespace, signal)) {
      const parsed = pageSchema.safeParse(value);
      if (parsed.success) pages.push(parsed.data);
      else {
        const message = `The page has another shape${describeShape(parsed.error)}; left out.`;
        yield { problem: { place: placeOfValue(value), message } };
      }
    }
  }
  const keys = new Map<string, string>();
  for (const { title, pageid, redirects } of pages)
    for (const name of [title, ...redirects.map((redirect) => redirect.title)])
      keys.set(name, String(pageid));

  const texts = pMapIterable(pages, async (page) => ({ page, text: await api.text(page.pageid, signal) }), {
    concurrency,
  });
  for await (const { page, text } of texts) {
    signal.throwIfAborted();
    // Undefined: it was deleted since the pages were listed.
    if (text !== undefined)
      yield { record: buildArticle(page, text, { keys, namespaces, readers, settings }) };
    signal.throwIfAborted();
  }
}

function placeOfValue(value: unknown): string {
  const id = typeof value === 'object' && value !== null && 'pageid' in value ? String(value.pageid) : '?';
  return `page ${id}`;
}

import type { z } from 'zod';
import { readPages } from '../http/read-pages.ts';
import { createSourceClient, type RequestLimits } from '../http/source-client.ts';
import { SourceError } from '../http/source-error.ts';
import { joinBatch } from './join-batch.ts';
import type { MediaWikiSettings } from './mediawiki-options.ts';
import {
  filesSchema,
  listingSchema,
  loginSchema,
  parsedSchema,
  siteSchema,
  tokensSchema,
  type WikiFile,
} from './mediawiki-schemas.ts';
import { readAnswer } from './read-answer.ts';

/** What is read of MediaWiki's action API, version 1.39 and later. */
export interface MediaWikiApi {
  /** Signs in, where there is a password. */
  signIn(signal: AbortSignal): Promise<void>;
  /** Names of namespaces by number; that of articles is ''. */
  namespaces(signal: AbortSignal): Promise<ReadonlyMap<number, string>>;
  /** Pages of a namespace without their text, redirects left out; each still unchecked. */
  pages(namespace: number, signal: AbortSignal): AsyncIterable<unknown>;
  /** A page as the wiki renders it; undefined for one that was deleted meanwhile, `closed` for one that the account may not read. */
  text(page: number, signal: AbortSignal): Promise<RenderedPage | 'closed' | undefined>;
  /** Files of these names, at most fifty; those that are not there are left out. */
  files(names: readonly string[], signal: AbortSignal): Promise<readonly WikiFile[]>;
  /** @param most bytes of it */
  download(address: string, most: number, signal: AbortSignal): Promise<Uint8Array>;
  /** The wiki's time at its first answer; null before it, or where it told none. */
  readonly beganAt: string | null;
}

export interface RenderedPage {
  readonly html: string;
  /** Titles of pages that it links to. */
  readonly links: readonly string[];
  /** Names of files that it shows or links to. */
  readonly files: readonly string[];
}

type Parameters = Readonly<Record<string, string | number | boolean>>;

const common: Parameters = { format: 'json', formatversion: 2, errorformat: 'plaintext' };
/** The most pages that a user without further rights is given at a time ("API:Query"). */
const perPage = 500;

/**
 * The API says its limits with status 200, and the code of an error in a header ("API:Errors and warnings"). How long to wait it says of
 * a database that lags behind alone; its other limits are by the minute ("Manual:$wgRateLimits").
 */
function secondsOfLimit({ headers }: Response): number | undefined {
  if (!/\b(?:ratelimited|maxlag)\b/.test(headers.get('mediawiki-api-error') ?? '')) return undefined;
  return Number(headers.get('retry-after') ?? 60);
}

export function createMediaWikiApi(
  settings: MediaWikiSettings,
  limits?: Partial<RequestLimits>,
): MediaWikiApi {
  const cookies = new Map<string, string>();
  const client = createSourceClient({
    service: 'MediaWiki',
    baseUrl: new URL('.', settings.apiUrl).href,
    headers: () => ({
      'user-agent': 'orgwise (sync of a company wiki)',
      ...(settings.token !== undefined && { authorization: `Bearer ${settings.token}` }),
      ...(cookies.size > 0 && { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') }),
    }),
    limitedFor: secondsOfLimit,
    limits,
    fileHosts: settings.attachments?.hosts,
  });
  // A session that has ended would otherwise read on as a visitor.
  const assertion: Parameters =
    settings.username === undefined && settings.token === undefined ? {} : { assert: 'user' };

  async function ask<T>(
    parameters: Parameters,
    schema: z.ZodType<T>,
    signal: AbortSignal,
    method: 'query' | 'form' = 'query',
  ): Promise<T> {
    const whole = { ...common, ...parameters };
    const form = Object.fromEntries(Object.entries(whole).map(([name, value]) => [name, String(value)]));
    const { body, headers } = await client.request({
      path: 'api.php',
      ...(method === 'query' ? { query: whole } : { form }),
      schema: readAnswer(schema, settings.apiUrl),
      signal,
    });
    for (const cookie of headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name.trim(), value);
    }
    if ('failure' in body) throw body;
    return body.content;
  }

  return {
    get beganAt() {
      return client.beganAt;
    },
    async signIn(signal) {
      const { username, password } = settings;
      if (username === undefined || password === undefined) return;
      const { query } = await ask({ action: 'query', meta: 'tokens', type: 'login' }, tokensSchema, signal);
      const lgtoken = query.tokens.logintoken;
      const credentials = { action: 'login', lgname: username, lgpassword: password, lgtoken };
      const { login } = await ask(credentials, loginSchema, signal, 'form');
      if (login.result === 'Success') return;
      const reason = typeof login.reason === 'string' ? login.reason : login.reason?.text;
      throw new SourceError(
        'unauthorized',
        `MediaWiki does not accept the bot password of ${username}${reason === undefined ? '' : ` (${reason.replace(/\.$/, '')})`}; make a new one at Special:BotPasswords.`,
      );
    },
    async namespaces(signal) {
      const parameters = { action: 'query', meta: 'siteinfo', siprop: 'general|namespaces', ...assertion };
      const { query } = await ask(parameters, siteSchema, signal);
      return new Map(Object.values(query.namespaces).map(({ id, name }) => [id, name]));
    },
    pages(namespace, signal) {
      const parameters = {
        action: 'query',
        generator: 'allpages',
        gapnamespace: namespace,
        gaplimit: perPage,
        gapfilterredir: 'nonredirects',
        prop: 'info|revisions|categories|redirects',
        inprop: 'url',
        rvprop: 'timestamp|user',
        cllimit: 'max',
        clshow: '!hidden',
        rdlimit: 'max',
        ...assertion,
      };
      const batch = joinBatch();
      return readPages<unknown, string>(`the pages of namespace ${namespace}`, async (cursor) => {
        const next: Parameters = cursor === null ? {} : (JSON.parse(cursor) as Parameters);
        const answer = await ask({ ...parameters, ...next }, listingSchema, signal);
        batch.add(answer.query?.pages ?? []);
        // What belongs to the same pages may come in several answers.
        const items = answer.batchcomplete === true || answer.continue == null ? batch.take() : [];
        return { items, next: answer.continue == null ? null : JSON.stringify(answer.continue) };
      });
    },
    async text(page, signal) {
      const parameters = {
        action: 'parse',
        pageid: page,
        prop: 'text|links|images',
        disableeditsection: true,
        disablelimitreport: true,
        disabletoc: true,
        ...assertion,
      };
      try {
        const { parse } = await ask(parameters, parsedSchema, signal);
        return { html: parse.text, links: parse.links.map(({ title }) => title), files: parse.images };
      } catch (error) {
        if (!(error instanceof SourceError) || error.status !== 200) throw error;
        if (error.failure === 'missing') return undefined;
        if (error.body === 'permissiondenied') return 'closed';
        throw error;
      }
    },
    async files(names, signal) {
      const titles = names.map((name) => `File:${name}`).join('|');
      const parameters = {
        ...{ action: 'query', titles, prop: 'imageinfo', iiprop: 'url|size|mime|sha1' },
        ...assertion,
      };
      const { query } = await ask(parameters, filesSchema, signal);
      return (query?.pages ?? []).flatMap(({ title, imageinfo: [file] }) => {
        if (file === undefined) return [];
        const url = new URL(file.url, settings.apiUrl).href;
        return [{ ...file, url, name: title.replace(/^[^:]*:/, '') }];
      });
    },
    download: (path, most, signal) => client.download({ path, isAnywhere: true, most, signal }),
  };
}

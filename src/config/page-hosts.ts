import { asanaPages } from '../../connectors/asana/asana-options.ts';
import { githubPages } from '../../connectors/github/github-options.ts';
import { linearPages } from '../../connectors/linear/linear-options.ts';
import { notionPages } from '../../connectors/notion/notion-options.ts';
import type { SourceConfig } from './source-schema.ts';

/** Hosts of the pages of tasks and articles that sources have, each once, in their order; never those of their APIs. Pure. */
export function pageHosts(sources: readonly SourceConfig[]): readonly string[] {
  const addresses = sources.flatMap(pagesOf).map((address) => address.replace(/[{}]/g, ''));
  const hosts = addresses.flatMap((address) => (isWeb(address) ? [new URL(address).hostname] : []));
  return [...new Set(hosts)];
}

/** Addresses, or patterns of them such as https://wiki.acme.com/{path}. */
function pagesOf(source: SourceConfig): readonly string[] {
  switch (source.type) {
    case 'asana':
      return [asanaPages];
    case 'github':
      return [githubPages(source)];
    case 'linear':
      return [linearPages];
    case 'notion':
      return notionPages;
    case 'confluence':
    case 'jira':
    case 'outline':
      return [source.url];
    case 'mediawiki':
      return [source.apiUrl];
    case 'markdown':
      return source.url === undefined ? [] : [source.url];
    case 'csv':
      return source.tasks?.url === undefined ? [] : [source.tasks.url];
    // People and teams, whose pages get no previews.
    case 'bamboohr':
    case 'entra':
    case 'ldap':
    case 'scim':
    case 'slack':
      return [];
  }
}

const isWeb = (address: string): boolean => /^https?:\/\//.test(address) && URL.canParse(address);

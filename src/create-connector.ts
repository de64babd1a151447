import { createAsanaConnector } from '../connectors/asana/asana-connector.ts';
import { createBambooHrConnector } from '../connectors/bamboohr/bamboohr-connector.ts';
import { createConfluenceConnector } from '../connectors/confluence/confluence-connector.ts';
import type { Connector } from '../connectors/connector.ts';
import { createCsvConnector } from '../connectors/csv/csv-connector.ts';
import { createEntraConnector } from '../connectors/entra/entra-connector.ts';
import { createGithubConnector } from '../connectors/github/github-connector.ts';
import { createJiraConnector } from '../connectors/jira/jira-connector.ts';
import { createLdapConnector } from '../connectors/ldap/ldap-connector.ts';
import { createLinearConnector } from '../connectors/linear/linear-connector.ts';
import { createMediaWikiConnector } from '../connectors/mediawiki/mediawiki-connector.ts';
import { createNotionConnector } from '../connectors/notion/notion-connector.ts';
import { createOutlineConnector } from '../connectors/outline/outline-connector.ts';
import type { PushedDirectory } from '../connectors/pushed-directory.ts';
import { createScimConnector } from '../connectors/scim/scim-connector.ts';
import { createSlackConnector } from '../connectors/slack/slack-connector.ts';
import { createMarkdownConnector } from '../connectors/wiki/markdown-connector.ts';
import type { SourceConfig } from './config/source-schema.ts';

/**
 * The connector that a source of the configuration names, with its options.
 *
 * @param openDirectory what identity providers pushed for a source, by its name.
 */
export function createConnector(
  source: SourceConfig,
  timeZone: string,
  openDirectory: (source: string) => PushedDirectory,
): Connector {
  switch (source.type) {
    case 'asana':
      return createAsanaConnector(serviceOptionsOf(source));
    case 'confluence':
      return createConfluenceConnector(serviceOptionsOf(source));
    case 'bamboohr':
      return createBambooHrConnector({ ...serviceOptionsOf(source), timeZone });
    case 'mediawiki':
      return createMediaWikiConnector(serviceOptionsOf(source));
    case 'outline':
      return createOutlineConnector(serviceOptionsOf(source));
    case 'notion':
      return createNotionConnector(serviceOptionsOf(source));
    case 'csv':
      return createCsvConnector({ ...optionsOf(source), timeZone });
    case 'entra':
      return createEntraConnector({ ...serviceOptionsOf(source), timeZone });
    case 'github':
      return createGithubConnector(serviceOptionsOf(source));
    case 'jira':
      return createJiraConnector(serviceOptionsOf(source));
    case 'linear':
      return createLinearConnector(serviceOptionsOf(source));
    case 'ldap':
      return createLdapConnector(optionsOf(source));
    case 'scim':
      return createScimConnector({ ...optionsOf(source), directory: openDirectory(source.name) });
    case 'slack':
      return createSlackConnector(serviceOptionsOf(source));
    case 'markdown':
      return createMarkdownConnector({ ...optionsOf(source), timeZone });
  }
}

/** A connector's own options, and the name of its source; schedules are not its affair. */
function optionsOf<Source extends SourceConfig>({
  name,
  type: _type,
  schedule: _schedule,
  ...options
}: Source) {
  return { ...options, source: name };
}

/** Of a source that is asked over HTTP: with how often it may be asked in a run, where that is configured. */
function serviceOptionsOf<Source extends SourceConfig & { readonly maxRequests?: number | undefined }>({
  name,
  type: _type,
  schedule: _schedule,
  maxRequests,
  ...options
}: Source) {
  const limits = maxRequests === undefined ? {} : { limits: { requests: maxRequests } };
  return { ...options, ...limits, source: name };
}

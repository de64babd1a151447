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
      return createAsanaConnector(optionsOf(source));
    case 'confluence':
      return createConfluenceConnector(optionsOf(source));
    case 'bamboohr':
      return createBambooHrConnector({ ...optionsOf(source), timeZone });
    case 'mediawiki':
      return createMediaWikiConnector(optionsOf(source));
    case 'outline':
      return createOutlineConnector(optionsOf(source));
    case 'notion':
      return createNotionConnector(optionsOf(source));
    case 'csv':
      return createCsvConnector({ ...optionsOf(source), timeZone });
    case 'entra':
      return createEntraConnector({ ...optionsOf(source), timeZone });
    case 'github':
      return createGithubConnector(optionsOf(source));
    case 'jira':
      return createJiraConnector(optionsOf(source));
    case 'linear':
      return createLinearConnector(optionsOf(source));
    case 'ldap':
      return createLdapConnector(optionsOf(source));
    case 'scim':
      return createScimConnector({ ...optionsOf(source), directory: openDirectory(source.name) });
    case 'slack':
      return createSlackConnector(optionsOf(source));
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

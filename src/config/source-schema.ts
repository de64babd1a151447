import { validate as isCronExpression } from 'node-cron';
import { z } from 'zod';
import { asanaOptionsSchema } from '../../connectors/asana/asana-options.ts';
import { bambooHrOptionsSchema } from '../../connectors/bamboohr/bamboohr-options.ts';
import { confluenceOptionsSchema } from '../../connectors/confluence/confluence-options.ts';
import { csvOptionsSchema } from '../../connectors/csv/csv-options.ts';
import { entraOptionsSchema } from '../../connectors/entra/entra-options.ts';
import { githubOptionsSchema } from '../../connectors/github/github-options.ts';
import { jiraOptionsSchema } from '../../connectors/jira/jira-options.ts';
import { ldapOptionsSchema } from '../../connectors/ldap/ldap-options.ts';
import { linearOptionsSchema } from '../../connectors/linear/linear-options.ts';
import { mediaWikiOptionsSchema } from '../../connectors/mediawiki/mediawiki-options.ts';
import { notionOptionsSchema } from '../../connectors/notion/notion-options.ts';
import { outlineOptionsSchema } from '../../connectors/outline/outline-options.ts';
import { scimOptionsSchema } from '../../connectors/scim/scim-options.ts';
import { slackOptionsSchema } from '../../connectors/slack/slack-options.ts';
import { markdownOptionsSchema } from '../../connectors/wiki/markdown-options.ts';

/** A cron expression in the company's time zone: minute, hour, day of month, month, day of week. */
export const scheduleSchema = z.string().refine((expression) => isCronExpression(expression), {
  error: "a cron expression such as '0 2 * * *'",
});

const common = {
  name: z
    .string()
    .regex(/^[a-z0-9-]+$/, { error: 'lower-case letters, digits and hyphens' })
    .describe('Name of the source; it stands in answers, and in the graph, so keep it.'),
  schedule: scheduleSchema.optional().describe('When it is synced; like the others when left away.'),
};

/** What a source has beside it that is asked over HTTP. */
const service = {
  ...common,
  maxRequests: z
    .int()
    .positive()
    .optional()
    .describe('The most requests of one run, after which it ends as incomplete; 1,000,000 when left away.'),
};

/** What every source has, whatever reads it. */
export const commonSourceSchema = z.object(common);

/** One source: which connector reads it, and that connector's own options. */
export const sourceSchema = z.discriminatedUnion('type', [
  csvOptionsSchema.extend({
    ...common,
    type: z.literal('csv').describe('People, teams and tasks from CSV files.'),
  }),
  markdownOptionsSchema.extend({
    ...common,
    type: z.literal('markdown').describe('Pages from a folder of Markdown files.'),
  }),
  githubOptionsSchema.extend({
    ...service,
    type: z.literal('github').describe('Tasks from the issues of GitHub.'),
  }),
  jiraOptionsSchema.extend({
    ...service,
    type: z.literal('jira').describe('Tasks from the issues of Jira Cloud.'),
  }),
  asanaOptionsSchema.extend({
    ...service,
    type: z.literal('asana').describe('Tasks from Asana.'),
  }),
  linearOptionsSchema.extend({
    ...service,
    type: z.literal('linear').describe('Tasks from the issues of Linear.'),
  }),
  ldapOptionsSchema.extend({
    ...common,
    type: z
      .literal('ldap')
      .describe('People and teams from Active Directory, OpenLDAP or another LDAP directory.'),
  }),
  confluenceOptionsSchema.extend({
    ...service,
    type: z.literal('confluence').describe('Pages from Confluence Cloud.'),
  }),
  bambooHrOptionsSchema.extend({
    ...service,
    type: z.literal('bamboohr').describe('People from BambooHR.'),
  }),
  entraOptionsSchema.extend({
    ...service,
    type: z.literal('entra').describe('People and teams from Microsoft Entra ID (Microsoft 365).'),
  }),
  scimOptionsSchema.extend({
    ...common,
    type: z
      .literal('scim')
      .describe('People and groups that Okta, Entra ID or another identity provider pushes by SCIM 2.0.'),
  }),
  slackOptionsSchema.extend({
    ...service,
    type: z
      .literal('slack')
      .describe('Accounts of people, or the people themselves, from a Slack workspace.'),
  }),
  mediaWikiOptionsSchema.extend({
    ...service,
    type: z.literal('mediawiki').describe('Pages from a MediaWiki.'),
  }),
  outlineOptionsSchema.extend({
    ...service,
    type: z.literal('outline').describe('Pages from Outline.'),
  }),
  notionOptionsSchema.extend({
    ...service,
    type: z.literal('notion').describe('Pages from Notion.'),
  }),
]);

export type SourceConfig = z.output<typeof sourceSchema>;

export const sourceTypes = sourceSchema.options.map((option) => option.shape.type.value);

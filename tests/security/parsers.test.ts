import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { afterAll, describe, expect, it } from 'vitest';
import { parseCursor as parseAsanaCursor } from '../../connectors/asana/asana-cursor.ts';
import { adfToMarkdown } from '../../connectors/atlassian/adf-to-markdown.ts';
import { parseStorage, storageToMarkdown } from '../../connectors/confluence/storage-to-markdown.ts';
import { parseDate } from '../../connectors/files/parse-date.ts';
import { createSourceClock } from '../../connectors/files/source-clock.ts';
import { buildTask as buildGithubTask } from '../../connectors/github/build-task.ts';
import { keyOfIssueUrl, parseIssue } from '../../connectors/github/github-api.ts';
import { parseCursor as parseGithubCursor } from '../../connectors/github/github-cursor.ts';
import { fieldText } from '../../connectors/jira/field-text.ts';
import { parseGeneralizedTime } from '../../connectors/ldap/entry-values.ts';
import { parseCursor as parseLinearCursor } from '../../connectors/linear/linear-cursor.ts';
import { renderedToMarkdown } from '../../connectors/mediawiki/rendered-to-markdown.ts';
import { blocksToMarkdown } from '../../connectors/notion/blocks-to-markdown.ts';
import { filesOfBlocks } from '../../connectors/notion/uploaded-files.ts';
import { tidyText } from '../../connectors/outline/tidy-text.ts';
import { readAccountMap } from '../../connectors/people/read-account-map.ts';
import { htmlToMarkdown } from '../../connectors/rich-text/html-to-markdown.ts';
import { buildArticle } from '../../connectors/wiki/build-article.ts';
import { createPageTree } from '../../connectors/wiki/page-tree.ts';
import { parseCommand } from '../../src/bot/commands/parse-command.ts';
import { readEvent } from '../../src/bot/slack/event-id.ts';
import { readChange } from '../../src/bot/slack/read-change.ts';
import { readText } from '../../src/bot/slack/read-text.ts';
import { parseActivity } from '../../src/bot/teams/parse-activity.ts';
import { joinedRoster, placeOf, readActivity } from '../../src/bot/teams/read-activity.ts';
import { parseMessage } from '../../src/bot/web/parse-message.ts';
import { createSignedValues } from '../../src/bot/web/sign-in/signed-value.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { readQuestionSet } from '../../src/evaluation/read-question-set.ts';
import { inertText } from '../../src/graph/inert-text.ts';
import { validateGraphQuery } from '../../src/graph/validate-graph-query.ts';
import { AppError } from '../../src/operations/app-error.ts';
import { parseAuditLine } from '../../src/operations/audit/audit-line.ts';
import { splitPassages } from '../../src/sync/split-passages.ts';
import fc from '../seeded-properties.ts';
import { readCsv } from '../unit/connectors/csv/read-csv.ts';
import { bounds, hostileJson, hostileText } from './hostile-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'orgwise-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const configOf = (text: string): unknown => {
  const configFile = join(folder, 'orgwise.yaml');
  writeFileSync(configFile, text);
  return loadConfig({ configFile, env: { A: 'a' }, cwd: folder });
};
const accountsOf = (text: string): Promise<unknown> => {
  const file = join(folder, 'accounts.csv');
  writeFileSync(file, text);
  return readAccountMap(file);
};
const company =
  'company: { name: A, timeZone: UTC }\nsources:\n  - { name: a, type: csv, people: { file: a.csv } }\n';
const place = { pageUrl: () => 'https://wiki.example/x', personName: () => undefined };
const signed = createSignedValues([Buffer.alloc(32, 7).toString('base64')]);
const page = {
  tree: createPageTree(['a.md'], ['a.md']),
  clock: createSourceClock('UTC'),
  parents: true,
  readers: [['everyone']],
};

/** Whoever reads text that others wrote. */
const ofText: Readonly<Record<string, (text: string) => unknown>> = {
  configuration: configOf,
  'the end of a configuration': (text) => configOf(company + text),
  'people in CSV': (text) => readCsv('people', text),
  'tasks in CSV': (text) => readCsv('tasks', `id,title,readers,due\n${text}`),
  'a page in Markdown': (text) => buildArticle('a.md', text, page),
  'front matter': (text) => buildArticle('a.md', `---\n${text}\n---\nwords`, page),
  'passages of a page': (text) => splitPassages(text, 'title'),
  HTML: htmlToMarkdown,
  'a page of MediaWiki': (text) => renderedToMarkdown(text, 'https://wiki.example/'),
  'a page of Confluence': (text) => storageToMarkdown(parseStorage(text), place),
  'a page of Outline': (text) => tidyText(text, 'https://outline.example'),
  'a date': (text) => parseDate(text),
  'a generalized time of LDAP': parseGeneralizedTime,
  'the address of an issue of GitHub': keyOfIssueUrl,
  'a cursor of Asana': parseAsanaCursor,
  'a cursor of GitHub': parseGithubCursor,
  'a cursor of Linear': parseLinearCursor,
  'a map of accounts': accountsOf,
  'the end of a map of accounts': (text) => accountsOf(`source,account,person\n${text}`),
  'questions in YAML': (text) => readQuestionSet(text, 'a.yaml'),
  'questions in JSON Lines': (text) => readQuestionSet(text, 'a.jsonl'),
  'a command': parseCommand,
  'words of Slack': (text) => readText(text, 'UBOT', async () => 'somebody'),
  'a message of the page': (text) => parseMessage(text, { people: [], isSignedIn: false }),
  'a cookie of the page': (text) => signed.verify(text, 'session'),
  'a line of the audit trail': parseAuditLine,
  'text that is shown': inertText,
};

/** Of the processor, since others may work on the machine too. */
const mostMs = 1_000;

/** @returns what came of it, where that is neither a result nor a sentence for people. */
async function upset(read: () => unknown): Promise<string | null> {
  const begun = process.cpuUsage();
  try {
    await read();
  } catch (error) {
    if (!(error instanceof AppError)) return `it threw ${String(error).slice(0, 200)}`;
  }
  const { user, system } = process.cpuUsage(begun);
  const took = (user + system) / 1000;
  return took > mostMs ? `it took ${took} ms` : null;
}

describe('a parser neither breaks nor hangs', () => {
  it.each(Object.entries(ofText))(
    'on hostile text: %s',
    async (_, read) => {
      await fc.assert(
        fc.asyncProperty(hostileText, async (text) => {
          expect(await upset(() => read(text))).toBe(null);
        }),
        bounds,
      );
    },
    3_600_000,
  );

  const nested = (open: string, close: string): string => open.repeat(8_000) + close.repeat(8_000);
  it.each(Object.entries(ofText))(
    'on what is nested without an end: %s',
    async (_, read) => {
      for (const [open, close] of [
        ['<div>', '</div>'],
        ['<b><i>', '</i></b>'],
        ['<ul><li>', '</li></ul>'],
        ['<table><tr><td>', ''],
        ['> ', ''],
        ['[', ']'],
        ['{"a":', '}'],
        ['- ', ''],
        ['**a _', ''],
        ['![](', ''],
        ['"', ''],
      ] as const)
        expect([open, await upset(() => read(nested(open, close)))]).toEqual([open, null]);
    },
    3_600_000,
  );
});

const adf = hostileJson(
  [
    'type',
    'content',
    'text',
    'marks',
    'attrs',
    'level',
    'href',
    'url',
    'version',
    'order',
    'language',
    'state',
  ],
  [
    'doc',
    'paragraph',
    'text',
    'heading',
    'bulletList',
    'listItem',
    'table',
    'tableRow',
    'tableCell',
    'codeBlock',
  ],
);
const notion = hostileJson(
  ['id', 'type', 'rich_text', 'children', 'plain_text', 'href', 'annotations', 'paragraph', 'table', 'cells'],
  [
    'paragraph',
    'heading_1',
    'bulleted_list_item',
    'to_do',
    'table',
    'table_row',
    'code',
    'equation',
    'image',
  ],
);
const notionTypes =
  'paragraph heading_1 to_do bulleted_list_item toggle table code equation image quote'.split(' ');
const query = hostileJson(
  [
    'find',
    'where',
    'return',
    'kind',
    'all',
    'any',
    'not',
    'property',
    'op',
    'value',
    'values',
    'related',
    'paths',
  ],
  ['Task', 'Employee', 'list', 'count', 'groups', 'eq', 'in', 'contains', 'ASSIGNED_TO', 'out'],
);
const event = hostileJson(
  [
    'event',
    'type',
    'channel',
    'user',
    'message',
    'previous_message',
    'text',
    'ts',
    'subtype',
    'authorizations',
  ],
  ['message', 'message_changed', 'message_deleted', 'im', 'C1', 'U1'],
);

const activity = hostileJson(
  [
    'type',
    'name',
    'text',
    'value',
    'action',
    'data',
    'id',
    'from',
    'recipient',
    'conversation',
    'conversationType',
    'channelData',
    'team',
    'tenant',
    'entities',
    'membersAdded',
    'timestamp',
  ],
  ['message', 'invoke', 'messageUpdate', 'conversationUpdate', 'adaptiveCard/action', 'personal', 'channel'],
);
const wholeIssue = {
  id: 1,
  number: 1,
  title: 'Broken door',
  state: 'open',
  html_url: 'https://github.com/acme/web/issues/1',
  labels: [],
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};
const issue = hostileJson(
  ['title', 'body', 'state', 'state_reason', 'labels', 'assignees', 'milestone', 'closed_at', 'updated_at'],
  ['closed', 'open', 'not_planned', 'login', 'name', '2026-13-45', 'parent_issue_url'],
);

describe('a reader of JSON neither breaks nor hangs', () => {
  const calm = async (json: fc.Arbitrary<unknown>, read: (value: unknown) => unknown): Promise<void> => {
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        expect(await upset(() => read(value))).toBe(null);
      }),
      bounds,
    );
  };

  it('of ADF', async () => {
    await calm(adf, (content) => adfToMarkdown({ type: 'doc', content: [content] }));
    await calm(adf, fieldText);
  });
  it('of ADF that is nested without an end', async () => {
    let deep: unknown = { type: 'text', text: 'x' };
    for (let level = 0; level < 20_000; level++) deep = { type: 'blockquote', content: [deep] };
    expect(await upset(() => adfToMarkdown({ type: 'doc', content: [deep] }))).toBe(null);
    expect(await upset(() => fieldText({ type: 'doc', content: [deep] }))).toBe(null);
  });
  it('of Notion’s blocks', async () => {
    await calm(notion, (value) => {
      const content = typeof value === 'object' && value !== null ? { ...value } : {};
      return notionTypes.map((type) => {
        const blocks = [{ id: 'b', type, content, children: [] }];
        return [blocksToMarkdown(blocks), filesOfBlocks(blocks)];
      });
    });
  });
  it('of queries', async () => {
    await calm(query, validateGraphQuery);
  });
  it('of Slack’s events', async () => {
    await calm(event, readChange);
    await calm(event, readEvent);
  });
  it('of Teams’ activities', async () => {
    await calm(activity, (value) => {
      const whole = { type: 'message', ...(typeof value === 'object' ? value : {}) };
      const read = parseActivity(JSON.stringify(whole)) as Activity | null;
      return read === null ? null : [readActivity(read), joinedRoster(read), placeOf(read)];
    });
  });
  it('of issues of GitHub', async () => {
    let built = 0;
    await calm(issue, (value) => {
      const read = parseIssue({ ...wholeIssue, ...(typeof value === 'object' ? value : {}) });
      if (!read.success) return null;
      built += 1;
      const context = { repository: 'acme/web', readers: [['everyone']], blockers: [], placement: undefined };
      return buildGithubTask(read.data, context, { logins: {}, priorityLabels: {} });
    });
    expect(built).toBeGreaterThan(0);
  });
});

import { describe, expect, it } from 'vitest';
import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { NameRecord } from '../../../src/graph/graph-store.ts';
import { findMentions, type MentionText } from '../../../src/sync/find-mentions.ts';
import { MentionIndex } from '../../../src/sync/mention-index.ts';

function named(label: NodeLabel, key: string, name: string, more: Partial<NameRecord> = {}): NameRecord {
  return {
    id: `${label.toLowerCase()}:${key}`,
    label,
    source: 'directory',
    name,
    key,
    aliases: [],
    email: null,
    detail: null,
    ...more,
  };
}

const task = (key: string, url: string | null = null, formerKeys: readonly string[] = []) => ({
  ...{ id: `task:${key}`, source: 'tracker', key, url, formerKeys },
});
const page = (key: string, title: string, url: string | null = null) => ({
  id: `article:${key}`,
  source: 'wiki',
  key,
  title,
  url,
  formerKeys: [],
});

const index = new MentionIndex({
  names: [
    named('Employee', 'ana', 'Ana Silva', { email: 'ana@acme.example', aliases: ['asilva'] }),
    named('Employee', 'wei', '张伟'),
    named('Employee', 'may1', 'May Fields'),
    named('Employee', 'may2', 'May Fields'),
    named('Employee', 'prince', 'Prince'),
    named('Team', 'platform', 'Platform'),
    named('Team', 'sig-node', 'Node', { detail: 'SIG' }),
    named('Company', 'openai', 'OpenAI Inc'),
    named('Company', 'none', 'Freelance'),
    named('Project', 'groundwork', 'Groundwork'),
  ],
  tasks: [
    task('PLAT-7', 'https://tracker.acme.example/browse/PLAT-7'),
    task('KEP-0753'),
    task('MY_P-4'),
    task('acme/web#12', 'https://github.com/acme/web/issues/12'),
    task('120', 'https://app.asana.example/0/9/120'),
  ],
  articles: [
    page('runbooks/sso.md', 'SSO runbook'),
    page('runbooks/backup.md', 'Backup'),
    page('98304', 'Leave rules', 'https://acme.atlassian.example/wiki/spaces/HR/pages/98304/Leave+rules'),
  ],
});

const inTask: Omit<MentionText, 'text'> = { source: 'tracker', own: new Set() };
const inPage: Omit<MentionText, 'text'> = {
  source: 'wiki',
  articleKey: 'runbooks/restore.md',
  own: new Set(['article:runbooks/restore.md']),
};
const targets = (text: string, place = inTask): string[] =>
  findMentions({ text, ...place }, index).map(({ target }) => target);

describe('what a text names', () => {
  it.each<[string, readonly string[]]>([
    // Keys, however they are joined, and none where the number goes on.
    ['see PLAT-7, and PLAT 7', ['task:PLAT-7']],
    ['KEP #753 and KEP-0753', ['task:KEP-0753']],
    ['PLAT-71 and XPLAT-7', []],
    ['MY_P-4 is blocked by acme/web#12.', ['task:MY_P-4', 'task:acme/web#12']],
    ['MY_P-41, acme/web#123, x/acme/web#12', []],
    // Addresses of tasks and pages, of any source.
    ['https://tracker.acme.example/browse/PLAT-7?focusedId=3', ['task:PLAT-7']],
    ['(https://GitHub.com/acme/web/issues/12/).', ['task:acme/web#12']],
    ['https://app.asana.example/0/9/120#comment', ['task:120']],
    ['https://app.asana.example/ and https://github.com/acme/web/issues/13', []],
    ['见 https://acme.atlassian.example/wiki/spaces/HR/pages/98304/Leave+rules。', ['article:98304']],
    // People by whole names, accounts and addresses; not by what several are called.
    ['Ana Silva and ana silva', ['employee:ana']],
    ['ask @asilva or ana@acme.example', ['employee:ana']],
    ['@asilva/reviewers', []],
    ['Ana wrote it', []],
    ['请联系张伟。', ['employee:wei']],
    ['May Fields decides', []],
    // One word is a name within a sentence alone.
    ['This was decided by Prince on Monday', ['employee:prince']],
    ['Prince decides', []],
    ['the owner is Platform, again', ['team:platform']],
    ['Platform engineers wanted', []],
    ['the platform team', ['team:platform']],
    ['owned by SIG Node', ['team:sig-node']],
    ['a node fails', []],
    // Companies and projects letter for letter; their legal form may be left out.
    ['with OpenAI since May', ['company:openai']],
    ['openai and docs/OpenAI/readme', []],
    ['a Freelance writer', []],
    ['part of Groundwork', ['project:groundwork']],
    ['the groundwork is laid', []],
    // Titles of two words or more.
    ['the SSO runbook says so', ['article:runbooks/sso.md']],
    ['make a Backup', []],
    ['see runbooks/backup.md', ['article:runbooks/backup.md']],
  ])('%s', (text, found) => {
    expect(targets(text).sort()).toEqual([...found].sort());
  });

  it('a link leads on from the page that it stands in, and a page does not name itself', () => {
    expect(targets('[how](sso.md#first), [back](/runbooks/backup)', inPage)).toEqual([
      'article:runbooks/sso.md',
      'article:runbooks/backup.md',
    ]);
    expect(targets('[here](restore.md) and [there](https://acme.example/sso.md)', inPage)).toEqual([]);
  });

  it('each once, under its surest form', () => {
    const [one, another] = findMentions({ text: 'Ana Silva (@asilva)', ...inTask }, index);
    expect(one).toEqual({ target: 'employee:ana', surface: '@asilva', confidence: 1 });
    expect(another).toBeUndefined();
  });
});

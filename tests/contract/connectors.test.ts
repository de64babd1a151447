import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCsvConnector } from '../../connectors/csv/csv-connector.ts';
import { createMarkdownConnector } from '../../connectors/wiki/markdown-connector.ts';
import { type ConnectorHarness, describeConnector, type Thing } from './connector-suite.ts';

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describeConnector('csv', {
  prepare(folder) {
    writeFileSync(
      join(folder, 'people.csv'),
      'id,name,email,start_date\ne1,Ana Lima,ana@example.com,2020-02-01\ne2,Bo Chen,,\n',
    );
    writeFileSync(join(folder, 'teams.csv'), 'id,name,lead\nweb,Web,e1\n');
    writeFileSync(
      join(folder, 'tasks.csv'),
      'id,title,status,assignees,created,updated,due\nT-1,Write,Done,e1;e2,2024-1-5,2024-01-06T10:00:00Z,\nT-2,Read,,,,,2024/02/03\n',
    );
    return createCsvConnector({
      source: 'office',
      people: { file: join(folder, 'people.csv') },
      teams: { file: join(folder, 'teams.csv') },
      tasks: { file: join(folder, 'tasks.csv'), readers: ['everyone'] },
    });
  },
  breakOneRecord(folder) {
    writeFileSync(join(folder, 'people.csv'), 'id,name,email,start_date\ne1,Ana Lima\ne2,Bo Chen,,\n');
  },
  removeSource(folder) {
    rmSync(join(folder, 'people.csv'));
  },
  write(folder, things) {
    const lines = things.map(({ id, title, text }) => `T-${id},${quoted(title)},${quoted(text)}\n`);
    writeFileSync(join(folder, 'tasks.csv'), `id,title,description\n${lines.join('')}`);
    writeFileSync(join(folder, 'people.csv'), 'id,name\ne1,Ana\n');
    writeFileSync(join(folder, 'teams.csv'), 'id,name\nweb,Web\n');
  },
  keyOf: (id) => `T-${id}`,
  lacks: [
    [['move'], 'A row stands nowhere: its project and team are columns like others.'],
    [['paging'], 'A file is read from its beginning to its end.'],
    [
      ['cut body'],
      'A file that ends in the middle of a row has one that is malformed, as in the test of those.',
    ],
  ],
});

const markdown: ConnectorHarness = {
  prepare(folder) {
    mkdirSync(join(folder, 'wiki/runbooks'), { recursive: true });
    writeFileSync(join(folder, 'wiki/README.md'), '# Home\n\nSee [SSO](runbooks/sso.md).\n');
    writeFileSync(
      join(folder, 'wiki/runbooks/sso.md'),
      '---\nauthor: ana@example.com\nupdated: 2024-01-05\ntags: [login]\n---\n# Single sign-on\n',
    );
    writeFileSync(join(folder, 'wiki/runbooks/vpn.mdx'), 'import X from "x"\n\n# VPN\n');
    return createMarkdownConnector({ source: 'wiki', readers: ['everyone'], folder: join(folder, 'wiki') });
  },
  breakOneRecord(folder) {
    appendFileSync(join(folder, 'wiki/runbooks/vpn.mdx'), Buffer.from([0, 1, 2, 0, 0, 3]));
  },
  removeSource(folder) {
    rmSync(join(folder, 'wiki'), { recursive: true });
  },
  write(folder, things) {
    rmSync(join(folder, 'wiki'), { recursive: true });
    mkdirSync(join(folder, 'wiki'));
    for (const { id, title, text } of things)
      writeFileSync(join(folder, 'wiki', pageOf(id)), `---\ntitle: ${title}\n---\n\n${text}\n`);
  },
  keyOf: pageOf,
  lacks: [
    [
      ['move'],
      'A page is known by its path alone: elsewhere it is another page, and the one that was there is gone.',
    ],
    [['paging'], 'A folder is walked from its beginning to its end.'],
    [['cut body'], 'A page of which the end is missing is a page.'],
  ],
};

function pageOf(id: number): string {
  return `thing-${id}.md`;
}

describeConnector('markdown', markdown);

const git = (folder: string, ...words: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Ana', '-c', 'user.email=ana@example.com', ...words], {
    cwd: join(folder, 'wiki'),
  });
const commit = (folder: string): void => {
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Change');
};

describeConnector(
  'markdown',
  {
    ...markdown,
    prepare(folder) {
      markdown.prepare(folder);
      git(folder, 'init', '--quiet');
      commit(folder);
      return createMarkdownConnector({
        source: 'wiki',
        readers: ['everyone'],
        folder: join(folder, 'wiki'),
        git: {},
      });
    },
    write(folder, things: readonly Thing[]) {
      git(folder, 'rm', '--quiet', '-r', '--ignore-unmatch', '.');
      mkdirSync(join(folder, 'wiki'), { recursive: true });
      for (const { id, title, text } of things)
        writeFileSync(join(folder, 'wiki', pageOf(id)), `---\ntitle: ${title}\n---\n\n${text}\n`);
      commit(folder);
    },
    lacks: [
      ...markdown.lacks,
      [
        ['10,000 records'],
        'Pages are read as those of any other folder, and committing so many takes ten seconds.',
      ],
    ],
  },
  ' of a git repository',
);

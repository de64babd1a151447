import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCsvConnector } from '../../connectors/csv/csv-connector.ts';
import { createMarkdownConnector } from '../../connectors/wiki/markdown-connector.ts';
import { describeConnector } from './connector-suite.ts';

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
      tasks: { file: join(folder, 'tasks.csv') },
    });
  },
  breakOneRecord(folder) {
    writeFileSync(join(folder, 'people.csv'), 'id,name,email,start_date\ne1,Ana Lima\ne2,Bo Chen,,\n');
  },
  removeSource(folder) {
    rmSync(join(folder, 'people.csv'));
  },
});

describeConnector('markdown', {
  prepare(folder) {
    mkdirSync(join(folder, 'wiki/runbooks'), { recursive: true });
    writeFileSync(join(folder, 'wiki/README.md'), '# Home\n\nSee [SSO](runbooks/sso.md).\n');
    writeFileSync(
      join(folder, 'wiki/runbooks/sso.md'),
      '---\nauthor: ana@example.com\nupdated: 2024-01-05\ntags: [login]\n---\n# Single sign-on\n',
    );
    writeFileSync(join(folder, 'wiki/runbooks/vpn.mdx'), 'import X from "x"\n\n# VPN\n');
    return createMarkdownConnector({ source: 'wiki', folder: join(folder, 'wiki') });
  },
  breakOneRecord(folder) {
    appendFileSync(join(folder, 'wiki/runbooks/vpn.mdx'), Buffer.from([0, 1, 2, 0, 0, 3]));
  },
  removeSource(folder) {
    rmSync(join(folder, 'wiki'), { recursive: true });
  },
});

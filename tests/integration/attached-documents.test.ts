import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config/load-config.ts';
import { operatorViewer } from '../../src/graph/viewer.ts';
import { createOrgwise } from '../../src/main.ts';
import { pdfOf } from '../fixtures/documents.ts';

const address = 'https://wiki.example.com/files/reimbursement.pdf';

/** A company whose wiki says nothing but in a document that is attached to a page. */
async function openCompany() {
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-attached-'));
  mkdirSync(join(folder, 'wiki/files'), { recursive: true });
  const document = join(folder, 'wiki/files/reimbursement.pdf');
  writeFileSync(
    join(folder, 'wiki/travel.md'),
    '# Travel\n\nThe rules stand in [this document](files/reimbursement.pdf).\n\n## Booking\n\nTrains are booked in the portal.\n',
  );
  writeFileSync(document, pdfOf(['Cover sheet'], ['Hotel receipts are reimbursed within 45 days.']));
  writeFileSync(
    join(folder, 'orgwise.yaml'),
    [
      'company: { name: Acme, timeZone: Europe/Berlin, today: 2026-11-20 }',
      'sources:',
      '  - name: wiki',
      '    type: markdown',
      '    folder: ./wiki',
      '    readers: [everyone]',
      "    url: 'https://wiki.example.com/{path}'",
      '    attachments: {}',
    ].join('\n'),
  );
  const configFile = join(folder, 'orgwise.yaml');
  const config = loadConfig({ configFile, dataDir: join(folder, 'data'), env: {}, cwd: folder });
  const orgwise = await createOrgwise(config);
  onTestFinished(async () => {
    await orgwise.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const ask = async (question: string) => {
    const asker = { viewer: operatorViewer, employeeId: null };
    const answer = await orgwise.answerQuestion({ question, asker, context: [] });
    return { text: answer.text, cited: answer.claims.flatMap(({ citations }) => citations) };
  };
  return { orgwise, ask, document };
}

test('an answer quotes an attached document, and leads to its page; a changed one is read anew', async () => {
  const { orgwise, ask, document } = await openCompany();
  await orgwise.sync();
  const question = 'Within how many days are hotel receipts reimbursed?';
  const first = await ask(question);
  expect(first.text).toContain('45 days');
  expect(first.cited[0]).toMatchObject({
    title: 'Travel',
    heading: 'reimbursement.pdf',
    url: `${address}#page=2`,
    document: address,
  });
  const page = await ask('Where are trains booked?');
  expect(page.cited[0]).toMatchObject({ url: 'https://wiki.example.com/travel.md#booking' });
  expect(page.cited[0]).not.toHaveProperty('document');

  writeFileSync(document, pdfOf(['Hotel receipts are reimbursed within 60 days.']));
  await orgwise.sync();
  const second = await ask(question);
  expect(second.text).toContain('60 days');
  expect(second.text).not.toContain('45 days');
  expect(second.cited[0]?.url).toBe(`${address}#page=1`);
});

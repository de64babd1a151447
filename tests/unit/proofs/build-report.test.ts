import { expect, test } from 'vitest';
import { buildReport } from '../../../bench/proofs/build-report.ts';

const run = {
  name: 'acknowledge',
  begunAt: '2026-11-26T14:20:31.123Z',
  seconds: 83.4,
  commit: '8df5139',
  hasChanges: false,
  cores: 2,
  loadBefore: 3.14,
  nodeVersion: 'v24.1.0',
  platform: 'linux x64',
  output: 'lost: 0\n',
  exitCode: 0,
};

test('a report shows the printed numbers, and where and when they were seen', () => {
  const report = buildReport(run);
  expect(report).toContain('It holds.');
  for (const fact of ['2026-11-26 14:20 UTC', '83 s', '| 8df5139 |', '2 cores', '3.1', 'v24.1.0', 'lost: 0'])
    expect(report).toContain(fact);
});

test('a report does not hide a failure, nor changes that no commit holds', () => {
  const report = buildReport({ ...run, exitCode: 1, hasChanges: true });
  expect(report).toContain('It does not hold (exit code 1).');
  expect(report).toContain('8df5139, with changes that were not committed');
});

/**
 * Asks the registry for known vulnerabilities of what is installed where Orgwise runs: `npm run audit:dependencies`. Fails on
 * high and critical ones; where the registry does not answer, it says so, and that nothing was looked at.
 */
import { spawnSync } from 'node:child_process';
import { judgeAudit } from './judge-audit.ts';

const { stdout, error } = spawnSync(
  'npm',
  ['audit', '--omit=dev', '--package-lock-only', '--json', '--fetch-retries=1', '--fetch-timeout=20000'],
  { encoding: 'utf8', shell: process.platform === 'win32', timeout: 90_000 },
);
const { text, isBad } = judgeAudit(error === undefined ? stdout : '');
console.log(text);
process.exitCode = isBad ? 1 : 0;

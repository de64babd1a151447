/**
 * Takes the pictures of the README: the page of the sample company in a browser, as it is now.
 *
 *     npx node deploy/pictures/take-pictures.ts      CHROMIUM names the browser, where it is not /usr/bin/chromium
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'orgwise-pictures-'));
const port = '3991';
const question = 'Who under Priya owns blocked tasks that mention the SSO runbook?';

const server = spawn(process.execPath, ['src/orgwise.mjs', 'start', '--data', folder, '--port', port], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  await new Promise<void>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => text.toString().includes('Ctrl+C') && resolve());
    server.once('exit', (code) => reject(new Error(`Orgwise ended with ${code} before it served`)));
  });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1000, height: 860 } });
  await page.goto(`http://localhost:${port}`);
  const picker = page.getByRole('combobox', { name: 'Speak as' });
  await picker.fill('Nora Weiss');
  await picker.press('Enter');
  const field = page.getByLabel('Message', { exact: true });
  await field.fill(question);
  await field.press('Enter');
  await page.locator('.reply.waiting').waitFor({ state: 'detached' });
  await page.getByText('As of').last().waitFor();
  await page.screenshot({ path: join(root, 'docs/pictures/web-page.png') });
  await browser.close();
} finally {
  server.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}

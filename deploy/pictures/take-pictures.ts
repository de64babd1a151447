import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium } from 'playwright-core';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise } from '../../src/main.ts';
import { serve } from '../../src/serve.ts';

/**
 * Takes the pictures of the README from the page of the sample company, in light and in dark, into `docs/pictures/`. Needs
 * Chromium at /usr/bin/chromium or at the path in CHROMIUM.
 *
 *     npm run pictures
 */
const pictures = [
  { name: 'table', as: 'Priya Raman', question: 'Which tasks of Platform are overdue?' },
  { name: 'article', as: 'John Doe', question: 'How long do we keep raw meter readings?' },
];
const viewport = { width: 1080, height: 880 };
const root = fileURLToPath(new URL('../../', import.meta.url));
const target = join(root, 'docs/pictures');

const folder = mkdtempSync(join(tmpdir(), 'orgwise-pictures-'));
const configFile = join(root, 'sample-company/orgwise.yaml');
const orgwise = await createOrgwise(
  loadConfig({ configFile, dataDir: join(folder, 'data'), env: {}, cwd: folder }),
);
await orgwise.sync();
const serving = await serve(orgwise, { port: 0, onBusyPort: () => {} });
const browser = await chromium.launchPersistentContext(join(folder, 'browser'), {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  headless: true,
  viewport,
});
try {
  mkdirSync(target, { recursive: true });
  for (const { name, as, question } of pictures) await takePicture(browser, name, as, question);
} finally {
  await browser.close();
  await serving.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function takePicture(
  context: BrowserContext,
  name: string,
  as: string,
  question: string,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(serving.url ?? '');
  await page.evaluate('localStorage.clear()');
  await page.reload();
  const picker = page.getByRole('combobox', { name: 'Speak as' });
  await picker.click();
  await picker.fill(as);
  await picker.press('Enter');
  const field = page.getByLabel('Message', { exact: true });
  await field.fill(question);
  await field.press('Enter');
  await page.locator('.reply:visible').getByText('As of').waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = join(target, `${name}-${colorScheme}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
  await page.close();
}

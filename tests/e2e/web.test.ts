import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createWebAdapter } from '../../src/bot/web/web-adapter.ts';
import { startSignedPage } from '../fixtures/sign-in/signed-page.ts';
import { isDemanded } from '../is-demanded.ts';
import { replyTo } from './web-replies.ts';

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasChromium = existsSync(executable);
/** Where pictures of the page go, for those who want to look at it. */
const pictures = process.env.ORGWISE_TESTS_PICTURES;
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const people = [
  { email: 'ana.silva@acme.example', name: 'Ana Silva', title: 'Data Engineer' },
  { email: 'l.nowak@acme.example', name: 'Łukasz Nowak', title: 'Site Reliability Engineer' },
  { email: 'wang@acme.example', name: '王小明', title: '工程师' },
];
const adapter = createWebAdapter({
  host: '127.0.0.1',
  port: 0,
  people: async () => people,
  company: 'Acme',
  examples: ['Which tasks of Core Platform are overdue?', 'How do I get into the VPN?', 'Ana 手下有哪些人？'],
  log: { error: () => {} },
});
let folder: string;
let browser: BrowserContext;

describe.runIf(hasChromium || isDemanded('chromium'))(
  `the web page in a browser${hasChromium ? '' : ` (needs Chromium at ${executable} or at the path in CHROMIUM)`}`,
  () => {
    beforeAll(async () => {
      await adapter.start(replyTo);
      folder = mkdtempSync(join(tmpdir(), 'orgwise-browser-'));
      browser = await chromium.launchPersistentContext(folder, {
        executablePath: executable,
        args: flags,
        headless: true,
        viewport: { width: 1280, height: 860 },
      });
    });
    afterAll(async () => {
      await browser?.close();
      await adapter.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('answers a direct message with a table, its sources and how it came about', async () => {
      const page = await openPage();
      await picture(page, 'welcome');
      await page.getByRole('button', { name: 'Which tasks of Core Platform are overdue?' }).click();
      const reply = lastReply(page);
      await reply.getByRole('table').waitFor();
      expect(await reply.getByRole('row').count()).toBe(4);
      expect(await reply.getByRole('cell').nth(2).textContent()).toBe('Łukasz Nowak, 王小明');
      expect(await reply.getByRole('link', { name: 'Write the quarterly report' }).getAttribute('href')).toBe(
        'https://tasks.acme.example/CORE-2',
      );
      await reply.getByText('How did you get this?').click();
      expect(await reply.locator('.how pre').textContent()).toContain('?1 = "<!channel>"');
      await reply.getByText('Looked for: tasks assigned to <Ana> & *Ben*').waitFor();
      expect(await page.locator('.welcome').count()).toBe(0);
      await picture(page, 'table');
    });

    it('asks again with the one meant when a candidate is chosen', async () => {
      const page = await openPage();
      await ask(page, 'What is Ana working on?');
      await lastReply(page)
        .getByRole('button', { name: /Ana Silva/ })
        .waitFor();
      await picture(page, 'candidates');
      await lastReply(page)
        .getByRole('button', { name: /Ana Silva/ })
        .click();
      await lastReply(page).getByText('CORE-7').waitFor();
      expect(await page.locator('.asked').last().textContent()).toContain('ana.silva@acme.example');
    });

    it('tells no answer and a failure apart from answers', async () => {
      const page = await openPage();
      await ask(page, 'Where may I park?');
      await lastReply(page).getByText('No answer in the data').waitFor();
      await ask(page, 'Please break');
      await lastReply(page).getByText('ab12cd34').waitFor();
      await picture(page, 'failure');
    });

    it('mentions in #general, in a conversation of its own', async () => {
      const page = await openPage();
      await ask(page, 'How do I get into the VPN?');
      await lastReply(page).getByText('vpnctl up').waitFor();
      await picture(page, 'article');
      await page.getByText('# general').click();
      expect(await page.locator('.asked:visible').count()).toBe(0);
      await ask(page, 'Who is Ben?');
      await lastReply(page).getByText('Seen by 3 people.').waitFor();
      expect(await page.locator('.asked:visible').textContent()).toContain('@Orgwise Who is Ben?');
      await page.getByText('Direct message').click();
      await lastReply(page).getByText('vpnctl up').waitFor();
    });

    it('runs /whois and /tasks as the person chosen by keyboard', async () => {
      const page = await openPage();
      const picker = page.getByRole('combobox', { name: 'Speak as' });
      await picker.click();
      await page.getByRole('option').first().waitFor();
      await picture(page, 'people');
      await picker.fill('lukasz reliab');
      await picker.press('Enter');
      expect(await picker.inputValue()).toBe('Łukasz Nowak');
      await ask(page, '/whois Ana');
      await lastReply(page).getByText('Command whois of l.nowak@acme.example: Ana').waitFor();
      await page.getByRole('button', { name: '/tasks' }).click();
      await page.keyboard.type('overdue');
      await page.keyboard.press('Enter');
      await lastReply(page).getByText('Command tasks of l.nowak@acme.example: overdue').waitFor();
    });

    it('starts a new line with Shift and Enter', async () => {
      const page = await openPage();
      const field = page.getByLabel('Message', { exact: true });
      await field.fill('one');
      await field.press('Shift+Enter');
      await page.keyboard.type('two');
      expect(await field.inputValue()).toBe('one\ntwo');
      expect(await page.locator('.asked').count()).toBe(0);
    });

    it('shows that it waits, and in the conversation when the server is gone', async () => {
      const page = await openPage();
      const held = Promise.withResolvers<void>();
      await page.route('**/messages', async (route) => {
        await held.promise;
        await route.abort();
      });
      await ask(page, 'Where may I park?');
      await page.getByText('Looking that up').waitFor({ state: 'attached' });
      expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true);
      held.resolve();
      await lastReply(page).getByText('could not be reached').waitFor();
      await page.unroute('**/messages');
      await lastReply(page).getByRole('button', { name: 'Try again' }).click();
      await lastReply(page).getByText('No answer in the data').waitFor();
    });

    it('leads to signing in where people sign in, and shows whose page it is', async () => {
      const signed = await startSignedPage({ signIn: ', links: true' });
      onTestFinished(() => signed.stop());
      signed.provider.account = 'ana';
      // Chromium asks for an icon of the provider's own pages now and then, which have none.
      const page = await newPage(/status of 403|favicon\.ico/);
      await page.goto(signed.url);
      await picture(page, 'sign-in');
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByText('What would you like to know?').waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
      await page.locator('#signed-in').getByText('Ana Silva').waitFor();
      expect(await page.getByRole('combobox', { name: 'Speak as' }).isVisible()).toBe(false);
      expect(await page.getByText('# general').isVisible()).toBe(false);
      await ask(page, 'How many tasks are assigned to me?');
      await lastReply(page).getByText('1 task').first().waitFor();
      await picture(page, 'signed-in');
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('link', { name: 'Sign in' }).waitFor();
      signed.provider.account = 'eve';
      // The provider has a session of its own.
      await page.context().clearCookies({ domain: '127.0.0.1' });
      await page.getByRole('link', { name: 'Sign in' }).click();
      await page.getByRole('alert').getByText('could not find you').waitFor();
      await picture(page, 'sign-in-refused');
      const link = await signed.orgwise.pageLinks?.make({
        employeeId: 'employee:hr:e2',
        email: 'ben@acme.example',
      });
      await page.goto(link?.url ?? '');
      await page.getByRole('button', { name: 'Sign in with this link' }).waitFor();
      // Neither the history nor who looks over a shoulder has it any more.
      await page.waitForURL(`${signed.url}/sign-in`);
      await page.getByRole('button', { name: 'Sign in with this link' }).click();
      await page.locator('#signed-in').getByText('Ben Okoro').waitFor();
      await page.goto(`${signed.url}/people`);
      await page.goto(link?.url ?? '');
      await page.getByRole('button', { name: 'Sign in with this link' }).click();
      await page.getByRole('alert').getByText('used before').waitFor();
    });

    it('fits a telephone', async () => {
      const page = await openPage();
      await page.setViewportSize({ width: 390, height: 780 });
      await picture(page, 'phone-welcome');
      await ask(page, 'Which tasks are overdue?');
      await lastReply(page).getByRole('table').waitFor();
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBe(390);
      await picture(page, 'phone-table');
    });
  },
);

/** The test fails where the browser logged a breach of the policy or another error that was not asked for. */
async function newPage(expected = /ERR_FAILED/): Promise<Page> {
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (said) => {
    const text = `${said.text()} ${said.location().url}`;
    if (said.type() === 'error' && !expected.test(text)) errors.push(text);
  });
  onTestFinished(async () => {
    await page.close();
    expect(errors).toEqual([]);
  });
  return page;
}

/** A fresh page of the sample company's kind. */
async function openPage(): Promise<Page> {
  const page = await newPage();
  await page.goto(adapter.url());
  await page.evaluate('localStorage.clear()');
  await page.reload();
  await page.getByText('What would you like to know?').waitFor();
  return page;
}

async function ask(page: Page, text: string): Promise<void> {
  const field = page.getByLabel('Message', { exact: true });
  await field.fill(text);
  await field.press('Enter');
}

function lastReply(page: Page): Locator {
  return page.locator('.reply:visible').last();
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
  }
}

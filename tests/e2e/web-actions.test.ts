import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import { createWebAdapter } from '../../src/bot/web/web-adapter.ts';
import { createLog } from '../../src/operations/log.ts';
import { openSampleCompany, type SampleCompany } from '../fixtures/sample-company.ts';
import { isDemanded } from '../is-demanded.ts';

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
const hasChromium = existsSync(executable);
const nora = 'Nora Weiss';
const salary = 'What is the gross salary band for a senior engineer in Berlin?';

describe.runIf(hasChromium || isDemanded('chromium'))('buttons and settings in a browser', () => {
  let company: SampleCompany;
  let adapter: ReturnType<typeof createWebAdapter>;
  let browser: BrowserContext;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), 'orgwise-browser-'));

  beforeAll(async () => {
    company = await openSampleCompany();
    const { orgwise } = company;
    await orgwise.sync();
    adapter = createWebAdapter({
      host: '127.0.0.1',
      port: 0,
      company: 'Voltmoor',
      examples: [],
      log: { error: () => {} },
      people: async () => [...(await orgwise.access.people())],
    });
    await adapter.start(
      createMessageHandler({
        ...orgwise,
        log: createLog('silent'),
        admins: ['nora.weiss@voltmoor.example'],
        keepsQuestions: true,
      }),
    );
    browser = await chromium.launchPersistentContext(folder, {
      executablePath: executable,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
      headless: true,
    });
  });
  afterAll(async () => {
    await browser?.close();
    await adapter?.stop();
    await company?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(adapter.url());
    await speakAs(nora);
    return () => page.close();
  });

  async function speakAs(name: string): Promise<void> {
    const picker = page.getByRole('combobox', { name: 'Speak as' });
    await picker.fill(name);
    await picker.press('Enter');
  }

  async function ask(text: string): Promise<Locator> {
    const field = page.getByLabel('Message', { exact: true });
    await field.fill(text);
    await field.press('Enter');
    return await settled();
  }

  async function press(reply: Locator, name: string): Promise<Locator> {
    await reply.getByRole('button', { name, exact: true }).click();
    return await settled();
  }

  async function settled(): Promise<Locator> {
    await page.locator('.reply.waiting').waitFor({ state: 'detached' });
    return page.locator('.reply:visible').last();
  }

  it('pages through a long list', async () => {
    const first = await ask('Which tasks are open?');
    expect(await first.getByRole('row').count()).toBe(21);
    const top = await first.getByRole('row').nth(1).textContent();
    const second = await press(first, 'Show the next 20');
    expect(await second.getByRole('row').count()).toBe(21);
    expect(await second.getByRole('row').nth(1).textContent()).not.toBe(top);
  });

  it('shows privately what the channel may not see', async () => {
    await page.getByText('# general').click();
    const open = await ask(salary);
    expect(await open.textContent()).not.toContain('70,000');
    const hers = await press(open, 'Show me privately');
    expect(await hers.textContent()).toContain('70,000');
    expect(await hers.textContent()).toContain('only you see this');
    const shared = await press(hers, 'Share in channel');
    expect(await shared.textContent()).not.toContain('70,000');
  });

  it('takes opinions with a reason, and shows them on the home of administrators', async () => {
    const reply = await ask('How many tasks are open?');
    await reply.locator('summary', { hasText: 'Not helpful' }).click();
    await reply.getByLabel('What was wrong or missing?').fill('only <b>mine</b>');
    const thanks = await press(reply, 'Not helpful');
    expect(await thanks.textContent()).toContain('Thank you');
    await page.reload();
    await speakAs(nora);
    const home = page.locator('.home:visible');
    await home.getByText('What people thought of answers', { exact: true }).click();
    await home.getByText('− “How many tasks are open?”: only <b>mine</b>').waitFor();
    await home.getByText('My team', { exact: true }).click();
    await speakAs('John Doe');
    await home.getByText('My tasks', { exact: true }).click();
    await home.getByText('WEB-57').waitFor();
    expect(await home.getByText('What people thought of answers').count()).toBe(0);
  });

  it('changes a setting by its form, and shows a person as a card', async () => {
    const form = await ask('/settings');
    await form.getByLabel('Language').selectOption('zh');
    const saved = await settled();
    expect(await saved.textContent()).toContain('已保存');
    await saved.getByLabel('语言').selectOption('auto');
    await settled();
    const who = await ask('/whois John Doe');
    expect(await who.locator('.profiles').textContent()).toContain('Marta Kowalczyk');
  });
});

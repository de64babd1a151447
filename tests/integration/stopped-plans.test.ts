import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { OnMessage } from '../../src/bot/bot-adapter.ts';
import { createMessageHandler } from '../../src/bot/handle-message.ts';
import type { IncomingMessage } from '../../src/bot/message.ts';
import type { Reply } from '../../src/bot/reply.ts';
import { createWebAdapter } from '../../src/bot/web/web-adapter.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { createOrgwise, type Orgwise } from '../../src/main.ts';
import { createLog } from '../../src/operations/log.ts';
import { type CliCompany, openCliCompany } from './cli-company.ts';

const helena = 'helena@voltmoor.example';
const ben = 'ben@voltmoor.example';
const pages = Object.fromEntries(
  Array.from({ length: 12 }, (_, at) => [
    `wiki/page-${at}.md`,
    `---\ntitle: Page ${at}\n---\n\nText ${at}.\n`,
  ]),
);

describe('a sync that a brake stopped', () => {
  let files: CliCompany;
  let orgwise: Orgwise;
  let handle: OnMessage;
  beforeEach(async () => {
    files = openCliCompany();
    files.write(pages);
    orgwise = await createOrgwise(
      loadConfig({
        configFile: files.config,
        dataDir: files.data,
        env: { ORGWISE_LOG_LEVEL: 'silent' },
        cwd: files.folder,
      }),
    );
    onTestFinished(() => orgwise.close());
    handle = createMessageHandler({ ...orgwise, log: createLog('silent'), admins: [helena] });
    await orgwise.sync();
    files.write(Object.fromEntries(Object.keys(pages).map((path) => [path, null])));
    await orgwise.sync({}, 'schedule');
  });

  type Said = Pick<Reply, 'actions' | 'visibleTo'> & { readonly text: string };
  const say = async (email: string, more: object): Promise<Said> => {
    const message: IncomingMessage = {
      id: 'm',
      platform: 'web',
      conversationId: `web:direct:${email}`,
      sender: { accountId: email, email },
      kind: 'command',
      command: 'status',
      text: '',
      canReplyPrivately: true,
      ...more,
    };
    const reply = await handle(message);
    return { ...reply, text: reply.kind === 'answer' ? reply.answer.text : reply.text };
  };
  const pagesKept = async (): Promise<number> => (await orgwise.graph.keys('Article')).length;
  const auditLines = async (): Promise<string> => {
    await orgwise.audit.flush();
    return (await files.run('audit', 'list')).out;
  };

  it('is shown to administrators with what it would do, and one press carries it out', async () => {
    const shown = await say(helena, {});
    expect(shown.text).toContain(
      'The last sync of wiki was stopped, since it would lose much. It waits for somebody to approve it (“status approve wiki”):\n- articles: 0 new, 0 changed, 12 gone\n- gone would be Page 0, Page 1,',
    );
    expect(shown.actions?.map(({ kind, label }) => [kind, label])).toEqual([
      ['approve_plan', 'Approve the sync of wiki'],
    ]);
    expect(await pagesKept()).toBe(14);
    const ref = shown.actions?.[0]?.ref ?? '';
    const press = { kind: 'action', action: { ref } };
    // Nobody else, be they an administrator or not, and from no other platform.
    expect((await say(ben, press)).text).toContain('belongs to somebody else');
    expect((await say(helena, { ...press, platform: 'slack' })).text).toContain('time is over');
    expect(await pagesKept()).toBe(14);
    const done = await say(helena, press);
    expect([done.text, done.visibleTo]).toEqual(['The sync of wiki is done.', 'asker']);
    expect(await pagesKept()).toBe(2);
    expect(await auditLines()).toContain('employee:directory:e1  web  sync approve');
    // It is done with: pressed again, there is no plan any more.
    expect((await say(helena, press)).text).toContain('Nothing was written');
    expect((await say(helena, {})).actions).toBeUndefined();
  });

  it('is approved in words as well, also in Chinese, and refused where more would go by now', async () => {
    const other = 'wiki/runbooks/sso.md';
    const text = readFileSync(join(files.folder, other), 'utf8');
    files.write({ [other]: null });
    expect((await say(helena, { text: 'approve wiki' })).text).toContain(
      'Nothing was written: wiki or the graph',
    );
    files.write({ [other]: text });
    await say(helena, { command: 'settings', text: 'language zh' });
    expect((await say(helena, { text: 'approve tracker' })).text).toBe('没有等待批准的 tracker 同步。');
    expect((await say(helena, { text: 'approve wiki' })).text).toBe('wiki 同步完成。');
    expect(await pagesKept()).toBe(2);
  });

  it('is nothing that others see, and an administrator only where nobody else reads', async () => {
    for (const [email, more] of [
      [ben, {}],
      [helena, { audience: [{ accountId: ben, email: ben }], canReplyPrivately: false }],
    ] as const) {
      const shown = await say(email, more);
      expect(shown.text).not.toContain('stopped');
      expect(shown.actions).toBeUndefined();
      expect((await say(email, { ...more, text: 'approve wiki' })).text).toBe(
        'Only administrators may see that.',
      );
    }
    expect(await pagesKept()).toBe(14);
  });

  it('is approved on the page, by requests of the page alone', async () => {
    const page = createWebAdapter({
      host: '127.0.0.1',
      port: 0,
      company: 'Voltmoor',
      examples: [],
      people: async () => [...(await orgwise.access.people())],
      log: { error: () => undefined },
    });
    await page.start(handle);
    onTestFinished(() => page.stop());
    const post = async (body: object, headers: Record<string, string> = {}): Promise<Response> =>
      await fetch(`${page.url().replace('localhost', '127.0.0.1')}/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ kind: 'direct', text: '', email: helena, conversationId: 'c', ...body }),
      });
    const { html } = (await (await post({ text: '/status' })).json()) as { html: string };
    const [, ref = ''] =
      /class="chip approve_plan" data-action="([^"]+)">Approve the sync of wiki</.exec(html) ?? [];
    expect(ref).not.toBe('');
    const foreign = await post({ action: { ref } }, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
    expect(await pagesKept()).toBe(14);
    expect(await (await post({ action: { ref } })).text()).toContain('The sync of wiki is done.');
    expect(await pagesKept()).toBe(2);
  });
});

import { expect, it } from 'vitest';
import { readText } from '../../../../src/bot/slack/read-text.ts';

const words: Readonly<Record<string, string>> = { U2: 'ben@acme.example', W3: 'Zoë Laurent' };

it.each([
  ['<@UBOT> who is <@U2>?', 'who is ben@acme.example?'],
  ['who is <@U2|ben> to <@W3>? <@UBOT>', 'who is ben@acme.example to Zoë Laurent?'],
  ['<@U2> and <@U2>', 'ben@acme.example and ben@acme.example'],
  ['in <#C1|general> or <#C2>', 'in #general or #C2'],
  ['<!here> <!subteam^S1|@ops> look', '@here @ops look'],
  [
    'see <https://a.example/x?a=1&amp;b=2|the page> or <https://a.example>',
    'see the page or https://a.example',
  ],
  ['<mailto:ana@acme.example|ana@acme.example>', 'ana@acme.example'],
  ['R&amp;D &lt;3 &amp;lt;', 'R&D <3 &lt;'],
  ['', ''],
])('%j is read as %j', async (written, read) => {
  expect(await readText(written, 'UBOT', async (id) => words[id] ?? '')).toBe(read);
});

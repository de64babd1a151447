import { describe, expect, it } from 'vitest';
import { plainWords } from '../../../../src/bot/teams/plain-words.ts';

const recipient = { id: '28:bot', name: 'Orgwise' };
const mention = (id: string, text: string) => ({ type: 'mention', mentioned: { id, name: 'x' }, text });

function read(text: string, more: object = {}): string {
  return plainWords({ text, textFormat: 'plain', recipient, ...more });
}

describe('what somebody wrote', () => {
  it('is without mentions of the bot, wherever they stand', () => {
    const entities = [mention('28:bot', '<at>Orgwise</at>'), mention('28:bot', '<at>Orgwise</at>')];
    expect(read('<at>Orgwise</at>&nbsp;who is Ben? <at>Orgwise</at>', { entities })).toBe('who is Ben?');
  });

  it('keeps the names of others who are mentioned', () => {
    const entities = [mention('28:bot', '<at>Orgwise</at>'), mention('29:ana', '<at id="1">Ana Silva</at>')];
    expect(read('<at>Orgwise</at> tasks of <at id="1">Ana Silva</at>', { entities })).toBe(
      'tasks of Ana Silva',
    );
  });

  it.each([
    ['Tom &amp; Ben &lt;3', 'Tom & Ben <3'],
    ['&quot;VPN&quot; &#39;x&#39; &#x738b;', '"VPN" \'x\' 王'],
    ['&lt;at&gt;Ben&lt;/at&gt;', '<at>Ben</at>'],
    ['&amp;lt;', '&lt;'],
    ['a\u00a0b&nbsp; c', 'a b c'],
    ['&unknown; &#0; &#x110000;', '&unknown; &#0; &#x110000;'],
    ['a <b and c> d', 'a <b and c> d'],
  ])('%j reads %j', (text, words) => {
    expect(read(text)).toBe(words);
  });

  it('is without tags where Teams sends markup', () => {
    expect(read('<p>Who is<br/><b>Ben</b>?</p>', { textFormat: 'xml' })).toBe('Who is Ben ?');
  });

  it('is nothing where there is no text', () => {
    expect(plainWords({ recipient })).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { withoutEmphasis } from '../../../src/bot/without-emphasis.ts';

describe('signs of emphasis in a message', () => {
  it.each([
    ['**Who** is *Helena Brandt*?', 'Who is Helena Brandt?'],
    ['who is <b>Helena</b> <i>Brandt</i>?', 'who is Helena Brandt ?'],
    ['what does `vpnctl up` do, ~really~ _now_?', 'what does vpnctl up do, really now?'],
    ['谁是 **Helena**？', '谁是 Helena？'],
  ])('are taken out of %s', (written, plain) => {
    expect(withoutEmphasis(written)).toBe(plain);
  });

  it.each([
    'table readings_2026_09 and readings_2026_10',
    'are 2 * 3 * 4 tasks open?',
    'about ~5 or ~6 people',
    'tasks for *.ts files',
    'is a < b and c > d?',
    'PLAT-140  and   WEB-60',
  ])('are not seen in %s', (written) => {
    expect(withoutEmphasis(written)).toBe(written);
  });
});

import type { Rephrasing } from '../../rephrase.ts';

/** What a question may begin and end with and be the same. */
const opening = String.raw`^(?:(?:你好|您好|请问|麻烦问下|想问一?下|问一?下|帮我看一?下|帮我查一?下|查一?下|那么?|所以|对了)[,，]?\s*)*`;
const closing = String.raw`\s*[呢啊呀嘛吧]?\s*[?？。！!]*\s*$`;

/** A part of a question. */
export const part = (said: string, plain: string): Rephrasing => ({ said: new RegExp(said, 'giu'), plain });
/** A whole question. */
export const whole = (said: string, plain: string): Rephrasing => ({
  said: new RegExp(`${opening}(?:${said})${closing}`, 'iu'),
  plain,
});

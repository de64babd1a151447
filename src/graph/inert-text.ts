/**
 * What cannot be seen and yet acts: controls, which a terminal obeys (colours, links, the title of its window); signs that
 * turn the direction of writing, so that text reads otherwise than it is; and invisible characters, in which words hide.
 * Line feeds and tabs stay, and the joiners that scripts and emoji need.
 */
const acting =
  /(?![\n\t])\p{Cc}|[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** Text that only says what it says. */
export function inertText(text: string): string {
  return text.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(acting, '');
}

/** A copy of data whose every text is inert. */
export function inertCopy<Data>(data: Data): Data {
  return inertValue(data) as Data;
}

function inertValue(value: unknown): unknown {
  if (typeof value === 'string') return inertText(value);
  if (Array.isArray(value)) return value.map(inertValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inertValue(part)]));
}

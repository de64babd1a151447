import { type Activity, TurnContext } from 'botbuilder';

const named: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/**
 * What somebody wrote, without Teams' markup: mentions of the bot are gone, those of others leave their names, entities are
 * the characters they stand for, and spaces that do not break are spaces.
 */
export function plainWords(activity: Partial<Activity>): string {
  let text = activity.text ?? '';
  for (const { mentioned, text: markup } of TurnContext.getMentions(activity)) {
    if (mentioned?.id === activity.recipient?.id && markup) text = text.replaceAll(markup, ' ');
  }
  // Entities come last: a "<" that somebody typed is `&lt;` and begins no tag.
  const tags = activity.textFormat === 'xml' ? /<\/?[a-z][^<>]*>/gi : /<\/?at\b[^<>]*>/gi;
  return text
    .replace(tags, (tag) => (/^<\/?at\b/i.test(tag) ? '' : ' '))
    .replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, decodeEntity)
    .replace(/[\u00a0\u202f\u2007]/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** Who is mentioned beside the bot, in the order in which they stand in the text, and the words that stand for them there. */
export function mentionedPeople(
  activity: Partial<Activity>,
): readonly { readonly id: string; readonly words: string }[] {
  const { text = '', recipient } = activity;
  return TurnContext.getMentions(activity)
    .filter(({ mentioned, text: markup }) => mentioned?.id && mentioned.id !== recipient?.id && markup)
    .toSorted((one, other) => text.indexOf(one.text ?? '') - text.indexOf(other.text ?? ''))
    .map(({ mentioned, text: markup }) => ({ id: mentioned.id, words: plainWords({ text: markup }) }));
}

function decodeEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole;
  const isHex = name[1]?.toLowerCase() === 'x';
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

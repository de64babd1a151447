import type { types } from '@slack/bolt';
import { closeFences } from '../split-text.ts';
import { buildMrkdwn, cutEscaped, cutText, splitEscaped } from './mrkdwn.ts';

/** Slack takes 3,000 characters a section ("Block Kit: section block"). */
export const sectionCharacters = 2900;
/** And 75 a button ("Block Kit: button element"). */
const buttonCharacters = 75;

/** `verbatim`: Slack makes no links of its own of addresses and channel names in the text. */
export function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text, verbatim: true } };
}

export function note(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text, verbatim: true }] };
}

/** An answer's text in sections, cut to `limit` characters in all. */
export function textBlocks(text: string, limit: number): readonly types.KnownBlock[] {
  return sections(cutEscaped(buildMrkdwn(text), limit));
}

/** An answer's text by messages: sections of up to `first` characters in all, then of up to `others`. */
export function textMessages(
  text: string,
  { first, others }: { readonly first: number; readonly others: number },
): readonly (readonly types.KnownBlock[])[] {
  const whole = buildMrkdwn(text).trim();
  const [head = ''] = splitEscaped(whole, first);
  return closeFences([head, ...splitEscaped(whole.slice(head.length), others)]).map(sections);
}

function sections(escaped: string): readonly types.KnownBlock[] {
  return closeFences(splitEscaped(escaped, sectionCharacters))
    .filter((piece) => piece !== '')
    .map(section);
}

export function button(id: string, label: string, value: string): types.Button {
  return { type: 'button', action_id: id, text: plainText(label, buttonCharacters), value };
}

/** Text in which Slack reads no markup, on one line. */
export function plainText(text: string, limit: number): types.PlainTextElement {
  const shown = cutText(text.replace(/\s+/g, ' ').trim() || '–', limit);
  return { type: 'plain_text', text: shown, emoji: false };
}

import type { types } from '@slack/bolt';
import type { Citation } from '../../retrieval/answer.ts';
import type { AnswerLabels } from '../answer-labels.ts';
import { webAddress } from '../web-address.ts';
import { note } from './block-parts.ts';
import { cutText, escapeMrkdwn } from './mrkdwn.ts';

/** As many as Teams shows, where there is room for them. */
const sourcesShown = 20;
const sourcesInLine = 5;
/** Of one line, and what all of them have at the least. */
const lineCharacters = 1800;

/**
 * What an answer rests on, as links, a few in a line.
 *
 * @param room characters beyond those of the first line.
 */
export function renderSources(
  sources: readonly Citation[],
  title: string,
  labels: AnswerLabels,
  room = 0,
): readonly types.KnownBlock[] {
  if (sources.length === 0) return [];
  const lines = [`*${title}*: `];
  let inLine = 0;
  let shown = 0;
  let left = lineCharacters + room - title.length;
  for (const citation of sources.slice(0, sourcesShown)) {
    const one = renderCitation(citation);
    const line = lines.at(-1) ?? '';
    if (one.length + 3 > left) break;
    const isFull = inLine === sourcesInLine || line.length + one.length + 3 > lineCharacters;
    if (isFull) lines.push(one);
    else lines[lines.length - 1] = `${line}${inLine === 0 ? '' : ' · '}${one}`;
    inLine = isFull ? 1 : inLine + 1;
    left -= one.length + 3;
    shown += 1;
  }
  const more = sources.length - shown;
  const last = lines.pop() ?? '';
  return [...lines, more === 0 ? last : `${last} · ${labels.moreSources(more)}`].map((line) => note(line));
}

function renderCitation({ title, heading, url, key }: Citation): string {
  const name = heading === undefined || heading === '' ? title : `${title} › ${heading}`;
  const label = escapeMrkdwn(cutText(name.replace(/\s+/g, ' ').trim() || key || '–', 150));
  const address = webAddress(url);
  if (address === null) return label;
  const target = escapeMrkdwn(address.replaceAll('|', '%7C'));
  return target.length > 600 ? label : `<${target}|${label}>`;
}

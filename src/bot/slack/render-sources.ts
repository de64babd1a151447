import type { types } from '@slack/bolt';
import type { Citation } from '../../retrieval/answer.ts';
import type { AnswerLabels } from '../answer-labels.ts';
import { webAddress } from '../web-address.ts';
import { note } from './block-parts.ts';
import { cutText, escapeMrkdwn } from './mrkdwn.ts';

const sourcesShown = 5;
const sourcesCharacters = 1800;

/** What an answer rests on, as links, in one line. */
export function renderSources(
  sources: readonly Citation[],
  title: string,
  labels: AnswerLabels,
): readonly types.KnownBlock[] {
  if (sources.length === 0) return [];
  let line = `*${title}*: `;
  let shown = 0;
  for (const citation of sources.slice(0, sourcesShown)) {
    const next = `${shown === 0 ? '' : ' · '}${renderCitation(citation)}`;
    if (line.length + next.length > sourcesCharacters) break;
    line += next;
    shown += 1;
  }
  const left = sources.length - shown;
  return [note(left === 0 ? line : `${line} · ${labels.moreSources(left)}`)];
}

function renderCitation({ title, heading, url, key }: Citation): string {
  const name = heading === undefined || heading === '' ? title : `${title} › ${heading}`;
  const label = escapeMrkdwn(cutText(name.replace(/\s+/g, ' ').trim() || key || '–', 150));
  const address = webAddress(url);
  if (address === null) return label;
  const target = escapeMrkdwn(address.replaceAll('|', '%7C'));
  return target.length > 600 ? label : `<${target}|${label}>`;
}

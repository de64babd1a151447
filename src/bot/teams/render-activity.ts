import type { Activity } from 'botbuilder';
import type { Answer } from '../../retrieval/answer.ts';
import type { Reply } from '../reply.ts';
import { cutText } from './card-text.ts';
import { citeSources } from './cite-sources.ts';
import { type CardLimits, renderCard } from './render-card.ts';

/**
 * Characters of a message as JSON. Teams takes 100 KB of UTF-16, which is 51,200 of them ("Format your bot messages"); the
 * rest is for what the library and the service add.
 */
const mostCharacters = 45_000;

/** As often as the widest limits can be halved before they are at their least. */
const mostAttempts = 8;

const widest: CardLimits = {
  rows: 100,
  columns: 8,
  cellCharacters: 200,
  lines: 80,
  lineCharacters: 2000,
  candidates: 12,
  sources: 20,
  explanationLines: 80,
};

/** A reply as an activity that Teams takes, whatever its length. Pure. */
export function renderActivity(reply: Reply): Partial<Activity> {
  if (reply.kind !== 'answer') return renderWords(reply);
  let limits = widest;
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const activity = answerActivity(reply.answer, limits, reply.timeZone);
    if (JSON.stringify(activity).length <= mostCharacters) return activity;
    limits = halved(limits);
  }
  return renderWords(reply);
}

/** The same in plain words, for a client or a service that takes no card. Pure. */
export function renderWords(reply: Reply): Partial<Activity> {
  const text = reply.kind === 'answer' ? reply.answer.text : reply.text;
  const id = reply.kind === 'failure' ? ` (id ${reply.id})` : '';
  return { type: 'message', textFormat: 'plain', text: `${cutText(text, 10_000)}${id}` };
}

function answerActivity(answer: Answer, limits: CardLimits, timeZone: string | undefined): Partial<Activity> {
  const cited = citeSources(answer.sources.slice(0, limits.sources));
  return {
    type: 'message',
    ...(cited === null ? {} : { entities: [cited] }),
    summary: cutText(answer.text.split('\n')[0] ?? '', 200),
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: renderCard(answer, limits, timeZone),
      },
    ],
  };
}

/** Never below one, so that a little of everything stays; the sums of what stays are far below the limit. */
function halved(limits: CardLimits): CardLimits {
  const half = (value: number): number => Math.max(1, Math.floor(value / 2));
  return {
    rows: half(limits.rows),
    columns: Math.max(4, half(limits.columns)),
    cellCharacters: Math.max(40, half(limits.cellCharacters)),
    lines: Math.max(4, half(limits.lines)),
    lineCharacters: Math.max(200, half(limits.lineCharacters)),
    candidates: Math.max(4, half(limits.candidates)),
    sources: Math.max(2, half(limits.sources)),
    explanationLines: half(limits.explanationLines),
  };
}

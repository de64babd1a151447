import type { Entity } from 'botbuilder';
import type { Citation } from '../../retrieval/answer.ts';
import { webAddress } from '../web-address.ts';
import { cutText } from './card-text.ts';
import type { SensitivityLabel } from './teams-settings.ts';

/** Limits of Teams ("Bot messages with AI-generated content", citations). */
const mostCitations = 20;
const nameCharacters = 80;
const abstractCharacters = 160;

export interface MessageMarks {
  /** Shown where `[1]`, `[2]` … stand in the message. */
  readonly sources: readonly Citation[];
  /** A language model had a part in it. */
  readonly isByModel: boolean;
  readonly sensitivity: SensitivityLabel | null;
}

/**
 * What Teams shows with a message: its citations, that a model had a part in it, and how confidential it is. One entity for
 * all, as Teams takes no second one; it needs `keepEntityProperties`, without which only its type arrives.
 *
 * @returns null where there is nothing to show.
 */
export function messageEntity({ sources, isByModel, sensitivity }: MessageMarks): Entity | null {
  if (sources.length === 0 && !isByModel && sensitivity === null) return null;
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    ...(isByModel ? { additionalType: ['AIGeneratedContent'] } : {}),
    ...(sensitivity === null ? {} : { usageInfo: { '@type': 'CreativeWork', ...sensitivity } }),
    ...(sources.length === 0 ? {} : { citation: sources.slice(0, mostCitations).map(claimOf) }),
  };
}

function claimOf(source: Citation, at: number): object {
  return {
    '@type': 'Claim',
    position: at + 1,
    appearance: {
      '@type': 'DigitalDocument',
      name: cutText(source.title || source.key || '…', nameCharacters),
      abstract: cutText(
        source.quote || source.heading || source.key || source.title || '…',
        abstractCharacters,
      ),
      ...urlOf(source),
    },
  };
}

function urlOf({ url }: Citation): { readonly url?: string } {
  const address = webAddress(url);
  return address === null || address.length > 1000 ? {} : { url: address };
}

import type { Entity } from 'botbuilder';
import type { Citation } from '../../retrieval/answer.ts';
import { webAddress } from '../web-address.ts';
import { cutText } from './card-text.ts';

/** Limits of Teams ("Bot messages with AI-generated content", citations). */
const mostCitations = 20;
const nameCharacters = 80;
const abstractCharacters = 160;

/**
 * The sources of an answer as citations, which Teams shows where `[1]`, `[2]` … stand in the message. Needs
 * `keepEntityProperties`, without which only the entity's type arrives.
 *
 * @returns null where there is nothing to cite.
 */
export function citeSources(sources: readonly Citation[]): Entity | null {
  if (sources.length === 0) return null;
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    citation: sources.slice(0, mostCitations).map((source, at) => ({
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
    })),
  };
}

function urlOf({ url }: Citation): { readonly url?: string } {
  const address = webAddress(url);
  return address === null || address.length > 1000 ? {} : { url: address };
}

import type { Attachment } from '../../connectors/connector.ts';
import type { NodeRecord } from '../graph/changes.ts';
import { isWholeAddress } from '../graph/passage-anchor.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type StatedRelationship, sealNode } from './graph-records.ts';
import { passageId } from './node-ids.ts';
import { splitPassages } from './split-passages.ts';

export interface Passages {
  readonly nodes: readonly NodeRecord[];
  readonly relationships: readonly StatedRelationship[];
}

interface Piece {
  readonly heading: string;
  readonly text: string;
  readonly anchor: string;
}

/**
 * Cuts an article into its passages, and what is attached to it after that, chained in their order and under the article's reading
 * rule.
 */
export function buildPassages(article: NodeRecord, attachments: readonly Attachment[] = []): Passages {
  const body = String(article.properties.body ?? '');
  const pieces: readonly Piece[] = [
    ...splitPassages(body, String(article.properties.title ?? '')),
    ...attachments.flatMap(cutAttachment),
  ];
  const nodes = pieces.map(
    ({ heading, text, anchor }, ordinal): NodeRecord =>
      sealNode({
        id: passageId(article.id, ordinal),
        label: 'Passage',
        source: article.source,
        key: `${article.key}#${ordinal}`,
        ...addressOf(article.sourceUrl, anchor),
        ...(article.updatedAt !== undefined && { updatedAt: article.updatedAt }),
        ...(article.acl !== undefined && { acl: article.acl }),
        properties: { heading, text, ordinal, ...(anchor !== '' && { anchor }) },
      }),
  );
  const relationships = nodes.flatMap((node, index) => {
    const next = nodes[index + 1];
    const belongs = linkPassages('HAS_PASSAGE', article.id, node.id, article.source);
    return next === undefined ? [belongs] : [belongs, linkPassages('NEXT', node.id, next.id, article.source)];
  });
  return { nodes, relationships };
}

/** Its passages stand below its name, and lead to the document itself. */
function cutAttachment({ name, url, parts }: Attachment): readonly Piece[] {
  return parts.flatMap(({ text, fragment }) => {
    const address = isWholeAddress(url) ? url : undefined;
    const anchor = address === undefined || fragment === undefined ? address : `${address}#${fragment}`;
    return splitPassages(text).map(
      (passage): Piece => ({
        heading: passage.heading === '' ? name : `${name} › ${passage.heading}`,
        text: passage.text,
        anchor: anchor ?? '',
      }),
    );
  });
}

/** Its id needs no digest: a passage belongs to one article and has one successor. */
function linkPassages(
  type: 'HAS_PASSAGE' | 'NEXT',
  from: string,
  to: string,
  source: string,
): StatedRelationship {
  const base = passageLinkId(type, type === 'NEXT' ? from : to);
  return { base, type, from, to, source, fingerprint: fingerprintOf([type, from, to]) };
}

/** Id of the relationship that leads to a passage, or of the one that leads on from it. */
export function passageLinkId(type: 'HAS_PASSAGE' | 'NEXT', passage: string): string {
  return `${type}:${passage}`;
}

/** An anchor that is a whole address, as those of attached documents are, needs none of the article. */
function addressOf(url: string | undefined, anchor: string): { readonly sourceUrl?: string } {
  if (isWholeAddress(anchor)) return { sourceUrl: anchor };
  if (url === undefined) return {};
  return { sourceUrl: anchor === '' || url.includes('#') ? url : `${url}#${encodeURIComponent(anchor)}` };
}

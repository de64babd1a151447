import type { NodeRecord } from '../graph/changes.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type StatedRelationship, sealNode } from './graph-records.ts';
import { passageId } from './node-ids.ts';
import { splitPassages } from './split-passages.ts';

export interface Passages {
  readonly nodes: readonly NodeRecord[];
  readonly relationships: readonly StatedRelationship[];
}

/** Cuts an article into its passages, chained in their order and under the article's reading rule. */
export function buildPassages(article: NodeRecord): Passages {
  const body = String(article.properties.body ?? '');
  const nodes = splitPassages(body, String(article.properties.title ?? '')).map(
    ({ heading, text, anchor }, ordinal): NodeRecord =>
      sealNode({
        id: passageId(article.id, ordinal),
        label: 'Passage',
        source: article.source,
        key: `${article.key}#${ordinal}`,
        ...(article.sourceUrl !== undefined && { sourceUrl: addressOf(article.sourceUrl, anchor) }),
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

function addressOf(url: string, anchor: string): string {
  return anchor === '' || url.includes('#') ? url : `${url}#${encodeURIComponent(anchor)}`;
}

import type { NodeLabel } from '../../../graph-schema/index.ts';
import type { StoredNode, StoredPassage } from '../../graph/graph-store.ts';
import { namePropertyOf } from '../../graph/label-properties.ts';
import { isWholeAddress } from '../../graph/passage-anchor.ts';
import type { Citation } from '../answer.ts';

const kinds: Readonly<Partial<Record<NodeLabel, Citation['kind']>>> = {
  Article: 'article',
  Passage: 'article',
  Task: 'task',
  Employee: 'employee',
  Team: 'team',
};

/** A node of the graph as what a claim rests on. */
export function citeNode(
  id: string,
  node: { readonly label: NodeLabel; readonly name: string; readonly key: string },
): Citation {
  return { kind: kinds[node.label] ?? 'result', id, key: node.key, title: node.name, url: null };
}

/** A whole record or page, with its address. */
export function citeRecord({ id, label, key, properties, sourceUrl }: StoredNode): Citation {
  const property = namePropertyOf(label);
  const name = property === null ? null : properties[property];
  return {
    kind: kinds[label] ?? 'result',
    id,
    key,
    title: typeof name === 'string' ? name : '',
    url: sourceUrl,
  };
}

/** A passage of an article, with the words that bear the claim out. */
export function citePassage(article: StoredNode, passage: StoredPassage, quote: string): Citation {
  const document = isWholeAddress(passage.anchor) ? passage.anchor.replace(/#.*$/, '') : undefined;
  return {
    kind: 'article',
    id: passage.id,
    key: article.key,
    title: String(article.properties.title ?? article.key),
    url: addressOf(article.sourceUrl, passage.anchor),
    quote,
    ...(passage.heading === '' ? {} : { heading: passage.heading }),
    ...(document !== undefined && { document }),
  };
}

function addressOf(page: string | null, anchor: string | null): string | null {
  if (isWholeAddress(anchor)) return anchor;
  return page === null || anchor === null || anchor === '' ? page : `${page}#${anchor}`;
}

/** Each source once, a page and what is attached to it as several, in the order in which they were first named. */
export function uniqueCitations(citations: readonly Citation[]): Citation[] {
  return [
    ...new Map(
      citations.map((one) => [`${one.kind} ${one.key} ${one.document ?? ''}`, one] as const).reverse(),
    ).values(),
  ].reverse();
}

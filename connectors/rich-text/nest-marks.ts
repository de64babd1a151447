import type { PhrasingContent } from 'mdast';

/** A piece of a line and the marks on it, as formats keep them that have no nesting. */
export interface Span {
  readonly node: PhrasingContent;
  /** The address for `link`; any text for the others. */
  readonly marks: ReadonlyMap<string, string>;
}

/** From the outermost inwards. */
const markKinds = ['link', 'strong', 'em', 'strike'] as const;

/** Nests marks, so that a run of bold text with a link in it stays one run. */
export function nestMarks(spans: readonly Span[]): PhrasingContent[] {
  return nest(spans, markKinds);
}

function nest(spans: readonly Span[], [kind, ...inner]: readonly string[]): PhrasingContent[] {
  if (kind === undefined) return spans.map(({ node }) => node);
  const groups: { readonly mark: string | undefined; readonly spans: Span[] }[] = [];
  for (const span of spans) {
    const mark = span.marks.get(kind);
    const last = groups.at(-1);
    if (last !== undefined && last.mark === mark) last.spans.push(span);
    else groups.push({ mark, spans: [span] });
  }
  return groups.flatMap(({ mark, spans: grouped }) => {
    const children = nest(grouped, inner);
    return mark === undefined ? children : [wrap(kind, mark, children)];
  });
}

function wrap(kind: string, mark: string, children: PhrasingContent[]): PhrasingContent {
  if (kind === 'link')
    return { type: 'link', url: mark, children: children.filter((child) => child.type !== 'link') };
  if (kind === 'strong') return { type: 'strong', children };
  return kind === 'em' ? { type: 'emphasis', children } : { type: 'delete', children };
}

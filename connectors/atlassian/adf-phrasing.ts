import type { PhrasingContent } from 'mdast';
import { nestMarks, type Span } from '../rich-text/nest-marks.ts';
import type { AdfNode } from './adf-blocks.ts';

/** Content of a line. Colours, underlines and the like have no words in Markdown. */
export function phrasingOf(nodes: readonly AdfNode[]): PhrasingContent[] {
  return nestMarks(nodes.flatMap(spanOf));
}

function spanOf(node: AdfNode): readonly Span[] {
  const content = contentOf(node);
  const marks = new Map(
    (node.marks ?? []).flatMap(({ type, attrs }) => {
      const mark = type === 'link' ? attrs?.href : type;
      return typeof mark === 'string' && mark !== '' ? [[type, mark] as const] : [];
    }),
  );
  return content.map((one) => ({ node: one, marks }));
}

function contentOf(node: AdfNode): readonly PhrasingContent[] {
  const { type, attrs = {}, text: written = '', marks = [] } = node;
  switch (type) {
    case 'text':
      if (written === '') return [];
      return marks.some((mark) => mark.type === 'code')
        ? [{ type: 'inlineCode', value: written }]
        : [{ type: 'text', value: written }];
    case 'hardBreak':
      return [{ type: 'break' }];
    case 'mention':
    case 'status':
    case 'placeholder':
      return text(attrs.text);
    case 'emoji':
      return text(attrs.text ?? attrs.shortName);
    case 'date':
      return text(dayOf(attrs.timestamp));
    case 'inlineCard':
    case 'blockCard':
    case 'embedCard':
      return typeof attrs.url === 'string' ? [linkTo(attrs.url)] : text(nameOfCard(attrs.data));
    case 'media':
    case 'mediaInline':
      return mediaOf(attrs);
    case 'extension':
    case 'inlineExtension':
      return text(attrs.text);
    default:
      return (node.content ?? []).flatMap(contentOf);
  }
}

function text(value: unknown): readonly PhrasingContent[] {
  return typeof value === 'string' && value !== '' ? [{ type: 'text', value }] : [];
}

function linkTo(url: string): PhrasingContent {
  return { type: 'link', url, children: [{ type: 'text', value: url }] };
}

/** An attachment is known by its description alone: its address needs the credential. */
function mediaOf({ type, url, alt }: Readonly<Record<string, unknown>>): readonly PhrasingContent[] {
  const description = typeof alt === 'string' ? alt : '';
  if (type === 'external' && typeof url === 'string') return [{ type: 'image', url, alt: description }];
  return text(description);
}

/** Milliseconds since 1970, as text, at midnight UTC of the day. */
function dayOf(timestamp: unknown): string | undefined {
  const date = new Date(Number(timestamp));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

function nameOfCard(data: unknown): unknown {
  return typeof data === 'object' && data !== null && 'name' in data ? data.name : undefined;
}

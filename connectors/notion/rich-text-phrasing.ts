import type { PhrasingContent } from 'mdast';
import { nestMarks, type Span } from '../rich-text/nest-marks.ts';
import { type RichText, richTextSchema } from './notion-schemas.ts';

/** Content of a line of Notion's rich text; nothing for what is none. */
export function phrasingOf(value: unknown): PhrasingContent[] {
  return nestMarks(
    readRichText(value).flatMap(({ type, plain_text, href, annotations }): readonly Span[] => {
      if (plain_text === '') return [];
      const marks = new Map<string, string>();
      // Addresses within Notion are relative there.
      if (href != null && href !== '')
        marks.set('link', href.startsWith('/') ? `https://www.notion.so${href}` : href);
      if (annotations?.bold === true) marks.set('strong', 'strong');
      if (annotations?.italic === true) marks.set('em', 'em');
      if (annotations?.strikethrough === true) marks.set('strike', 'strike');
      if (annotations?.code === true || type === 'equation')
        return [{ node: { type: 'inlineCode', value: plain_text }, marks }];
      return plain_text.split('\n').flatMap((line, at): readonly Span[] => {
        const text: readonly Span[] = line === '' ? [] : [{ node: { type: 'text', value: line }, marks }];
        return at === 0 ? text : [{ node: { type: 'break' }, marks }, ...text];
      });
    }),
  );
}

export function plainTextOf(value: unknown): string {
  return readRichText(value)
    .map(({ plain_text }) => plain_text)
    .join('');
}

/** Identifiers of pages that a text links to or mentions, without their hyphens. */
export function pagesIn(value: unknown): readonly string[] {
  return readRichText(value).flatMap(({ href, mention }) => {
    const mentioned = mention?.page?.id;
    if (mentioned !== undefined && mentioned !== null) return [plainId(mentioned)];
    const [, id] =
      /(?:^\/|^https:\/\/(?:www\.)?notion\.(?:so|com)\/.*?)([0-9a-f]{32})(?:[?#]|$)/i.exec(
        href?.replaceAll('-', '') ?? '',
      ) ?? [];
    return id === undefined ? [] : [plainId(id)];
  });
}

/** Notion writes identifiers with hyphens and without. */
export function plainId(id: string): string {
  return id.replaceAll('-', '').toLowerCase();
}

function readRichText(value: unknown): RichText {
  return richTextSchema.safeParse(value).data ?? [];
}

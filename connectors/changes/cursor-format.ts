import type { z } from 'zod';

/** How a connector writes up to where a fetch came, and reads it again. */
export interface CursorFormat<Cursor> {
  build(cursor: Cursor): string;
  /** Null for none, and for anything else than a cursor of this shape. */
  parse(text: string | undefined): Cursor | null;
}

export function createCursorFormat<Cursor>(schema: z.ZodType<Cursor>): CursorFormat<Cursor> {
  return {
    build: (cursor) => JSON.stringify(cursor),
    parse(text) {
      if (text === undefined) return null;
      try {
        return schema.parse(JSON.parse(text));
      } catch {
        return null;
      }
    },
  };
}

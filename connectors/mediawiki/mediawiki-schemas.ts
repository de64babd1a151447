import { z } from 'zod';

export const pageSchema = z.object({
  pageid: z.int(),
  ns: z.int(),
  title: z.string(),
  canonicalurl: z.string().nullish(),
  fullurl: z.string().nullish(),
  pagelanguage: z.string().nullish(),
  /** When what it shows last changed: its own text, a template, or whether a page that it links to is there. */
  touched: z.string().nullish(),
  revisions: z.array(z.object({ user: z.string().nullish(), timestamp: z.string().nullish() })).nullish(),
  categories: z.array(z.object({ title: z.string() })).default([]),
  redirects: z.array(z.object({ title: z.string() })).default([]),
});

/** What every answer may hold beside its content. */
export const envelopeSchema = z.looseObject({
  errors: z.array(z.object({ code: z.string(), text: z.string().nullish() })).optional(),
});

export const listingSchema = z.object({
  batchcomplete: z.boolean().nullish(),
  continue: z.record(z.string(), z.union([z.string(), z.number()])).nullish(),
  query: z.object({ pages: z.array(z.unknown()).nullish() }).nullish(),
});

export const parsedSchema = z.object({
  parse: z.object({
    text: z.string(),
    links: z.array(z.object({ title: z.string() })).default([]),
    images: z.array(z.string()).default([]),
  }),
});

export const filesSchema = z.object({
  query: z
    .object({
      pages: z.array(
        z.object({
          title: z.string(),
          imageinfo: z
            .array(
              z.object({
                url: z.string(),
                mime: z.string().nullish(),
                size: z.number().nullish(),
                sha1: z.string().nullish(),
              }),
            )
            .default([]),
        }),
      ),
    })
    .nullish(),
});

export const tokensSchema = z.object({
  query: z.object({ tokens: z.object({ logintoken: z.string() }) }),
});

export const loginSchema = z.object({
  login: z.object({
    result: z.string(),
    reason: z.union([z.string(), z.object({ text: z.string() })]).nullish(),
  }),
});

export const siteSchema = z.object({
  query: z.object({
    general: z.object({ sitename: z.string().nullish() }),
    namespaces: z.record(z.string(), z.object({ id: z.int(), name: z.string() })),
  }),
});

export type WikiPage = z.output<typeof pageSchema>;

/** A file of the wiki, or of one that it shares files with. */
export interface WikiFile {
  readonly name: string;
  readonly url: string;
  readonly mime?: string | null | undefined;
  readonly size?: number | null | undefined;
  readonly sha1?: string | null | undefined;
}

import { z } from 'zod';
import { placeOf } from '../http/fetch-bounded.ts';
import { SourceError, type SourceFailure } from '../http/source-error.ts';
import { envelopeSchema } from './mediawiki-schemas.ts';

/** What errors of the API mean ("API:Errors and warnings"); they come with status 200. */
const failures: Readonly<Record<string, readonly [SourceFailure, string]>> = {
  readapidenied: ['forbidden', "may not read the wiki; give the account the right 'read'"],
  permissiondenied: ['forbidden', "may not read the page; give the account the right 'read'"],
  assertuserfailed: ['unauthorized', 'is not signed in any more'],
  'mwoauth-invalid-authorization': ['unauthorized', 'has a token that is not accepted; make a new one'],
  missingtitle: ['missing', 'is told that the page is gone'],
  nosuchpageid: ['missing', 'is told that the page is gone'],
  ratelimited: ['limited', 'is asked for fewer requests'],
  maxlag: ['limited', 'is asked to wait for the database'],
};

/** An answer's content, or the error that it holds in place of it. */
export function readAnswer<T>(
  schema: z.ZodType<T>,
  address: string,
): z.ZodType<{ readonly content: T } | SourceError> {
  return z.unknown().transform((body, context): { readonly content: T } | SourceError => {
    const error = envelopeSchema.safeParse(body).data?.errors?.[0];
    if (error !== undefined) return describe(error.code, error.text ?? '', address);
    const parsed = schema.safeParse(body);
    if (parsed.success) return { content: parsed.data };
    for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
    return z.NEVER;
  });
}

function describe(code: string, text: string, address: string): SourceError {
  const [failure, meaning] = failures[code] ?? (['refused', 'is refused'] as const);
  const said = text === '' ? code : `${code}: ${text.replace(/\.$/, '')}`;
  return new SourceError(failure, `Orgwise ${meaning} (${said}, at ${placeOf(address)}).`, {
    status: 200,
    body: code,
  });
}

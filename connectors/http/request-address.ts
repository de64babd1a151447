import { SourceError } from './source-error.ts';

export type RequestQuery = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/**
 * Where a request goes: a path below the base address, or a link of the same origin.
 *
 * @throws SourceError `malformed` where a link leads to another origin: the credential must not go there.
 */
export function addressOf(base: URL, path: string, query: RequestQuery = {}): URL {
  const url = new URL(/^https?:/.test(path) ? path : path.replace(/^\/+/, ''), base);
  if (url.origin !== base.origin)
    throw new SourceError(
      'malformed',
      `${base.host} links to ${url.origin}, and the credential must not go there.`,
    );
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) url.searchParams.append(name, String(one));
    }
  }
  return url;
}

/** Where a service keeps files may be anywhere, but not in the open where the service is not. */
export function fileAddressOf(base: URL, path: string): URL {
  const url = URL.canParse(path, base.href) ? new URL(path, base) : undefined;
  if (url?.protocol === 'https:' || url?.protocol === base.protocol) return url;
  throw new SourceError('malformed', `${base.host} keeps a file at an address that is not https.`);
}

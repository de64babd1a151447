import type { FetchElsewhere } from './fetch-elsewhere.ts';
import { SourceError } from './source-error.ts';

export interface Bounds {
  /** Milliseconds from the request to the last byte of the answer. */
  readonly timeout: number;
  /** Longest answer, in bytes, after decompression. */
  readonly bytes: number;
}

const mostRedirects = 3;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/** Files may stand at other hosts than the service's own; there the credential does not go. */
export interface Leaving {
  /** Hosts, with their ports where they have one, that may be within our own network: those that the configuration names. */
  readonly hosts: readonly string[];
  readonly fetchElsewhere: FetchElsewhere;
}

/**
 * `fetch` with the whole answer read within the bounds, so that an answer that is cut off counts as a failed request.
 * Redirects are followed within the same origin only: to another one, the credential would go along.
 *
 * @param leaving where a redirect to another origin is followed without the credential, as services have where files are kept;
 *   no such redirect is where absent
 * @throws SourceError `malformed` for an answer that is too long or a redirect elsewhere, `refused` where a file would be fetched
 *   within a private network; what `fetch` throws where the service cannot be reached, breaks off, or takes too long.
 */
export async function fetchBounded(request: Request, bounds: Bounds, leaving?: Leaving): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(bounds.timeout)]);
  const { origin, protocol } = new URL(request.url);
  let next = request;
  let isAway = false;
  for (let redirects = 0; ; redirects++) {
    const url = new URL(next.url);
    const isElsewhere = leaving !== undefined && !leaving.hosts.includes(url.host);
    const response = isElsewhere
      ? await leaving.fetchElsewhere(url, signal)
      : await fetch(next, { redirect: 'manual', signal });
    const location = redirectStatuses.has(response.status) ? response.headers.get('location') : null;
    if (location === null) return await readWhole(response, request.url, bounds.bytes);
    await response.body?.cancel();
    const target = new URL(location, next.url);
    isAway ||= target.origin !== origin;
    const isSafe = target.protocol === 'https:' || target.protocol === protocol;
    if (isAway && !(leaving !== undefined && isSafe))
      throw new SourceError(
        'malformed',
        `${placeOf(request.url)} sends on to ${target.origin}, and the credential must not go there; configure that address if it is right.`,
        { status: response.status },
      );
    if (redirects >= mostRedirects || request.method !== 'GET')
      throw new SourceError('malformed', `${placeOf(request.url)} sends on without an end.`, {
        status: response.status,
      });
    next = isAway ? new Request(target) : new Request(target, request);
  }
}

/** Host and path of an address, without its query: that may hold what must not stand in a log. */
export function placeOf(address: string | URL): string {
  const { host, pathname } = new URL(address);
  return `${host}${pathname}`;
}

async function readWhole(response: Response, address: string, bytes: number): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > bytes)
      throw new SourceError(
        'malformed',
        `${placeOf(address)} answered with more than ${Math.round(bytes / 1_000_000)} MB.`,
        { status: response.status },
      );
    chunks.push(chunk);
  }
  // A response without a body, as after 204, may not be given one.
  const body = length === 0 ? null : Buffer.concat(chunks);
  return new Response(body, { status: response.status, headers: response.headers });
}

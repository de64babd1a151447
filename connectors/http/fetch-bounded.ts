import { SourceError } from './source-error.ts';

export interface Bounds {
  /** Milliseconds from the request to the last byte of the answer. */
  readonly timeout: number;
  /** Longest answer, in bytes, after decompression. */
  readonly bytes: number;
}

const mostRedirects = 3;
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * `fetch` with the whole answer read within the bounds, so that an answer that is cut off counts as a failed request.
 * Redirects are followed within the same origin only: to another one, the credential would go along.
 *
 * @param mayLeave whether a redirect to another origin is followed without the credential, as services have where files are kept
 * @throws SourceError `malformed` for an answer that is too long or a redirect elsewhere; what `fetch` throws where the
 *   service cannot be reached, breaks off, or takes too long.
 */
export async function fetchBounded(request: Request, bounds: Bounds, mayLeave = false): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(bounds.timeout)]);
  const { origin, protocol } = new URL(request.url);
  let next = request;
  let isAway = false;
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(next, { redirect: 'manual', signal });
    const location = redirectStatuses.has(response.status) ? response.headers.get('location') : null;
    if (location === null) return await readWhole(response, request.url, bounds.bytes);
    await response.body?.cancel();
    const target = new URL(location, next.url);
    isAway ||= target.origin !== origin;
    if (isAway && !(mayLeave && (target.protocol === 'https:' || target.protocol === protocol)))
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

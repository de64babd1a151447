import { HTTPError } from 'ky';
import { placeOf } from './fetch-bounded.ts';
import { SourceError, type SourceFailure } from './source-error.ts';

/** Statuses of a service that wants fewer requests for a while. */
export const busy = [429, 503, 529];
/** As much of what a service says of an error is kept, in characters. */
export const bodyKept = 2_000;

/** What a request failed with, in one sentence that names service, place and what would be right. */
export async function asSourceError(
  error: unknown,
  service: string,
  url: URL,
  limits: { readonly timeout: number },
): Promise<unknown> {
  if (error instanceof SourceError) return error;
  if (error instanceof HTTPError) {
    const { status } = error.response;
    const body = (await error.response.text().catch(() => '')).slice(0, bodyKept);
    const [failure, sentence] = describeStatus(status, service, placeOf(url));
    return new SourceError(failure, sentence, { status, body, cause: error });
  }
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  const reason = isTimeout ? `did not answer within ${limits.timeout / 1000} seconds` : 'cannot be reached';
  return new SourceError('unavailable', `${service} at ${url.host} ${reason}.`, { cause: error });
}

function describeStatus(status: number, service: string, place: string): [SourceFailure, string] {
  const at = `(${status} at ${place})`;
  if (status === 401)
    return [
      'unauthorized',
      `${service} does not accept the credential ${at}; it may have ended: make a new one.`,
    ];
  if (status === 403)
    return ['forbidden', `${service} knows the credential, but a right is missing for it ${at}.`];
  if (status === 404)
    return ['missing', `${service} has nothing there, or the credential may not see it ${at}.`];
  if (status === 410) return ['gone', `${service} says that what was there is gone ${at}.`];
  if (busy.includes(status) && status !== 503)
    return ['limited', `${service} wants fewer requests for longer than a run waits ${at}.`];
  if (status >= 500) return ['unavailable', `${service} fails to answer ${at}; it was asked several times.`];
  return ['refused', `${service} refuses the request ${at}.`];
}

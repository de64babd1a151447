import { lookup as lookUp } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch } from 'undici';
import { isPublicAddress } from './public-address.ts';
import { SourceError } from './source-error.ts';

/**
 * A GET without any credential to where a service sent us, which must be on the internet: the address is looked at as the
 * connection is made, so that a name cannot mean another one by then.
 *
 * @throws SourceError `refused` where the host is within a network or is this machine; what `fetch` throws.
 */
export type FetchElsewhere = (url: URL, signal: AbortSignal) => Promise<Response>;

/** @param resolve how names are looked up; the system's way where absent. */
export function createFetchElsewhere(resolve: LookupFunction = lookUp): FetchElsewhere {
  const dispatcher = new Agent({ connect: { lookup: publicOnly(resolve) } });
  return async (url, signal) => {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
    // Nothing is looked up for what is an address already.
    if (isIP(host) !== 0 && !isPublicAddress(host)) throw refusal(host);
    try {
      const { status, headers, body } = await fetch(url, { redirect: 'manual', signal, dispatcher });
      return new Response(body, { status, headers: [...headers] });
    } catch (error) {
      throw error instanceof Error && error.cause instanceof SourceError ? error.cause : error;
    }
  };
}

/** Where one of a name's addresses is an inner one, none of them is used: which would be, nobody can tell. */
function publicOnly(resolve: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    resolve(hostname, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map((one) => one.address);
      if (error === null && !addresses.every(isPublicAddress)) callback(refusal(hostname), '', 0);
      else callback(error, found, family);
    });
}

function refusal(host: string): SourceError {
  return new SourceError(
    'refused',
    `${host} is within a private network, and a service sent us there; name it in attachments.hosts if that is right.`,
  );
}

import type { IncomingMessage as HttpRequest } from 'node:http';

/**
 * Names with which browsers take a cookie only over TLS, from this very host and for all its paths (RFC 6265bis, "The __Host-
 * Prefix"), so that no neighbouring host can plant one.
 */
export const sessionCookie = '__Host-orgwise-session';
export const pendingCookie = '__Host-orgwise-sign-in';

/** @returns null where the request has no such cookie, or several: then somebody else has planted one. */
export function readCookie(request: HttpRequest, name: string): string | null {
  const own = (request.headers.cookie ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one.startsWith(`${name}=`));
  return own.length === 1 ? (own[0]?.slice(name.length + 1) ?? null) : null;
}

/** No script reads it, and no other site's request carries it, save for a link to the page. */
export function setCookie(name: string, value: string, seconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${Math.floor(seconds)}; HttpOnly; Secure; SameSite=Lax`;
}

export function clearCookie(name: string): string {
  return setCookie(name, '', 0);
}

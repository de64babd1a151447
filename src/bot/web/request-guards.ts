import type { IncomingMessage as HttpRequest } from 'node:http';

/** Sent with every response: the page loads its own files alone, and nothing may frame it. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const localNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request names this machine as its host. A site that rebinds its own name to 127.0.0.1 still sends that
 * name, and could otherwise read the company through a visitor's browser.
 */
export function hasLocalHost(request: HttpRequest, port: number): boolean {
  return localHosts(port).includes((request.headers.host ?? '').toLowerCase());
}

/** Whether a request comes from the page itself or from no page at all (a script on this machine). */
export function hasOwnOrigin(request: HttpRequest, port: number): boolean {
  const { origin } = request.headers;
  return origin === undefined || localHosts(port).some((host) => origin.toLowerCase() === `http://${host}`);
}

/** Whether the body is declared as JSON, which a form of another site cannot do without asking first. */
export function hasJsonBody(request: HttpRequest): boolean {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === 'application/json';
}

function localHosts(port: number): string[] {
  const withPort = localNames.map((name) => `${name}:${port}`);
  return port === 80 ? [...withPort, ...localNames] : withPort;
}

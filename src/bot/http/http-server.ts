import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '../../operations/app-error.ts';
import type { HttpRoute } from '../bot-adapter.ts';

/** The one HTTP server for all adapters that take requests. */
export interface HttpServer {
  /** Resolves with the port it listens on. @throws AppError `invalid_config` where the port cannot be had. */
  start(): Promise<number>;
  stop(): Promise<void>;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly routes: readonly HttpRoute[];
  readonly log: { error(details: object, message: string): void };
}

/** Bodies are small; whoever sends slowly is none of those that should (ms). */
const requestTimeoutMs = 15_000;

/** Serves the routes of adapters, and `GET /healthz` for whoever watches the process. */
export function createHttpServer({ host, port, routes, log }: HttpServerOptions): HttpServer {
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/healthz' && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
      return;
    }
    const here = routes.filter(
      (route) => route.path === path || (route.below === true && path.startsWith(`${route.path}/`)),
    );
    const route = here.find((one) => one.method === request.method || one.method === 'ANY');
    if (route === undefined) {
      const status = here.length === 0 ? 404 : 405;
      const allow = here.length === 0 ? {} : { allow: here.map((one) => one.method).join(', ') };
      response.writeHead(status, { 'content-type': 'text/plain', ...allow }).end();
      return;
    }
    Promise.try(() => route.handle(request, response)).catch((err: unknown) => {
      log.error({ err, path }, 'A request could not be handled');
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  return {
    async start() {
      const listening = Promise.withResolvers<void>();
      server.once('error', listening.reject);
      server.listen(port, host, listening.resolve);
      try {
        await listening.promise;
      } catch (cause) {
        const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
        const what = code === 'EADDRINUSE' ? 'is in use' : `cannot be had (${code})`;
        throw new AppError(
          'invalid_config',
          `Port ${port} of ${host} ${what}; name another one with http.port or PORT.`,
          {
            cause,
          },
        );
      }
      return (server.address() as AddressInfo).port;
    },
    async stop() {
      if (!server.listening) return;
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeIdleConnections();
      await closed.promise;
    },
  };
}

import type { Server } from 'node:http';
import { AppError } from '../../operations/app-error.ts';

/** Ports tried, the wanted one among them. */
const tries = 20;

/**
 * Listens on the wanted port, or, where it may move, on the first free one of those that follow it; 0 takes any.
 *
 * @returns the port taken.
 * @throws AppError `invalid_config` where none is free or the port may not be used.
 */
export async function listenOn(
  server: Server,
  host: string,
  wanted: number,
  { mayMove, onBusy }: { readonly mayMove: boolean; readonly onBusy: (port: number) => void },
): Promise<number> {
  const last = Math.min(wanted + tries - 1, 65_535);
  for (let port = wanted; port <= last; port += 1) {
    const code = await tryPort(server, host, port);
    if (code === null) return takenPort(server);
    if (code !== 'EADDRINUSE' || !mayMove) {
      const why = code === 'EADDRINUSE' ? 'it is in use' : code;
      throw new AppError(
        'invalid_config',
        `The web page cannot use port ${port} of ${host} (${why}); choose another port, such as 3000.`,
      );
    }
    onBusy(port);
  }
  throw new AppError(
    'invalid_config',
    `The web page found the ports ${wanted} to ${last} of ${host} all in use; choose another port.`,
  );
}

/** Null where the server listens now; else the system's code of why not. */
async function tryPort(server: Server, host: string, port: number): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const onError = (error: NodeJS.ErrnoException): void => {
    server.off('listening', onListening);
    resolve(error.code ?? error.message);
  };
  const onListening = (): void => {
    server.off('error', onError);
    resolve(null);
  };
  server.once('error', onError);
  server.once('listening', onListening);
  server.listen(port, host);
  return await promise;
}

function takenPort(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null)
    throw new AppError('internal', 'The web page listens on no port.');
  return address.port;
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut: to whoever goes by it, the server is down then. */
export interface BreakableLink {
  readonly port: number;
  /** Ends all connections, and takes no new ones. */
  cut(): Promise<void>;
  /** Takes connections again, at the same port. */
  mend(): Promise<void>;
}

/** @param port that of the server, on 127.0.0.1. */
export async function startBreakableLink(port: number): Promise<BreakableLink> {
  const sockets = new Set<Socket>();
  const hold = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  let server = await listen(0);

  async function listen(at: number): Promise<Server> {
    const listening = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      for (const socket of [near, far]) hold(socket);
      near.pipe(far).pipe(near);
      near.once('close', () => far.destroy());
      far.once('close', () => near.destroy());
    });
    listening.listen(at, '127.0.0.1');
    await once(listening, 'listening');
    return listening;
  }

  const own = (server.address() as AddressInfo).port;
  return {
    port: own,
    async cut() {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async mend() {
      server = await listen(own);
    },
  };
}

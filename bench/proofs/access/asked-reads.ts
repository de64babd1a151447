import { AsyncLocalStorage } from 'node:async_hooks';

/** Which reads of some ports each question came to, however many are under way at once. */
export interface AskedReads {
  /** The same port, whose calls are noted. */
  noting<Port extends object>(name: string, port: Port): Port;
  /** @returns what the work does, which notes to this set alone. */
  during<Result>(reads: Set<string>, work: () => Promise<Result>): Promise<Result>;
}

export function createAskedReads(): AskedReads {
  const current = new AsyncLocalStorage<Set<string>>();
  return {
    noting: (name, port) =>
      new Proxy(port, {
        get(target, property, receiver) {
          const value: unknown = Reflect.get(target, property, receiver);
          if (typeof value !== 'function') return value;
          return (...args: unknown[]): unknown => {
            current.getStore()?.add(`${name}.${String(property)}`);
            return Reflect.apply(value, target, args);
          };
        },
      }),
    during: (reads, work) => current.run(reads, work),
  };
}

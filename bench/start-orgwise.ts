import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A process of `orgwise start` that serves. */
export interface OrgwiseProcess {
  readonly child: ChildProcess;
  /** Of its HTTP server, without a path. */
  readonly url: string;
}

/**
 * Starts the sample company as a process of its own, on a data folder that others may share, and waits until it serves.
 *
 * @param env beside this process's own variables.
 * @throws Error where it ends before it serves.
 */
export async function startOrgwise(
  dataFolder: string,
  env: Readonly<Record<string, string>>,
): Promise<OrgwiseProcess> {
  const port = await freePort();
  const args = ['src/orgwise.mjs', 'start', '--config', 'sample-company/orgwise.yaml', '--data', dataFolder];
  const child = spawn(process.execPath, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ORGWISE_LOG_LEVEL: 'error', PORT: String(port), ...env },
  });
  const serving = Promise.withResolvers<void>();
  child.stdout?.on('data', (text: Buffer) => {
    if (text.toString().includes('Ctrl+C')) serving.resolve();
  });
  child.once('exit', (code) => serving.reject(new Error(`a replica ended with ${code} before it served`)));
  await serving.promise;
  return { child, url: `http://127.0.0.1:${port}` };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

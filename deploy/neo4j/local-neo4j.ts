import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = fileURLToPath(new URL('.', import.meta.url));

/** Version of the server that the cache holds; pom.xml and the image name the same. */
const version = '5.26.12';

/** Where the server's libraries are kept: `ORGWISE_CACHE`, else the user's cache folder. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  const cache = env.ORGWISE_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'orgwise');
  return join(cache, `neo4j-${version}`);
}

export function isCached(folder: string): boolean {
  const libraries = join(folder, 'lib');
  return existsSync(libraries) && readdirSync(libraries).some((file) => file.endsWith('.jar'));
}

/**
 * Fills the cache from Maven Central, once; 116 MB.
 *
 * @throws where Java or Maven is absent, or the libraries cannot be had.
 */
export async function install(folder: string): Promise<void> {
  if (isCached(folder)) return;
  await mkdir(folder, { recursive: true });
  // Beside its place until it is whole, so that an interrupted download is not taken for one that ended.
  const unfinished = join(folder, `unfinished-${process.pid}`);
  try {
    const goal = ['dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`];
    await run('mvn', ['-q', '-B', '-f', join(here, 'pom.xml'), ...goal], { maxBuffer: 16 * 1024 * 1024 });
    if (!existsSync(join(folder, 'lib'))) renameSync(unfinished, join(folder, 'lib'));
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** A local server that runs. */
export interface LocalNeo4j {
  readonly uri: string;
  readonly username: 'neo4j';
  readonly password: string;
  stop(): Promise<void>;
  /** Resolves when it has ended, whatever ended it. */
  readonly ended: Promise<void>;
}

export interface StartOptions {
  /** What `install` has filled. */
  readonly cache: string;
  /** Where the data lie; made where absent. */
  readonly dataFolder: string;
  readonly port: number;
  readonly password: string;
}

/** Starts a server from the cache, on 127.0.0.1. It ends with this process, whatever ends that. */
export async function startCached({ cache, dataFolder, port, password }: StartOptions): Promise<LocalNeo4j> {
  await mkdir(dataFolder, { recursive: true });
  const child = spawn(
    'java',
    ['-Xmx1g', '-cp', join(cache, 'lib', '*'), join(here, 'LocalNeo4j.java'), dataFolder, String(port)],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const { promise: ready, resolve: begin, reject } = Promise.withResolvers<void>();
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) =>
    line === 'ready' ? begin() : said.push(line),
  );
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  child.on('error', (error) => reject(error));
  child.on('exit', () => {
    reject(new Error(`Neo4j did not start:\n${said.slice(-20).join('\n')}`));
    resolve();
  });
  child.stdin.on('error', () => {});
  child.stdin.write(`${password}\n`);
  await ready;
  return {
    uri: `bolt://127.0.0.1:${port}`,
    username: 'neo4j',
    password,
    ended,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** Starts a server in a container, on 127.0.0.1. */
export async function startContainer({
  dataFolder,
  port,
  password,
}: Omit<StartOptions, 'cache'>): Promise<LocalNeo4j> {
  await mkdir(dataFolder, { recursive: true });
  const child = spawn(
    'docker',
    [
      'run',
      '--rm',
      '--interactive',
      '--publish',
      `127.0.0.1:${port}:7687`,
      '--volume',
      `${dataFolder}:/data`,
      '--env',
      'NEO4J_AUTH',
      '--env',
      'NEO4J_dbms_security_allow__csv__import__from__file__urls=false',
      `neo4j:${version}-community`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NEO4J_AUTH: `neo4j/${password}` } },
  );
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const { promise: ready, resolve: begin, reject } = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.includes('Started.')) begin();
  });
  child.on('error', (error) => reject(error));
  child.on('exit', (code) => {
    reject(new Error(`Neo4j's container ended with code ${code} before it had started.`));
    resolve();
  });
  await ready;
  return {
    uri: `bolt://127.0.0.1:${port}`,
    username: 'neo4j',
    password,
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Whether a Docker engine answers, and not only its command. */
export async function hasDocker(): Promise<boolean> {
  try {
    await run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
}

/** The port where it is free, else the next free one; 0 takes any. */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; ; port++) {
    const { promise, resolve } = Promise.withResolvers<number | null>();
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(taken));
    });
    const found = await promise;
    if (found !== null) return found;
  }
}

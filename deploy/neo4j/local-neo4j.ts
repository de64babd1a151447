import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version that the tests are run on: the long-term one of Neo4j 5. */
export const neo4jVersion = '5.26.12';

const program = fileURLToPath(new URL('LocalNeo4j.java', import.meta.url));

/** Where the libraries of a Neo4j without Docker lie: below `ORGWISE_CACHE`, or `~/.cache/orgwise`. */
export function neo4jCacheFolder(): string {
  const cache = process.env.ORGWISE_CACHE || join(homedir(), '.cache', 'orgwise');
  return join(cache, `neo4j-${neo4jVersion}`);
}

export function isNeo4jInstalled(): boolean {
  return existsSync(join(neo4jCacheFolder(), 'lib'));
}

/** Whether Java 17 or later and, to install, Maven are there; what is missing as a sentence. */
export async function missingTools(tools: readonly ('java' | 'mvn')[]): Promise<string | null> {
  for (const tool of tools) {
    try {
      const { stdout, stderr } = await run(tool, ['-version']);
      const major = Number(/version "(\d+)/.exec(stdout + stderr)?.[1]);
      if (tool === 'java' && major < 17) return `Java ${major} is too old; install a JDK 17 or later.`;
    } catch {
      return tool === 'java'
        ? 'Java is missing; install a JDK 17 or later.'
        : 'Maven is missing; install it.';
    }
  }
  return null;
}

/**
 * Fetches Neo4j Community (116 MB) from Maven's repository into the cache. A second process that does the same at once
 * does no harm: whoever is ready first moves its folder into place.
 */
export async function installNeo4j(): Promise<void> {
  if (isNeo4jInstalled()) return;
  const folder = neo4jCacheFolder();
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'install-'));
  try {
    writeFileSync(join(work, 'pom.xml'), pom);
    await run('mvn', [
      '-q',
      '-B',
      '-f',
      join(work, 'pom.xml'),
      'dependency:copy-dependencies',
      `-DoutputDirectory=${join(work, 'lib')}`,
    ]);
    if (!isNeo4jInstalled()) renameSync(join(work, 'lib'), join(folder, 'lib'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const pom = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>orgwise</groupId><artifactId>local-neo4j</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>${neo4jVersion}</version></dependency>
  </dependencies>
</project>
`;

/** A Neo4j that runs on this machine. */
export interface LocalNeo4j {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly port: number;
  /** Resolves when the server has ended, whoever ended it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
}

/**
 * Starts the installed Neo4j on 127.0.0.1 and waits until it answers. It ends with this process, however that ends.
 *
 * @param options.folder where its data lie.
 * @param options.port a free one where absent.
 * @throws Error with the last lines that the server wrote where it does not start.
 */
export async function startLocalNeo4j(options: {
  readonly folder: string;
  readonly port?: number;
  readonly password?: string;
  /** For minutes rather than days: Java then compiles quickly instead of well. */
  readonly isShortLived?: boolean;
}): Promise<LocalNeo4j> {
  const port = options.port ?? (await freePort());
  const password = options.password ?? generatePassword();
  const child = spawn(
    'java',
    [
      '-Xmx1g',
      '-XX:+UseSerialGC',
      ...(options.isShortLived === true ? ['-XX:TieredStopAtLevel=1'] : []),
      '-cp',
      join(neo4jCacheFolder(), 'lib', '*'),
      program,
      options.folder,
      String(port),
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${password}\n`);
  await untilReady(child);
  const end = async (work: () => void): Promise<void> => {
    work();
    await ended;
  };
  return {
    uri: `bolt://127.0.0.1:${port}`,
    username: 'neo4j',
    password,
    database: 'neo4j',
    port,
    ended,
    stop: () => end(() => child.stdin.end()),
    kill: () => end(() => child.kill('SIGKILL')),
  };
}

async function untilReady(child: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output = (output + String(chunk)).slice(-4000);
      if (/^ready$/m.test(output)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`Neo4j did not start:\n${output}`)));
  });
}

export function generatePassword(): string {
  return randomBytes(12).toString('base64url');
}

/** The first port from `first` on, or any, that nobody listens at on 127.0.0.1. */
export async function freePort(first?: number): Promise<number> {
  for (let port = first ?? 0; ; port++) {
    const found = await new Promise<number | null>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(null));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : null));
      });
    });
    if (found !== null) return found;
    if (port >= 65_535) throw new Error('No port is free on 127.0.0.1.');
  }
}

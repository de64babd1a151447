/**
 * A Neo4j for this machine, until Ctrl+C: by Docker where it answers, else by Java and Maven.
 *
 *     npm run neo4j                     start it, and print the lines for .env
 *     npm run neo4j -- --install-only   fetch what the start without Docker and the tests need, and end
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  freePort,
  generatePassword,
  installNeo4j,
  isNeo4jInstalled,
  missingTools,
  neo4jCacheFolder,
  startLocalNeo4j,
} from './local-neo4j.ts';

const dataFolder = join(process.env.ORGWISE_DATA || '.orgwise', 'neo4j');
const image = 'neo4j:5-community';

async function install(): Promise<boolean> {
  if (isNeo4jInstalled()) return true;
  const missing = await missingTools(['java', 'mvn']);
  if (missing !== null) {
    console.error(`${missing} Or install Docker, which brings all that Neo4j needs.`);
    return false;
  }
  console.log('Fetching Neo4j (116 MB, once) …');
  await installNeo4j();
  return true;
}

/** The same password at every start, so that .env stays right: NEO4J_PASSWORD, or one that lies beside the data. */
function keptPassword(): string {
  if (process.env.NEO4J_PASSWORD) return process.env.NEO4J_PASSWORD;
  const file = join(dataFolder, 'password');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const password = generatePassword();
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function printSettings(port: number, password: string): void {
  console.log(`
Neo4j runs. Write these lines to .env:

NEO4J_URI=bolt://127.0.0.1:${port}
NEO4J_USERNAME=neo4j
NEO4J_PASSWORD=${password}

Ctrl+C ends it; its data stay in ${dataFolder}.`);
}

async function runDocker(port: number, password: string): Promise<number> {
  const data = resolve(dataFolder, 'docker');
  mkdirSync(data, { recursive: true });
  const child = spawn(
    'docker',
    [
      ...['run', '--rm', '--interactive', '--publish', `127.0.0.1:${port}:7687`, '--volume', `${data}:/data`],
      // By name alone: docker takes the value from its environment, where no list of processes shows it.
      ...['--env', 'NEO4J_AUTH', '--env', 'NEO4J_dbms_security_allow__csv__import__from__file__urls=false'],
      image,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NEO4J_AUTH: `neo4j/${password}` } },
  );
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk);
    if (String(chunk).includes('Started.')) printSettings(port, password);
  });
  // Docker hands Ctrl+C on to the server; this process waits for its end.
  process.on('SIGINT', () => undefined);
  return await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}

async function runJava(port: number, password: string): Promise<number> {
  if (!(await install())) return 1;
  console.log('Starting Neo4j …');
  const folder = join(dataFolder, 'data');
  mkdirSync(folder, { recursive: true });
  const server = await startLocalNeo4j({ folder, port, password });
  printSettings(port, password);
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      asked = true;
      void server.stop();
    });
  }
  await server.ended;
  return asked ? 0 : 1;
}

if (process.argv.includes('--install-only')) {
  process.exitCode = (await install()) ? 0 : 1;
  if (process.exitCode === 0) console.log(`Neo4j lies in ${neo4jCacheFolder()}.`);
} else {
  const port = await freePort(7687);
  const password = keptPassword();
  const hasDocker = spawnSync('docker', ['info'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
  process.exitCode = await (hasDocker ? runDocker(port, password) : runJava(port, password));
}

/**
 * `npm run neo4j`: a local Neo4j for trying and developing, with its data below `.orgwise/neo4j`. By Docker where an engine
 * answers, else by Java 17 and Maven. `--install-only` fills the cache and ends.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder, freePort, hasDocker, install, startCached, startContainer } from './local-neo4j.ts';

const { values } = parseArgs({ options: { 'install-only': { type: 'boolean', default: false } } });
const folder = join(process.cwd(), '.orgwise', 'neo4j');

/** Made once, as the server keeps what it was first given. */
function password(): string {
  const file = join(folder, 'password');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(12).toString('hex'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

async function installed(): Promise<string> {
  const cache = cacheFolder();
  try {
    await install(cache);
    return cache;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    console.error(
      `Neo4j could not be fetched: ${reason}\nA Docker engine, or Java 17 or newer with Maven, is needed (Debian: apt-get install openjdk-17-jdk-headless maven).`,
    );
    process.exit(1);
  }
}

if (values['install-only']) {
  console.log(`Neo4j is in ${await installed()}.`);
} else {
  const port = await freePort(7687);
  const options = { dataFolder: join(folder, 'data'), port, password: password() };
  const docker = await hasDocker();
  console.log(docker ? 'Starting Neo4j in a container …' : 'Starting Neo4j …');
  const server = docker
    ? await startContainer(options)
    : await startCached({ ...options, cache: await installed() });
  console.log(
    `Neo4j runs. Put these lines into .env, then start Orgwise:\n\nNEO4J_URI=${server.uri}\nNEO4J_USERNAME=${server.username}\nNEO4J_PASSWORD=${server.password}\n\nCtrl+C stops it.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
  await server.ended;
}

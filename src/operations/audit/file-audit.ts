import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Audit, AuditEntry } from '../audit.ts';
import type { Finding } from '../finding.ts';
import { type AuditFolder, appendLines, type TimedEntry } from './append-lines.ts';
import { AuditHeadStore } from './audit-head.ts';
import { hasQuestionWords, QuestionWordsStore, wordsOf } from './question-words.ts';

export interface FileAuditOptions extends Omit<AuditFolder, 'maxBytes'> {
  readonly clock: () => Date;
  readonly log: {
    info(details: object, message: string): void;
    error(details: object, message: string): void;
  };
  /** Whether the words of questions are kept; else only how many characters they have. */
  readonly questions: boolean;
  /** Size in bytes at which the next file is begun; 8 MB where absent. */
  readonly maxBytes?: number;
}

/** Entries that wait for a disk that cannot be written; beyond it the oldest go, and the trail says how many. */
const mostPending = 10_000;
/**
 * Least time between two turns of one process, in ms: one that always has more to write would take each turn itself, since another
 * looks only now and then whether it may. On a slow machine the wait is as long as the turn, so that each looks in time. What comes
 * meanwhile is written with the next turn.
 */
const betweenTurnsMs = 50;

const dayMs = 86_400_000;

/** How often the log is told where the trail has come to, in ms: what is kept elsewhere shows a trail that was made anew. */
const anchorMs = 3_600_000;
/** How long a process must have run to tell it as it ends: a command of the terminal only says what it was asked. */
const leastMs = 60_000;

/**
 * An audit trail in JSON Lines, in which each line holds the hash of the one before. Processes that share the folder write
 * one chain, in turns.
 */
export function createFileAudit(options: FileAuditOptions): Audit {
  const { folder, clock, log } = options;
  const settings: AuditFolder = { ...options, maxBytes: options.maxBytes ?? 8_000_000 };
  let pending: TimedEntry[] = [];
  let dropped = 0;
  let heads: AuditHeadStore | undefined;
  let questionWords: QuestionWordsStore | undefined;
  let writing: Promise<void> | null = null;
  /** When words were last looked at for their end, in ms. */
  let expired = Number.NEGATIVE_INFINITY;
  let anchored = { at: clock().getTime(), n: 0 };

  function anchor(isLast = false): void {
    const head = heads?.read() ?? null;
    const now = clock().getTime();
    if (head === null || head.n === anchored.n || now - anchored.at < (isLast ? leastMs : anchorMs)) return;
    anchored = { at: now, n: head.n };
    log.info({ n: head.n, hash: head.hash }, 'The audit trail has come to this line');
  }

  async function writePending(): Promise<void> {
    // What comes in the same turn of the event loop is written at once.
    await Promise.resolve();
    while (pending.length > 0) {
      const [batch, lost] = [pending, dropped];
      const begunAt = performance.now();
      try {
        heads ??= new AuditHeadStore(folder);
        keepWords(batch);
        expireWords();
        const gap = lost === 0 ? [] : [lostLines(lost, clock())];
        await heads.withTurn((head) => appendLines([...gap, ...batch], head, settings));
        const written = new Set(batch);
        pending = pending.filter((one) => !written.has(one));
        dropped -= lost;
        anchor();
        if (pending.length > 0) await sleep(Math.max(betweenTurnsMs, performance.now() - begunAt));
      } catch (error) {
        log.error(
          { err: error, waiting: pending.length, lost: dropped },
          'The audit trail cannot be written; its lines are kept in memory and tried again with the next one',
        );
        return;
      }
    }
  }

  /** Before their lines: a line never vouches for words that were lost. */
  function keepWords(batch: readonly TimedEntry[]): void {
    const words = batch.flatMap((one) => one.words ?? []);
    if (words.length === 0) return;
    questionWords ??= new QuestionWordsStore(folder);
    questionWords.write(words);
  }

  /** Also where words are kept no longer: those from before have their end all the same. */
  function expireWords(): void {
    const now = clock().getTime();
    if (now - expired < dayMs || !hasQuestionWords(folder)) return;
    questionWords ??= new QuestionWordsStore(folder);
    // As files of the trail, which stand about a month longer than they must.
    questionWords.expire(new Date(now - (options.keepDays + 31) * dayMs).toISOString());
    expired = now;
  }

  function write(): Promise<void> {
    writing ??= writePending().finally(() => {
      writing = null;
    });
    return writing;
  }

  return {
    record(entry) {
      pending = [...pending, withoutWords(entry, clock().toISOString(), options.questions)];
      if (pending.length > mostPending) {
        dropped += pending.length - mostPending;
        pending = pending.slice(-mostPending);
      }
      void write();
    },
    async flush() {
      if (writing !== null || pending.length > 0) await write();
    },
    async forgetWords(who, isMention) {
      await this.flush();
      if (!hasQuestionWords(folder)) return 0;
      questionWords ??= new QuestionWordsStore(folder);
      return questionWords.erase(who, isMention);
    },
    examine: async () => examineFolder(options),
    async close() {
      await this.flush();
      anchor(true);
      heads?.close();
      heads = undefined;
      questionWords?.close();
      questionWords = undefined;
    },
  };
}

/** An entry with the hash of its words in place of them. */
function withoutWords({ question, ...entry }: AuditEntry, at: string, keepsQuestions: boolean): TimedEntry {
  if (question === undefined) return { at, entry };
  const counted = { ...entry, characters: question.length };
  if (!keepsQuestions) return { at, entry: counted };
  const words = wordsOf(question, entry.who, at);
  return { at, entry: { ...counted, words: words.digest }, words };
}

function lostLines(count: number, now: Date): TimedEntry {
  return {
    at: now.toISOString(),
    entry: {
      who: 'system',
      platform: 'system',
      place: null,
      what: 'failure',
      allowed: true,
      why: `${count} entries before this one could not be written`,
    },
  };
}

/** Tries to write as much as a few lines take; what a full disk or a missing right refuses is said before it is needed. */
function examineFolder({ folder, keepDays }: FileAuditOptions): Finding {
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    const store = new AuditHeadStore(folder);
    const lines = store.read()?.n ?? 0;
    store.close();
    try {
      writeFileSync(probe, ' '.repeat(4096));
    } finally {
      rmSync(probe, { force: true });
    }
    return { part: 'audit', ok: true, message: `${lines} lines, kept for ${keepDays} days, in ${folder}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      part: 'audit',
      ok: false,
      message: `the audit trail cannot be written (${reason})`,
      remedy: `Make room, or give this user the right to write ${folder}; until then its lines wait in memory.`,
    };
  }
}

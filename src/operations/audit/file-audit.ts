import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Audit, AuditEntry } from '../audit.ts';
import type { Finding } from '../finding.ts';
import { type AuditFolder, appendLines, type TimedEntry } from './append-lines.ts';
import { AuditHeadStore } from './audit-head.ts';

export interface FileAuditOptions extends Omit<AuditFolder, 'maxBytes'> {
  readonly clock: () => Date;
  readonly log: { error(details: object, message: string): void };
  /** Whether the words of questions are kept; else only how many characters they have. */
  readonly questions: boolean;
  /** Size in bytes at which the next file is begun; 8 MB where absent. */
  readonly maxBytes?: number;
}

/** Entries that wait for a disk that cannot be written; beyond it the oldest go, and the trail says how many. */
const mostPending = 10_000;
/**
 * Between two turns of one process, in ms: one that always has more to write would take each turn itself, since another looks
 * only every 10 ms whether it may. What comes meanwhile is written with the next turn.
 */
const betweenTurnsMs = 50;

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
  let writing: Promise<void> | null = null;

  async function writePending(): Promise<void> {
    // What comes in the same turn of the event loop is written at once.
    await Promise.resolve();
    while (pending.length > 0) {
      const [batch, lost] = [pending, dropped];
      try {
        heads ??= new AuditHeadStore(folder);
        const gap = lost === 0 ? [] : [lostLines(lost, clock())];
        await heads.withTurn((head) => appendLines([...gap, ...batch], head, settings));
        const written = new Set(batch);
        pending = pending.filter((one) => !written.has(one));
        dropped -= lost;
        if (pending.length > 0) await sleep(betweenTurnsMs);
      } catch (error) {
        log.error(
          { err: error, waiting: pending.length, lost: dropped },
          'The audit trail cannot be written; its lines are kept in memory and tried again with the next one',
        );
        return;
      }
    }
  }

  function write(): Promise<void> {
    writing ??= writePending().finally(() => {
      writing = null;
    });
    return writing;
  }

  return {
    record(entry) {
      pending = [...pending, { at: clock().toISOString(), entry: withoutWords(entry, options.questions) }];
      if (pending.length > mostPending) {
        dropped += pending.length - mostPending;
        pending = pending.slice(-mostPending);
      }
      void write();
    },
    async flush() {
      if (writing !== null || pending.length > 0) await write();
    },
    examine: async () => examineFolder(options),
    async close() {
      await this.flush();
      heads?.close();
      heads = undefined;
    },
  };
}

function withoutWords({ question, ...entry }: AuditEntry, keepsQuestions: boolean): AuditEntry {
  if (question === undefined) return entry;
  return { ...entry, characters: question.length, ...(keepsQuestions ? { question } : {}) };
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

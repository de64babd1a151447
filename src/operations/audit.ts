import type { Finding } from './finding.ts';

/** Who asked for what, and what came of it: one line of the audit trail. Absent where it does not apply. */
export interface AuditEntry {
  /** An employee's node id, `operator`, `schedule`, the source that was pushed to, or the platform's account id of somebody who is not known. */
  readonly who: string;
  readonly platform: 'slack' | 'teams' | 'web' | 'terminal' | 'scim' | 'system';
  /** Id of the conversation, or where a push came from; null where there is none, as in a terminal. */
  readonly place: string | null;
  /** Other members of the channel who could see the answer. */
  readonly audience?: number;
  readonly what: 'question' | 'command' | 'sync' | 'administration' | 'refusal' | 'failure';
  readonly allowed: boolean;
  /** Why it was refused or failed: a code, or the id that finds the log line. */
  readonly why?: string;
  /** The command's name, the administrator's act, or how a sync was to run. */
  readonly act?: string;
  /** Ids of what an administrator's act was about. */
  readonly about?: readonly string[];
  /** The administrator's own words for it. */
  readonly reason?: string;
  /** Characters of the question; its words stand in `question`, and only where the configuration asks for them. */
  readonly characters?: number;
  readonly question?: string;
  /** Hash of the words, which stand beside the trail so that they can be erased. */
  readonly words?: string;
  readonly read?: AuditRead;
  /** What the answer was made by: a query of the rules or of a model, or pages. */
  readonly understood?: 'rules' | 'model' | 'articles';
  /** Why there was no answer; null where there was one. */
  readonly abstained?: string | null;
  /** Outcome by source, for a sync. */
  readonly outcomes?: Readonly<Record<string, string>>;
}

/** What an answer rests on: ids and labels, never contents. */
export interface AuditRead {
  /** Labels that the query found or connected. */
  readonly labels: readonly string[];
  /** Ids of the nodes that were cited, shown or offered; the first of them, see `total`. */
  readonly nodes: readonly string[];
  readonly total: number;
}

/** Where the audit trail is written. */
export interface Audit {
  /**
   * Notes an entry and returns at once: neither a slow disk nor a full one delays or loses an answer. What could not be
   * written is kept in memory, tried again with the next entry and on `close`, and said in the log.
   */
  record(entry: AuditEntry): void;
  /**
   * Erases the words of questions that somebody asked, or that mention one of some texts; the lines stay as they are.
   *
   * @param who node id.
   * @returns how many they were.
   */
  forgetWords(who: string, isMention: (text: string) => boolean): Promise<number>;
  /** Waits until all that was noted is written, or has failed. */
  flush(): Promise<void>;
  /** For `orgwise doctor`: whether the trail can be written. */
  examine(): Promise<Finding>;
  close(): Promise<void>;
}

/** For a deployment that has turned the trail off. */
export const noAudit: Audit = {
  record: () => {},
  forgetWords: async () => 0,
  flush: async () => {},
  examine: async () => ({ part: 'audit', ok: true, message: 'turned off (audit.enabled)' }),
  close: async () => {},
};

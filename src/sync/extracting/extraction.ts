import type { ChatModel } from '../../models/chat-model.ts';
import type { ModelFailure } from '../../models/model-error.ts';
import type { ExtractionSettings, SpendingLedger } from '../../models/model-limits.ts';
import type { SyncReport } from '../sync-report.ts';
import type { AskAboutPassages } from './ask-about-passages.ts';

/** What a sync needs to have passages read by a language model. */
export interface Extraction {
  readonly model: Pick<ChatModel, 'complete' | 'callTools'>;
  readonly ask: AskAboutPassages;
  readonly limits: ExtractionSettings;
  /** What was taken on the company's present day, over all runs and replicas. */
  readonly ledgers: {
    readonly tokens: SpendingLedger;
    readonly cost: SpendingLedger;
    readonly passages: SpendingLedger;
  };
  /** Sources whose passages are shown to no model. */
  readonly withheldSources: ReadonlySet<string>;
}

/**
 * Why a run left passages unread:
 * - `budget`: what a day may take is taken; `passages`, `time`: so many were read, or for so long, as may be;
 * - else what was wrong with the model.
 */
export type ExtractionStop = 'budget' | 'passages' | 'time' | Exclude<ModelFailure, 'over_budget'>;

export interface ExtractionReport {
  /** Passages that were read in this run; equal ones count once, here and below. */
  readonly read: number;
  /** Passages that wait for the next run. */
  readonly left: number;
  /** Passages of which the model gave nothing usable several times: not asked about again until they change. */
  readonly unusable: number;
  /** Absent where nothing stopped it. */
  readonly stopped?: ExtractionStop;
  /** What changed in the graph: topics, and links to topics and to whom passages name. */
  readonly counts: SyncReport['shared'];
}

import { ModelError } from '../models/model-error.ts';
import { embedPassages } from './embed-passages.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Embeds the passages that changed. A model that fails must not fail the sync: words find what has no vector yet, and the next run makes up for it. */
export async function embedChanged(deps: SyncDeps, beforeBatch: () => void): Promise<void> {
  if (deps.embedding === undefined) return;
  try {
    const passages = await embedPassages(deps.graph, deps.embedding, {
      today: deps.today(),
      clock: deps.clock,
      beforeBatch,
    });
    if (passages > 0) deps.log.info({ passages }, 'embedded passages');
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    deps.log.warn({ reason: error.reason, detail: error.message }, 'passages could not all be embedded');
  }
}

import { fewestWithheld } from '../changes/fewest-withheld.ts';
import { sampleOf } from '../changes/sample-of.ts';
import { tellStill } from '../changes/tell-still.ts';
import type { ReadingRule, RecordName, StillThere } from '../connector.ts';
import { isMissingRight } from '../http/source-error.ts';
import type { OutlineApi } from './outline-api.ts';
import type { OutlineDocument } from './outline-schemas.ts';

/** Who may see a document, by the last fetch; undefined for one that is no article. */
export type RuleOfDocument = (
  document: OutlineDocument,
  signal: AbortSignal,
) => Promise<ReadingRule | undefined>;

/**
 * Whether documents that are no longer listed are there, and only no longer for this key: Outline says 403 of those, 404 of those that
 * were deleted for good, and still gives what is in its bin and its archive. What it gives and is in neither was passed over: it lists by
 * counting, so that one that is deleted meanwhile moves another over the border of a page.
 *
 * @returns the sentence that says so, or those that are there; null where there are few that are withheld, and the rest is gone.
 */
export async function findWithheld(
  api: Pick<OutlineApi, 'document'>,
  ruleOf: RuleOfDocument,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | StillThere | null> {
  const asked = sampleOf(gone);
  const still: { kind: 'article'; key: string; readers: ReadingRule }[] = [];
  let withheld = 0;
  for (const { key } of asked) {
    try {
      const readers = await ruleOf(await api.document(key, signal), signal);
      if (readers !== undefined) still.push({ kind: 'article', key, readers });
    } catch (error) {
      if (!isMissingRight(error)) throw error;
      if (error.failure === 'forbidden') withheld++;
    }
  }
  if (withheld >= fewestWithheld)
    return `Outline still has ${withheld} of ${asked.length} documents that it no longer lists, and does not show them to the key: it lost its access; look at the collections that its account may view.`;
  return tellStill(
    { still, asked: asked.length, missing: gone.length },
    { service: 'Outline', things: 'documents', why: 'they were passed over while others were deleted' },
  );
}

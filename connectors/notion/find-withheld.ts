import { fewestWithheld } from '../changes/fewest-withheld.ts';
import { sampleOf } from '../changes/sample-of.ts';
import { tellStill } from '../changes/tell-still.ts';
import type { ReadingRule, RecordName, StillThere } from '../connector.ts';
import type { NotionApi } from './notion-api.ts';
import { type NotionPage, pageSchema } from './notion-schemas.ts';

/** Who may see a page that was not listed, by the last fetch; undefined where that is not known, so that it is no article. */
export type RuleOfPage = (page: NotionPage, signal: AbortSignal) => Promise<ReadingRule | undefined>;

/**
 * Whether pages that are no longer listed are not in the trash either: then they were deleted for good, or are no longer shared with the
 * connection. Notion says 404 for both. One that is shown and in no trash is there: the search gives what was
 * changed a moment ago some time later ("Search optimizations and limitations" in Notion's documentation).
 *
 * @returns the sentence that says so, or those that are there; null where there are few that were withheld, and the rest is gone.
 */
export async function findWithheld(
  api: Pick<NotionApi, 'page'>,
  ruleOf: RuleOfPage,
  gone: readonly RecordName[],
  signal: AbortSignal,
): Promise<string | StillThere | null> {
  const asked = sampleOf(gone);
  const still: { kind: 'article'; key: string; readers: ReadingRule }[] = [];
  let missing = 0;
  for (const { key } of asked) {
    const value = await api.page(key, signal);
    if (value === undefined) missing++;
    const page = pageSchema.safeParse(value).data;
    if (page === undefined || page.in_trash === true || page.archived === true) continue;
    const readers = await ruleOf(page, signal);
    if (readers !== undefined) still.push({ kind: 'article', key, readers });
  }
  if (missing >= fewestWithheld)
    return `Notion shows ${missing} of ${asked.length} pages that it no longer lists not even in the trash: either they were deleted for good, or they are no longer shared with the connection; look at the connections of the pages above them.`;
  return tellStill(
    { still, asked: asked.length, missing: gone.length },
    { service: 'Notion', things: 'pages', why: 'its search runs behind' },
  );
}

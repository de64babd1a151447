import type { GraphStore } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { fingerprintOf } from './fingerprint.ts';
import { readRelationshipId } from './graph-records.ts';
import { nameOfRecordId } from './node-ids.ts';
import type { PlannedSource } from './plan-sync.ts';
import type { KeptPlan } from './sync-report.ts';

/** Records that would go which a kept plan names. */
const named = 100;

/**
 * Tells a plan by what it would do. Days on which relationships begin or end are left out: they are those of the day on
 * which the plan is carried out.
 */
export function digestOfPlan({ nodes, relationships }: PlannedSource): string {
  return fingerprintOf({
    upserts: nodes?.units
      .flatMap((unit) => unit.upserts.map(({ id, fingerprint }) => [id, fingerprint]))
      .sort(),
    deletes: [...(nodes?.deletes ?? []), ...(nodes?.units.flatMap((unit) => unit.deletes) ?? [])].sort(),
    relationships: relationships?.upserts
      .map(({ id, type, fingerprint }) => [readRelationshipId(id, type).base, fingerprint])
      .sort(),
    ends: relationships?.ends.toSorted(),
    relationshipDeletes: relationships?.deletes.toSorted(),
  });
}

/** What of a plan is kept: enough to judge it, and to know it again. */
export async function keepPlan(
  graph: Pick<GraphStore, 'readNodes'>,
  planned: PlannedSource,
): Promise<KeptPlan> {
  const gone = (planned.nodes?.deletes ?? []).filter((id) => nameOfRecordId(id) !== null).toSorted();
  const nodes = await graph.readNodes(gone.slice(0, named), operatorViewer);
  return {
    digest: digestOfPlan(planned),
    counts: planned.tally.toCounts(),
    gone: {
      total: gone.length,
      first: nodes.map(({ label, key, properties }) => ({
        kind: label,
        key,
        name: String(properties.name ?? properties.title ?? key),
      })),
    },
  };
}

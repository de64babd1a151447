import type { Connector } from '../connectors/connector.ts';
import type { StoppedPlans } from './bot/stopped-plans.ts';
import type { GraphStore } from './graph/graph-store.ts';
import { readStoppedPlans } from './sync/read-stopped-plans.ts';
import type { SyncReport } from './sync/sync-report.ts';

type By = Parameters<StoppedPlans['approve']>[1];

/** What administrators may do from a chat or the page about runs that a brake stopped. */
export function createStoppedPlans(options: {
  readonly graph: GraphStore;
  readonly connectors: readonly Connector[];
  readonly approve: (run: string, by: By) => Promise<SyncReport>;
  readonly log: { warn(details: object, message: string): void };
}): StoppedPlans {
  const { graph, connectors, approve, log } = options;
  return {
    list: () => readStoppedPlans(graph, connectors),
    async approve(run, by) {
      try {
        const [report] = (await approve(run, by)).sources;
        const message = report?.message;
        return { outcome: report?.outcome ?? 'failed', ...(message !== undefined && { message }) };
      } catch (err) {
        log.warn({ err, run, by: by.who }, 'A plan that was approved was not carried out');
        throw err;
      }
    },
  };
}

import type { HttpRoute } from './bot/bot-adapter.ts';
import { readBody } from './bot/http/read-body.ts';
import { createRateLimit } from './bot/rate-limit.ts';
import type { Config } from './config/load-config.ts';
import { createPushedStore } from './create-pushed-store.ts';
import type { Audit } from './operations/audit.ts';
import type { Logger } from './operations/log.ts';
import { createScimRoute, scimPath } from './scim/scim-route.ts';
import type { StateStore } from './state/state-store.ts';

/** Requests of one address with a wrong token that the trail tells one by one, in a minute. */
const refusalsNoted = 10;

/**
 * What takes the pushes of identity providers, where a source of the configuration expects them. What was kept before, under
 * another policy or by an older version, is brought to what is kept now.
 */
export async function createScimRoutes({
  config,
  state,
  log,
  audit,
}: {
  readonly config: Pick<Config, 'sources' | 'fields' | 'sync'>;
  readonly state: StateStore;
  readonly log: Logger;
  readonly audit: Audit;
}): Promise<readonly HttpRoute[]> {
  const pushed = config.sources.flatMap((source) => {
    const store = createPushedStore(source, config, state);
    if (store === null || source.type !== 'scim') return [];
    const address = source.url?.replace(/\/+$/, '') ?? scimPath;
    return [{ name: source.name, token: source.token, address, store }];
  });
  for (const { name, store } of pushed) {
    try {
      const changed = await store.settle();
      if (changed > 0)
        log.info({ source: name, changed }, 'What is not kept was taken out of what was pushed');
    } catch (error) {
      // Another replica is at it; pushes must not wait for that.
      log.error({ err: error, source: name }, 'What was pushed before could not be looked through');
    }
  }
  if (pushed.length === 0) return [];
  const refusals = createRateLimit(refusalsNoted);
  return [createScimRoute({ sources: pushed, readBody, log, audit, refusals })];
}

import type { HttpRoute } from './bot/bot-adapter.ts';
import { readBody } from './bot/http/read-body.ts';
import type { SourceConfig } from './config/source-schema.ts';
import type { Logger } from './operations/log.ts';
import { createScimRoute, type ScimRouteOptions, scimPath } from './scim/scim-route.ts';

/** What takes the pushes of identity providers, where a source of the configuration expects them. */
export function createScimRoutes({
  sources,
  state,
  log,
}: {
  readonly sources: readonly SourceConfig[];
  readonly state: ScimRouteOptions['state'];
  readonly log: Logger;
}): readonly HttpRoute[] {
  const pushed = sources.flatMap((source) =>
    source.type === 'scim'
      ? [{ name: source.name, token: source.token, address: source.url?.replace(/\/+$/, '') ?? scimPath }]
      : [],
  );
  if (pushed.length === 0) return [];
  return [createScimRoute({ sources: pushed, state, clock: () => new Date(), readBody, log })];
}

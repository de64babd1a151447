import type { PageVisitors } from './page-visitors.ts';
import type { WebPerson } from './parse-message.ts';
import { hasLocalHost, hasOwnOrigin } from './request-guards.ts';

/** For the sample company, on this machine alone: a visitor speaks as whom they like. */
export function anybodyHere(people: () => Promise<readonly WebPerson[]>): PageVisitors {
  return {
    hasOwnHost: hasLocalHost,
    hasOwnOrigin,
    visitorOf: async () => ({ people: await people(), isSignedIn: false }),
    url: (port) => `http://localhost:${port}`,
  };
}

import { failed } from './fake-connector.ts';
import type { FakeResponse } from './fake-identity.ts';

/** A message as Microsoft Graph tells it ("chatMessage resource type"). */
export interface GraphMessage {
  readonly id: string;
  readonly from: { readonly user: object } | { readonly user: null; readonly application: object };
  readonly body: { readonly contentType: 'html' | 'text'; readonly content: string };
  readonly deletedDateTime: string | null;
}

/** Channels as Microsoft Graph shows them to an app that a team's owner gave leave to (`ChannelMessage.Read.Group`). */
export interface FakeChannels {
  /** An owner gives leave. */
  consent(teamGroupId: string): void;
  say(channel: string, root: string, message: GraphMessage): void;
  /** How often something was asked. */
  reads(): number;
  respond(url: URL, isForGraph: boolean): FakeResponse | undefined;
}

const mostReplies = 50;

export function createFakeChannels(): FakeChannels {
  const consented = new Set<string>();
  const threads = new Map<string, GraphMessage[]>();
  let count = 0;
  return {
    consent: (team) => consented.add(team),
    say(channel, root, message) {
      const key = `${channel} ${root}`;
      threads.set(key, [...(threads.get(key) ?? []), message]);
    },
    reads: () => count,
    respond(url, isForGraph) {
      const [, graph, version, teams, team = '', , channel = '', , root = '', replies] = url.pathname
        .split('/')
        .map(decodeURIComponent);
      if (graph !== 'graph' || version !== 'v1.0' || teams !== 'teams') return undefined;
      count += 1;
      if (!isForGraph) return failed(401, 'InvalidAuthenticationToken', 'Access token is empty.');
      if (!consented.has(team)) return failed(403, 'Forbidden', 'Missing role permissions on the request.');
      const [first, ...rest] = threads.get(`${channel} ${root}`) ?? [];
      if (first === undefined) return failed(404, 'NotFound', 'NotFound');
      if (replies === undefined) return { status: 200, json: first };
      const top = Number(url.searchParams.get('$top') ?? 20);
      if (top > mostReplies) return failed(400, 'BadRequest', 'Invalid page size specified.');
      return { status: 200, json: { value: rest.toReversed().slice(0, top) } };
    },
  };
}

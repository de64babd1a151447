import type { Connector, Fetched } from '../connector.ts';
import { describeShape } from '../http/describe-shape.ts';
import type { ServiceOptions } from '../http/service-options.ts';
import { addressOf, buildAccount, buildEmployee, isMember, placeOfMember } from './build-member.ts';
import { createSlackApi, type SlackApi } from './slack-api.ts';
import { type SlackOptions, type SlackSettings, slackOptionsSchema } from './slack-options.ts';
import { memberSchema } from './slack-schemas.ts';

export type SlackConnectorOptions = SlackOptions & ServiceOptions;

/** Reads the members of a Slack workspace: as accounts of people whom other sources know, or as the people themselves. */
export function createSlackConnector({ source, limits, ...options }: SlackConnectorOptions): Connector {
  const settings = slackOptionsSchema.parse(options);
  return {
    source,
    driver: 'slack',
    fetch: ({ signal }) => readMembers(createSlackApi(settings, limits), source, settings, signal),
  };
}

async function* readMembers(
  api: SlackApi,
  source: string,
  settings: SlackSettings,
  signal: AbortSignal,
): AsyncGenerator<Fetched, void> {
  const own = await api.ownTeam(signal);
  let [members, addresses] = [0, 0];
  // Somebody who changes while pages are read may stand on two of them.
  const seen = new Set<string>();
  for await (const value of api.members(signal)) {
    signal.throwIfAborted();
    const key = idOf(value);
    if (key !== undefined && seen.has(key)) continue;
    if (key !== undefined) seen.add(key);
    const parsed = memberSchema.safeParse(value);
    if (!parsed.success) {
      const message = `The member has another shape${describeShape(parsed.error)}; left out.`;
      const setAside = key === undefined ? null : ({ kind: 'employee', key } as const);
      yield { problem: { place: placeOfMember(key ?? '?'), message }, setAside };
      continue;
    }
    const member = parsed.data;
    if (!isMember(member, own, settings)) continue;
    members++;
    if (addressOf(member) !== undefined) addresses++;
    yield { record: settings.people ? buildEmployee(member, own) : buildAccount(member, own) };
    signal.throwIfAborted();
  }
  if (members > 0 && addresses === 0) {
    const message =
      'Slack shows no address of any member; add users:read.email to the app, and install it anew.';
    yield { problem: { place: source, message, lacksRight: true } };
  }
}

function idOf(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

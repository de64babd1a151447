import type { BotAdapter } from './bot/bot-adapter.ts';
import type { PageVisitors } from './bot/web/page-visitors.ts';
import type { AccountOwner } from './bot/web/sign-in/find-signed-in.ts';
import { createOpenIdProvider } from './bot/web/sign-in/open-id-provider.ts';
import { createPageSignIn } from './bot/web/sign-in/page-sign-in.ts';
import { createSessions } from './bot/web/sign-in/sessions.ts';
import { createSignInFlow } from './bot/web/sign-in/sign-in-flow.ts';
import type { SignInSettings } from './bot/web/sign-in/sign-in-settings.ts';
import { createSignedValues } from './bot/web/sign-in/signed-value.ts';
import { createWebAdapter } from './bot/web/web-adapter.ts';
import { createPageLinks } from './create-page-links.ts';
import type { GraphStore } from './graph/graph-store.ts';
import { operatorViewer } from './graph/viewer.ts';
import type { Orgwise } from './main.ts';
import { companyExamples, pageExamples } from './sample-questions.ts';
import { findAccountOwners } from './sync/identity/find-account-owners.ts';

/**
 * The web page: the sample company's, where a visitor speaks as anybody on this machine alone, or a real company's, where
 * people sign in.
 *
 * @returns null where there is none.
 */
export function createPage(
  orgwise: Orgwise,
  options: { readonly port?: number | undefined; readonly onBusyPort: (port: number) => void },
): (BotAdapter & { readonly url: () => string }) | null {
  const { config, access, log } = orgwise;
  const { enabled, host, port, signIn } = config.web;
  if (!enabled) return null;
  const common = { port: options.port ?? port, company: config.company.name, log };
  if (signIn !== null)
    return createWebAdapter({
      ...common,
      host,
      examples: companyExamples,
      visitors: createVisitors(orgwise, signIn),
      rateLimit: orgwise.rateLimit,
    });
  // Nobody signs in, so that it only ever speaks for the sample company's people.
  if (!config.isPlayground) return null;
  return createWebAdapter({
    ...common,
    host: '127.0.0.1',
    examples: pageExamples,
    people: async () => [...(await access.people())],
    onBusy: options.onBusyPort,
  });
}

function createVisitors(
  { access, audit, config, graph, log, state }: Orgwise,
  settings: SignInSettings,
): PageVisitors {
  const values = createSignedValues(settings.sessionKeys);
  const clock = (): number => Date.now();
  const lookup = {
    access,
    entraSource: settings.entraSource,
    ownerOf: (source: string, account: string) => ownerOf(graph, source, account),
  };
  return createPageSignIn({
    settings,
    audit,
    log,
    links: createPageLinks(config, { state, access }),
    flow: createSignInFlow({ provider: createOpenIdProvider(settings), lookup, state, values, clock }),
    sessions: createSessions({ state, access, values, hours: settings.sessionHours, clock }),
  });
}

/** The employee whose account this is, merged and decided on as every sync takes it. */
async function ownerOf(graph: GraphStore, source: string, account: string): Promise<AccountOwner | null> {
  const person = (await findAccountOwners(graph, source, [account])).get(account);
  const record = (await graph.names('Employee', operatorViewer)).find(({ id }) => id === person);
  return record === undefined ? null : { employeeId: record.id, email: record.email };
}

import { redirectPath } from '../../src/bot/slack/install-routes.ts';
import { slackPath } from '../../src/bot/slack/slack-receiver.ts';

/** Slack takes five ("App manifest reference: features.unfurl_domains"). */
const mostDomains = 5;

export interface SlackManifestValues {
  /** Hosts of the company's tracker and wiki, links to which get previews. */
  readonly domains: readonly string[];
  /** Where Slack reaches the bot over HTTPS, such as `https://orgwise.acme.com`; it is reached over a socket where absent. */
  readonly address?: string | undefined;
  /** Whether workspaces install the app by themselves. */
  readonly isInstalled: boolean;
  /** Whether a whole Enterprise organisation installs it at once. */
  readonly isOfOrganisation?: boolean;
}

interface Manifest {
  readonly features: { readonly slash_commands: readonly object[] };
  readonly oauth_config: object;
  readonly settings: { readonly event_subscriptions: object; readonly interactivity: object };
}

/**
 * The manifest with what is the company's own. Pure.
 *
 * @throws Error where Slack would not take a value.
 */
export function buildSlackManifest<Base extends Manifest>(base: Base, values: SlackManifestValues) {
  const { domains, address, isInstalled, isOfOrganisation = false } = values;
  if (domains.length > mostDomains)
    throw new Error(`Slack takes ${mostDomains} domains; these are ${domains.length}.`);
  const wrong = domains.find((one) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(one));
  if (wrong !== undefined)
    throw new Error(`“${wrong}” is no domain: name hosts alone, such as wiki.acme.com.`);
  const origin = address === undefined ? null : originOf(address);
  if (isInstalled && origin === null)
    throw new Error('Workspaces install the app over HTTPS: name the address with --address.');
  const requests = origin === null ? {} : { request_url: `${origin}${slackPath}` };
  const { features, oauth_config, settings } = base;
  return {
    ...base,
    features: {
      ...features,
      slash_commands: features.slash_commands.map((one) => ({
        ...one,
        ...(origin === null ? {} : { url: `${origin}${slackPath}` }),
      })),
      ...(domains.length === 0 ? {} : { unfurl_domains: domains }),
    },
    oauth_config: {
      ...oauth_config,
      ...(isInstalled ? { redirect_urls: [`${origin}${redirectPath}`] } : {}),
    },
    settings: {
      ...settings,
      event_subscriptions: { ...requests, ...settings.event_subscriptions },
      interactivity: { ...settings.interactivity, ...requests },
      socket_mode_enabled: origin === null,
      ...(isOfOrganisation ? { org_deploy_enabled: true } : {}),
    },
  };
}

function originOf(address: string): string {
  const { protocol, origin } = URL.canParse(address) ? new URL(address) : { protocol: '', origin: '' };
  if (protocol !== 'https:') throw new Error(`“${address}” is no address that begins with https://.`);
  return origin;
}

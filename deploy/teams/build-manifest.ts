/** The parts of `teams-app/manifest.json` that a company fills in. */
export interface TeamsManifest {
  readonly manifestVersion: string;
  readonly developer: Readonly<Record<string, string>>;
  readonly bots: readonly object[];
  readonly composeExtensions: readonly object[];
  readonly [more: string]: unknown;
}

export interface ManifestValues {
  /** The bot's application (client) id. */
  readonly appId: string;
  /** The company's name. */
  readonly developer: string;
  /** Orgwise's own. */
  readonly version: string;
  /** Hosts of tasks and articles, to whose links previews are made. */
  readonly domains: readonly string[];
  /** The app's id as a resource, `api://botid-…`, where people may sign in or permissions are asked for. */
  readonly resource?: string | undefined;
  /** Host of the page on which they sign in. */
  readonly signInHost?: string | undefined;
  /** Permissions within the teams and chats that the app is added to, which their owners give. */
  readonly permissions?: readonly string[];
  readonly website?: string | undefined;
  readonly privacy?: string | undefined;
  readonly terms?: string | undefined;
}

/** The manifest with a company's own values. Pure. */
export function buildManifest(template: TeamsManifest, values: ManifestValues): TeamsManifest {
  const { appId, developer, version, domains, website, permissions = [] } = values;
  const { resource, signInHost } = values;
  const { privacy = website, terms = website } = values;
  const named = { websiteUrl: website, privacyUrl: privacy, termsOfUseUrl: terms };
  return {
    ...template,
    version,
    id: appId,
    developer: {
      ...template.developer,
      name: developer,
      ...Object.fromEntries(Object.entries(named).filter(([, url]) => url !== undefined)),
    },
    bots: template.bots.map((one) => ({ ...one, botId: appId })),
    composeExtensions: template.composeExtensions.map((one) => ({
      ...one,
      botId: appId,
      messageHandlers: domains.length === 0 ? [] : [{ type: 'link', value: { domains } }],
    })),
    ...(permissions.length === 0
      ? {}
      : {
          authorization: {
            permissions: { resourceSpecific: permissions.map((name) => ({ name, type: 'Application' })) },
          },
        }),
    ...(resource === undefined ? {} : { webApplicationInfo: { id: appId, resource } }),
    ...(signInHost === undefined ? {} : { validDomains: [signInHost] }),
  };
}

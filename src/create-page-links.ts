import type { DirectoryAccess } from './access/directory-access.ts';
import { createLinkTokens, type LinkTokens } from './bot/web/sign-in/link-tokens.ts';
import { createSignedValues } from './bot/web/sign-in/signed-value.ts';
import type { Config } from './config/load-config.ts';
import type { StateStore } from './state/state-store.ts';

/** Links by which the bot lets people sign in to the page; undefined where the page is not there, or is not to have them. */
export function createPageLinks(
  { web: { enabled, signIn } }: Pick<Config, 'web'>,
  parts: { readonly state: StateStore; readonly access: DirectoryAccess },
): LinkTokens | undefined {
  if (!enabled || signIn === null || !signIn.links) return undefined;
  return createLinkTokens({
    ...parts,
    origin: new URL(signIn.redirectUrl).origin,
    values: createSignedValues(signIn.sessionKeys),
    clock: () => Date.now(),
  });
}

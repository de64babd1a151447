import { fieldsOf } from './fields-of.ts';
import type { ConfigMistake } from './invalid-config-error.ts';
import { pathText, type YamlFile, type YamlPath } from './yaml-file.ts';

const localHost = '127.0.0.1';

/** Its accounts are everybody's; one on an address of a company may outlive whoever had the address there. */
const isGoogle = (issuer: string): boolean =>
  URL.canParse(issuer) && new URL(issuer).hostname === 'accounts.google.com';

/**
 * What the schema of section `web` cannot say: whoever reaches the page from elsewhere signs in, which needs secrets, and may
 * need a source.
 *
 * @param missing what the environment lacks for signing in.
 */
export function findWebMistakes(file: YamlFile, missing: readonly ConfigMistake[]): readonly ConfigMistake[] {
  const { web, sources } = fieldsOf(file.content);
  const { host = localHost, signIn } = fieldsOf(web);
  const mistake = (path: YamlPath, message: string): ConfigMistake => ({
    path: pathText(path),
    line: file.lineOf(path),
    message,
  });
  if (signIn === undefined) {
    if (host === localHost) return [];
    const message = `found '${String(host)}', and nobody signs in; accepted: ${localHost}, or section web.signIn beside it, as the page must not be open to whoever reaches it.`;
    return [mistake(['web', 'host'], message)];
  }
  const { entraSource, hostedDomains, issuer } = fieldsOf(signIn);
  if (hostedDomains === undefined && isGoogle(String(issuer)))
    return [
      mistake(
        ['web', 'signIn', 'hostedDomains'],
        'found nothing, and the issuer is Google, where anybody may have an account with an address of yours; accepted: a list of the domains of your Google Workspace.',
      ),
      ...missing,
    ];
  const entra = (Array.isArray(sources) ? sources : []).map(fieldsOf).filter(({ type }) => type === 'entra');
  const names = entra.map(({ name }) => String(name));
  if (entraSource === undefined || names.includes(String(entraSource))) return missing;
  const accepted = names.length === 0 ? 'none, as no source is of type entra' : names.join(', ');
  return [
    mistake(['web', 'signIn', 'entraSource'], `found '${String(entraSource)}'; accepted: ${accepted}.`),
    ...missing,
  ];
}

import type { TokenCredential } from '@azure/identity';
import { SourceError } from '../http/source-error.ts';
import type { EntraSettings } from './entra-options.ts';

/** A token of the app for Microsoft Graph, kept by the library until shortly before its end. */
export type ReadToken = (signal: AbortSignal) => Promise<string>;

/** What Entra ID's own numbers ask for ("Microsoft Entra authentication and authorization error codes"). */
const remedies: Readonly<Record<number, string>> = {
  7000215: 'the client secret is wrong; take its value, not its id',
  7000222: 'the client secret has ended; make a new one',
  700016: 'the app is not known in this tenant; compare clientId and tenant',
  700027: 'the certificate is not registered with the app, or has ended',
  90002: 'there is no such tenant; compare tenant and loginUrl',
  900023: 'there is no such tenant; compare tenant and loginUrl',
};

/** Signs the app in by its secret or certificate, or as the machine that it runs on. */
export function createReadToken(settings: EntraSettings): ReadToken {
  let opening: Promise<TokenCredential> | undefined;
  return async (signal) => {
    try {
      opening ??= openCredential(settings);
      const token = await (await opening).getToken(`${new URL(settings.graphUrl).origin}/.default`, {
        abortSignal: signal,
      });
      if (token === null) throw new Error('no token was given');
      return token.token;
    } catch (error) {
      signal.throwIfAborted();
      throw describeRefusal(error, settings);
    }
  };
}

async function openCredential({
  tenant = '',
  clientId = '',
  clientSecret,
  certificateFile,
  managedIdentity,
  loginUrl,
}: EntraSettings): Promise<TokenCredential> {
  // Loading it takes a while, and most deployments read another source.
  const {
    AzureAuthorityHosts,
    ClientCertificateCredential,
    ClientSecretCredential,
    ManagedIdentityCredential,
  } = await import('@azure/identity');
  // Where the machine gives tokens, the variables of its platform say; the library knows each platform's.
  if (managedIdentity) return new ManagedIdentityCredential(clientId === '' ? {} : { clientId });
  const authorityHost = loginUrl.replace(/\/+$/, '');
  const options = {
    authorityHost,
    // Whether an address is Microsoft's own is only known of its public ones; elsewhere the question has nobody to answer it.
    disableInstanceDiscovery: !Object.values<string>(AzureAuthorityHosts).includes(authorityHost),
  };
  return certificateFile === undefined
    ? new ClientSecretCredential(tenant, clientId, clientSecret ?? '', options)
    : new ClientCertificateCredential(tenant, clientId, { certificatePath: certificateFile }, options);
}

function describeRefusal(
  error: unknown,
  { loginUrl, managedIdentity, clientId }: EntraSettings,
): SourceError {
  const text = error instanceof Error ? error.message : String(error);
  if (managedIdentity) {
    const whose = clientId === undefined ? 'of its own' : `with the client id ${clientId}`;
    return new SourceError(
      'unauthorized',
      `This machine gives no token of a managed identity ${whose}; give it that identity in Azure, or sign in by clientSecret or certificateFile.`,
      { body: text, cause: error },
    );
  }
  const code = /AADSTS(\d+)/.exec(text)?.[1];
  const host = new URL(loginUrl).host;
  if (code !== undefined)
    return new SourceError(
      'unauthorized',
      `Entra ID does not sign the app in (AADSTS${code} at ${host}): ${remedies[Number(code)] ?? 'look the number up at login.microsoftonline.com/error'}.`,
      { body: text, cause: error },
    );
  if (/certificate|ENOENT|PEM/i.test(text))
    return new SourceError(
      'unauthorized',
      'The file under certificateFile cannot be read as a certificate with its private key in PEM.',
      { cause: error },
    );
  return new SourceError('unavailable', `Entra ID at ${host} gave no token; is loginUrl right?`, {
    cause: error,
  });
}

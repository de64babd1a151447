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

/** Signs the app in by its secret or certificate. */
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
  tenant,
  clientId,
  clientSecret,
  certificateFile,
  loginUrl,
}: EntraSettings): Promise<TokenCredential> {
  // Loading it takes a while, and most deployments read another source.
  const { AzureAuthorityHosts, ClientCertificateCredential, ClientSecretCredential } = await import(
    '@azure/identity'
  );
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

function describeRefusal(error: unknown, { loginUrl }: EntraSettings): SourceError {
  const text = error instanceof Error ? error.message : String(error);
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

import { readFileSync } from 'node:fs';
import {
  Client,
  type Entry,
  InsufficientAccessError,
  InvalidCredentialsError,
  NoSuchObjectError,
  ResultCodeError,
} from 'ldapts';
import { AppError } from '../../src/operations/app-error.ts';
import { missingRight, SourceError } from '../http/source-error.ts';
import { allValues } from './all-values.ts';
import { firstOf, valuesOf } from './entry-values.ts';
import type { LdapSettings } from './ldap-options.ts';

export interface DirectorySearch {
  readonly base: string;
  readonly filter: string;
  readonly attributes: readonly string[];
}

/** An open connection to one directory. */
export interface DirectoryClient {
  readonly isActiveDirectory: boolean;
  /** Which of several copies of Active Directory this is, each of which counts changes for itself; empty elsewhere. */
  readonly server: string;
  /** All entries, page by page, so that a server's limit of one answer cuts nothing off. */
  search(search: DirectorySearch): AsyncIterable<Entry>;
  /** One entry by its name; undefined where there is none, or none that may be seen. */
  read(dn: string, attributes: readonly string[]): Promise<Entry | undefined>;
  /** All values of an attribute of an entry, also where the server gives them in portions. */
  allValues(entry: Entry, attribute: string): Promise<readonly string[]>;
}

/** `supportedCapabilities` of Active Directory (MS-ADTS 3.1.1.3.4.1.1). */
const activeDirectory = '1.2.840.113556.1.4.800';
const binary = ['objectGUID', 'invocationId'];

/**
 * Connects, encrypts and signs in, runs `use`, and ends the connection, which would keep the process alive.
 *
 * @throws AppError `source_unreadable` with one sentence for everything that a directory refuses, a SourceError
 *   `unauthorized` or `forbidden` where it is the account or a right of it; the signal's reason.
 */
export async function* withDirectory<T>(
  settings: LdapSettings,
  signal: AbortSignal,
  use: (directory: DirectoryClient) => AsyncIterable<T>,
): AsyncGenerator<T, void> {
  signal.throwIfAborted();
  const tlsOptions = settings.caFile === undefined ? {} : { ca: readAuthority(settings.caFile) };
  const timeout = settings.timeoutSeconds * 1000;
  // Given for ldap:// too, these options would make the connection TLS from its first byte.
  const secure = settings.url.startsWith('ldaps:') ? { tlsOptions } : {};
  const client = new Client({ url: settings.url, timeout, connectTimeout: timeout, ...secure });
  const stop = (): void => void client.unbind().catch(() => undefined);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (settings.startTls) await client.startTLS({ ...tlsOptions, host: new URL(settings.url).hostname });
    await client.bind(settings.bindDn, settings.password);
    for await (const item of use(await openDirectory(client, settings))) {
      yield item;
      signal.throwIfAborted();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw asAppError(error, settings);
  } finally {
    signal.removeEventListener('abort', stop);
    await client.unbind().catch(() => undefined);
  }
}

function readAuthority(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new AppError('source_unreadable', `The certificate ${file} cannot be read.`, { cause });
  }
}

async function openDirectory(client: Client, settings: LdapSettings): Promise<DirectoryClient> {
  const { searchEntries } = await client.search('', {
    scope: 'base',
    attributes: ['supportedCapabilities', 'dsServiceName'],
  });
  const [root] = searchEntries;
  const isActiveDirectory =
    root !== undefined && valuesOf(root, 'supportedCapabilities').includes(activeDirectory);
  const read: DirectoryClient['read'] = async (dn, attributes) => {
    try {
      const options = {
        scope: 'base' as const,
        attributes: [...attributes],
        explicitBufferAttributes: binary,
      };
      return (await client.search(dn, options)).searchEntries[0];
    } catch (error) {
      if (error instanceof NoSuchObjectError) return undefined;
      throw error;
    }
  };
  return {
    isActiveDirectory,
    server: isActiveDirectory ? await nameServer(firstOf(root, ['dsServiceName']) ?? '', read) : '',
    async *search({ base, filter, attributes }) {
      const options = {
        filter,
        attributes: [...attributes],
        explicitBufferAttributes: binary,
        paged: { pageSize: settings.pageSize },
      };
      for await (const page of client.searchPaginated(base, options)) yield* page.searchEntries;
    },
    read,
    allValues: (entry, attribute) =>
      allValues(entry, attribute, async (portion) => {
        const { searchEntries } = await client.search(entry.dn, { scope: 'base', attributes: [portion] });
        return searchEntries[0];
      }),
  };
}

/** One that was set up again from a backup counts on from where that was, under another `invocationId` (MS-ADTS 3.1.1.1.4). */
async function nameServer(settings: string, read: DirectoryClient['read']): Promise<string> {
  const id = settings === '' ? undefined : (await read(settings, ['invocationId']))?.invocationId;
  return `${settings} ${Buffer.isBuffer(id) ? id.toString('hex') : ''}`;
}

/** What Active Directory says in the text of a refused sign-in (Microsoft, "LDAP error codes"). */
const refusals: Readonly<Record<string, string>> = {
  '525': 'there is no such account',
  '52e': 'account or password is wrong',
  '530': 'the account may not sign in at this hour',
  '531': 'the account may not sign in from this machine',
  '532': 'the password has ended',
  '533': 'the account is switched off',
  '701': 'the account has ended',
  '773': 'the password must be changed first',
  '775': 'the account is locked',
};

function asAppError(error: unknown, { url, bindDn }: LdapSettings): unknown {
  if (error instanceof AppError) return error;
  const fail = (sentence: string) => new AppError('source_unreadable', sentence, { cause: error });
  if (error instanceof InvalidCredentialsError) {
    const code = /\bdata ([0-9a-f]{3})\b/i.exec(error.message)?.[1]?.toLowerCase() ?? '';
    const sentence = `The directory ${url} does not let ${bindDn} in: ${refusals[code] ?? 'account or password is wrong'}.`;
    return new SourceError('unauthorized', sentence, { cause: error });
  }
  if (error instanceof ResultCodeError) {
    const sentence = `The directory ${url} ${describeResult(error)}.`;
    return error instanceof InsufficientAccessError ? missingRight(sentence, error) : fail(sentence);
  }
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return fail(`The certificate of the directory ${url} is made out to another name; use that name in url.`);
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(code))
    return fail(
      `The certificate of the directory ${url} is not trusted (${code}); name the file of its authority as caFile.`,
    );
  if (/timeout|timed out/i.test(message)) return fail(`The directory ${url} does not answer in time.`);
  return fail(`The directory ${url} cannot be reached (${code === '' ? message : code}).`);
}

function describeResult(error: ResultCodeError): string {
  switch (error.code) {
    case 11:
      return 'gives no pages of that size; make pageSize smaller';
    case 4:
      return 'gives fewer entries than there are, even page by page; the account needs a higher limit (OpenLDAP: size.prtotal)';
    case 8:
    case 13:
      return 'wants an encrypted connection; use ldaps:// or startTls';
    case 32:
      return 'has no entry of the name that base says, or the account may not see it';
    case 50:
      return 'does not let the account read there; it needs the right to read people and groups';
    case 1:
      return 'does not answer accounts that have not signed in';
    default:
      return `refuses with ${error.name.replace(/Error$/, '')} (${error.code})`;
  }
}

/** The attribute by which an entry says when it changed, and what else every entry is asked for. */
export const commonAttributes = [
  ...['objectGUID', 'entryUUID'],
  ...['uSNChanged', 'entryCSN', 'whenChanged', 'modifyTimestamp'],
];

export function changedAt(entry: Entry): string | undefined {
  return firstOf(entry, ['whenChanged', 'modifyTimestamp']);
}

import type { Entry } from 'ldapts';

/** All values of an attribute; its name counts in any case, since a directory may write it otherwise than it was asked. */
export function valuesOf(entry: Entry, attribute: string): readonly string[] {
  const name = Object.keys(entry).find((key) => key.toLowerCase() === attribute.toLowerCase());
  const value = name === undefined ? [] : (entry[name] ?? []);
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) => String(one).trim()).filter((one) => one !== '');
}

/** The first value of the first attribute that has any. */
export function firstOf(entry: Entry, attributes: readonly string[]): string | undefined {
  for (const attribute of attributes) {
    const [value] = valuesOf(entry, attribute);
    if (value !== undefined) return value;
  }
  return undefined;
}

/**
 * The identifier that no renaming changes: `objectGUID` in Active Directory, whose first three parts stand with the
 * lowest byte first (MS-DTYP 2.3.4.2), `entryUUID` elsewhere (RFC 4530).
 */
export function entryId(entry: Entry): string | undefined {
  const guid = entry.objectGUID;
  if (!Buffer.isBuffer(guid)) return firstOf(entry, ['entryUUID'])?.toLowerCase();
  if (guid.length !== 16) return undefined;
  const ordered = [
    guid.subarray(0, 4).toReversed(),
    guid.subarray(4, 6).toReversed(),
    guid.subarray(6, 8).toReversed(),
    guid.subarray(8, 10),
    guid.subarray(10),
  ];
  return ordered.map((part) => Buffer.from(part).toString('hex')).join('-');
}

const generalizedTime = /^(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?(?:[.,]\d+)?(Z|[+-]\d{2}(?:\d{2})?)?$/;

/** Instant of a generalized time (RFC 4517, 3.3.13): `20241231235959.0Z`. */
export function parseGeneralizedTime(text: string | undefined): string | undefined {
  const match = generalizedTime.exec(text ?? '');
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', zone = 'Z'] = match;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3) || '00'}`;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

/** A name of an entry as it is compared: case and spaces around its parts do not count (RFC 4514). */
export function normalizeDn(dn: string): string {
  return dn
    .split(/(?<!\\),/)
    .map((part) => part.trim().replace(/\s*=\s*/, '='))
    .join(',')
    .toLowerCase();
}

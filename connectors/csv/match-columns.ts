import { AppError } from '../../src/operations/app-error.ts';
import { type ColumnDefinitions, headerKey } from './column-definition.ts';

export interface MatchColumnsOptions<Field extends string> {
  readonly definitions: ColumnDefinitions<Field>;
  /** Headers as configured. */
  readonly columns: Readonly<Partial<Record<Field, string | readonly string[] | undefined>>>;
  readonly leads?: readonly { readonly column: string; readonly role: string }[];
  readonly extra: 'all' | readonly string[];
}

/** Where in a row each thing stands; a header that occurs twice has two places. */
export interface MatchedColumns<Field extends string> {
  readonly count: number;
  readonly fields: ReadonlyMap<Field, readonly number[]>;
  readonly leads: readonly { readonly role: string; readonly places: readonly number[] }[];
  readonly extra: readonly { readonly header: string; readonly places: readonly number[] }[];
}

/**
 * Finds the columns of a file by its header row: configured headers first, then the obvious names.
 *
 * @throws AppError `source_unreadable` that names all columns which are missing, and what was found.
 */
export function matchColumns<Field extends string>(
  file: string,
  headers: readonly string[],
  options: MatchColumnsOptions<Field>,
): MatchedColumns<Field> {
  const placesOf = groupPlaces(headers);
  const missing: string[] = [];
  const taken = new Set<string>();
  const fields = new Map<Field, readonly number[]>();
  const fieldNames = Object.keys(options.definitions) as Field[];

  function claim(header: string, purpose: string): readonly number[] {
    const places = placesOf.get(headerKey(header));
    if (places === undefined) missing.push(`'${header}' (configured ${purpose})`);
    return places ?? [];
  }

  for (const field of fieldNames) {
    const configured = [options.columns[field] ?? []].flat();
    if (configured.length === 0) continue;
    const places = configured.flatMap((header) => claim(header, `for ${field}`));
    fields.set(field, places);
    // People are often keyed by their address, teams by their name: such a column serves both.
    if (field !== 'id') for (const header of configured) taken.add(headerKey(header));
  }
  const leads = (options.leads ?? []).map(({ column, role }) => {
    taken.add(headerKey(column));
    return { role, places: claim(column, `for leads with the role ${role}`) };
  });
  for (const field of fieldNames) {
    if (fields.has(field)) continue;
    const { headers: known, required } = options.definitions[field];
    const header = known.find((name) => placesOf.has(name) && !taken.has(name));
    if (header !== undefined) {
      taken.add(header);
      fields.set(field, placesOf.get(header) ?? []);
    } else if (required === true) {
      missing.push(`one for ${field} (such as ${known.slice(0, 3).join(', ')})`);
    }
  }
  const used = new Set([...fields.values(), ...leads.map(({ places }) => places)].flat());
  const extra = matchExtra(headers, used, options.extra, claim);
  if (missing.length > 0) {
    const found = headers.filter((header) => header.trim() !== '').map((header) => `'${header.trim()}'`);
    throw new AppError(
      'source_unreadable',
      `${file}: the header has the columns ${found.join(', ')}, but lacks ${missing.join(' and ')}; ` +
        "rename the columns, or say under 'columns' in the configuration which ones they are.",
    );
  }
  return { count: headers.length, fields, leads, extra };
}

function groupPlaces(headers: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  headers.forEach((header, place) => {
    const key = headerKey(header);
    if (key === '') return;
    const known = places.get(key);
    if (known === undefined) places.set(key, [place]);
    else known.push(place);
  });
  return places;
}

function matchExtra(
  headers: readonly string[],
  used: ReadonlySet<number>,
  extra: 'all' | readonly string[],
  claim: (header: string, purpose: string) => readonly number[],
) {
  if (extra !== 'all') return extra.map((header) => ({ header, places: claim(header, 'as extra') }));
  const unused = [...groupPlaces(headers).values()].filter(([first = -1]) => !used.has(first));
  return unused.map((places) => ({ header: headers[places[0] ?? -1]?.trim() ?? '', places }));
}

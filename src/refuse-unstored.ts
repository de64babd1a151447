import { type StoredLabel, storingOfName } from './access/stored-fields.ts';
import type { Config } from './config/load-config.ts';
import { AppError } from './operations/app-error.ts';

const labels = ['Employee', 'Team', 'Task'] as const satisfies readonly StoredLabel[];

/** Sources whose mappings are of tasks; those of all others are of people, but for the files of `csv`, which say it. */
const trackers: ReadonlySet<string> = new Set(['asana', 'github', 'jira', 'linear']);

/** Where a mapping names what its source calls a field, by the option's name: as its values, or for `extra` as a list too. */
const mappings = ['extra', 'columns', 'attributes'] as const;

/**
 * Refuses a configuration that asks for what is stored of nobody, by whatever name it would get: a policy that gives readers to
 * such a field, and a mapping from one.
 *
 * @throws AppError `invalid_config` that names each place.
 */
export function refuseUnstored({ fields, sources }: Pick<Config, 'fields' | 'sources'>): void {
  const places = [...policyPlaces(fields), ...sources.flatMap(mappedPlaces)];
  if (places.length === 0) return;
  throw new AppError(
    'invalid_config',
    [
      'The configuration asks for what is never stored (docs/fields.md says what, and why):',
      ...places.map((one) => `  ${one}`),
      'Take it out; in `fields`, `never` may stay.',
    ].join('\n'),
  );
}

function policyPlaces(fields: Config['fields']): readonly string[] {
  return labels.flatMap((label) =>
    Object.entries(fields[label] ?? {}).flatMap(([field, readers]) => {
      const name = /^extra\.(.*)$/s.exec(field)?.[1];
      if (name === undefined || readers === 'never' || storingOfName(name, label) !== 'never') return [];
      return [`fields.${label}.${field}`];
    }),
  );
}

function mappedPlaces(source: Config['sources'][number]): readonly string[] {
  const place = `sources.${source.name}`;
  if (source.type !== 'csv') return placesIn(source, place, trackers.has(source.type) ? 'Task' : 'Employee');
  const { people, history, teams, tasks } = source;
  return [
    ...placesIn(people, `${place}.people`, 'Employee'),
    ...placesIn(history, `${place}.history`, 'Employee'),
    ...placesIn(teams, `${place}.teams`, 'Team'),
    ...placesIn(tasks, `${place}.tasks`, 'Task'),
  ];
}

function placesIn(options: object | undefined, place: string, label: StoredLabel): readonly string[] {
  if (options === undefined) return [];
  const nested = options as Readonly<Record<string, unknown>>;
  return [
    ...mappings.flatMap((mapping) => mistaken(nested[mapping], `${place}.${mapping}`, label)),
    // Of LDAP, those of people and of groups.
    ...Object.entries(nested).flatMap(([name, value]) =>
      isObject(value) && 'attributes' in value
        ? mistaken(value.attributes, `${place}.${name}.attributes`, name === 'groups' ? 'Team' : 'Employee')
        : [],
    ),
  ];
}

function mistaken(mapping: unknown, place: string, label: StoredLabel): readonly string[] {
  const entries: readonly (readonly [string, unknown])[] = Array.isArray(mapping)
    ? mapping.map((name) => [String(name), name] as const)
    : isObject(mapping)
      ? Object.entries(mapping)
      : [];
  return entries.flatMap(([name, mapped]) =>
    [mapped].flat().flatMap((one) => {
      if (typeof one !== 'string' || storingOfName(lastPart(one), label) !== 'never') return [];
      return [Array.isArray(mapping) ? `${place}: ${one}` : `${place}.${name}: ${one}`];
    }),
  );
}

/** Of `urn:…:User:annualSalary` and of `pay.annualSalary`, what the attribute itself is called. */
const lastPart = (path: string): string => path.split(/[:.]/).at(-1) ?? path;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface Substituted {
  readonly value: string | number | boolean;
  /** Names of variables that are not set and have no default. */
  readonly missing: readonly string[];
}

const reference = /\$(\$\{)|\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/**
 * Fills `${VAR}` and `${VAR:-default}` in; the default also stands in for an empty variable. `$${` is a plain `${`.
 *
 * @param plain whether the text stands without quotes, so that a number filled in is a number, as YAML has it.
 */
export function substituteVariables(
  text: string,
  env: Readonly<Record<string, string | undefined>>,
  plain: boolean,
): Substituted {
  const missing: string[] = [];
  const value = text.replace(reference, (_, escaped?: string, name = '', fallback?: string) => {
    if (escaped !== undefined) return escaped;
    const set = env[name];
    if (set !== undefined && (set !== '' || fallback === undefined)) return set;
    if (fallback === undefined) missing.push(name);
    return fallback ?? '';
  });
  const changed = value !== text;
  return { value: plain && changed ? asYamlScalar(value) : value, missing };
}

function asYamlScalar(value: string): string | number | boolean {
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value)) return Number(value);
  return value === 'true' || (value === 'false' ? false : value);
}

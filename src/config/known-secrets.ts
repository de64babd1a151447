/** Options that hold a secret, in whatever section they stand. */
const secretOptions: ReadonlySet<string> = new Set(['token', 'password', 'apiKey', 'clientSecret']);

/** Variables that hold one, by what people call them. */
const secretName = /TOKEN|SECRET|PASSW|API_?KEY|CREDENTIAL|(PRIVATE|SESSION)_?KEY/i;

export const isSecretOption = (name: string | number | undefined): boolean => secretOptions.has(String(name));

/**
 * Every secret that the configuration or the environment holds, so that the log can leave them out wherever they turn up:
 * values of variables and options that are called like one, and what stands before the host of an address.
 */
export function knownSecrets(
  env: Readonly<Record<string, string | undefined>>,
  content: unknown,
): readonly string[] {
  const named = Object.entries(env).flatMap(([name, value = '']) => [
    // Several keys may stand in one variable, with commas between.
    ...(secretName.test(name) ? [value, ...value.split(',').map((one) => one.trim())] : []),
    ...passwordIn(value),
  ]);
  return [...new Set([...named, ...inOptions(content)])].filter((one) => one !== '');
}

function inOptions(value: unknown, name?: string): readonly string[] {
  if (typeof value === 'string') return isSecretOption(name) ? [value] : passwordIn(value);
  if (Array.isArray(value)) return value.flatMap((one) => inOptions(one, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => inOptions(one, key));
}

function passwordIn(address: string): readonly string[] {
  const [, , password = ''] = /^[a-z][a-z\d+.-]*:\/\/([^/@:\s]*):([^/@\s]+)@/i.exec(address) ?? [];
  return password === '' ? [] : [password];
}

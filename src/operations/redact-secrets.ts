/** Shorter ones are words like any other: nothing could be read any more if each of them went. */
const shortest = 6;

export const redacted = '[redacted]';

/**
 * Takes secrets out of a text, also as JSON and addresses write them.
 *
 * @returns a function that changes nothing where there is no secret of six characters or more.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const forms = secrets
    .filter((one) => one.length >= shortest)
    .flatMap((one) => [
      one,
      JSON.stringify(one).slice(1, -1),
      encodeURIComponent(one),
      Buffer.from(one).toString('base64'),
    ]);
  // The longest first, or the rest of one that holds another would stay.
  const longestFirst = [...new Set(forms)].sort((one, other) => other.length - one.length);
  return (text) => longestFirst.reduce((left, one) => left.replaceAll(one, redacted), text);
}

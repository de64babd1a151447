import type { Entry } from 'ldapts';
import { SourceError } from '../http/source-error.ts';
import { valuesOf } from './entry-values.ts';

/**
 * All values of an attribute of an entry, also where the directory gives them in portions (MS-ADTS 3.1.1.3.1.3.3, range retrieval).
 *
 * @param read the entry with the next portion; undefined where there is none, or none that may be seen.
 * @throws SourceError `malformed` where a portion is missing: the others would be taken for all.
 */
export async function allValues(
  entry: Entry,
  attribute: string,
  read: (portion: string) => Promise<Entry | undefined>,
): Promise<readonly string[]> {
  const values = [...valuesOf(entry, attribute)];
  const isRange = (name: string): boolean =>
    name.toLowerCase().startsWith(`${attribute.toLowerCase()};range=`);
  let range = Object.keys(entry).find(isRange);
  for (let portion = entry; range !== undefined; ) {
    values.push(...valuesOf(portion, range));
    if (range.endsWith('-*')) break;
    const next = await read(`${attribute};range=${values.length}-*`);
    range = Object.keys(next ?? {}).find(isRange);
    if (next === undefined || range === undefined)
      throw new SourceError(
        'malformed',
        `The directory gives the first ${values.length} values of ${attribute} of ${entry.dn}, and not the others.`,
      );
    portion = next;
  }
  return values;
}

import type { Connector } from '../../connectors/connector.ts';
import { AppError } from '../operations/app-error.ts';
import { mentionSource, sharedSource } from './node-ids.ts';

/**
 * The connectors of a run: all, or those of the named sources.
 *
 * @throws AppError `invalid_config` for names that cannot be, `invalid_input` for an unknown source.
 */
export function chooseConnectors(
  all: readonly Connector[],
  names: readonly string[] | undefined,
): readonly Connector[] {
  const known = new Set<string>();
  for (const { source } of all) {
    if (known.has(source))
      throw new AppError('invalid_config', `Two sources are named '${source}'; rename one.`);
    if (source === sharedSource || source === mentionSource || source.includes(':'))
      throw new AppError('invalid_config', `A source cannot be named '${source}'; choose another name.`);
    known.add(source);
  }
  if (names === undefined) return all;
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined)
    throw new AppError(
      'invalid_input',
      `There is no source '${unknown}'; the configured ones are ${[...known].join(', ')}.`,
    );
  return all.filter(({ source }) => names.includes(source));
}

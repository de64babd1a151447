import { foldText } from '../graph/fold-text.ts';
import type { GraphReader, NameRecord } from '../graph/graph-store.ts';
import { operatorViewer } from '../graph/viewer.ts';
import { AppError } from '../operations/app-error.ts';
import { addressKey } from './principals.ts';

/**
 * The person whom an administrator means, by address, node id, key or full name; people who have left or work for somebody
 * else are found too.
 *
 * @returns null where there is nobody of that name.
 * @throws AppError `invalid_input` where several are meant: nobody is guessed.
 */
export async function findPerson(
  graph: Pick<GraphReader, 'names'>,
  text: string,
): Promise<NameRecord | null> {
  const people = await graph.names('Employee', operatorViewer);
  const ways: readonly ((one: NameRecord) => boolean)[] = [
    (one) => one.id === text,
    (one) => one.email !== null && addressKey(one.email) === addressKey(text),
    (one) => one.key === text,
    (one) => foldText(one.name) === foldText(text),
  ];
  for (const isMeant of ways) {
    const [found, another] = people.filter(isMeant);
    if (found === undefined) continue;
    if (another === undefined) return found;
    const ids = people.filter(isMeant).map((one) => one.id);
    throw new AppError(
      'invalid_input',
      `"${text}" means several people (${ids.slice(0, 5).join(', ')}); name one of them by this id.`,
    );
  }
  return null;
}

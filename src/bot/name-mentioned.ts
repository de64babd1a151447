import type { DirectoryAccess, KnownPerson } from '../access/directory-access.ts';
import { foldText } from '../graph/fold-text.ts';
import type { GraphReader } from '../graph/graph-store.ts';
import { isHidden } from '../graph/label-properties.ts';
import { operatorViewer, type Viewer } from '../graph/viewer.ts';
import type { IncomingMessage } from './message.ts';
import { sharedViewer } from './shared-viewer.ts';

/**
 * A message with what tells colleagues apart in the place of the names that mentions left, as a name may be that of several:
 * their addresses, or, where those are kept from who reads the answer, their names here, and keys where two have one.
 * An address that the directory does not know, or that cannot be looked up, would name nobody, so that the name stays.
 *
 * @param own what whoever asks may read.
 */
export async function nameMentioned(
  message: IncomingMessage,
  own: Viewer,
  { access, graph }: { readonly access: DirectoryAccess; readonly graph: Pick<GraphReader, 'names'> },
): Promise<IncomingMessage> {
  const { mentioned = [] } = message;
  if (mentioned.length === 0) return message;
  const isEmailHidden = isHidden(await sharedViewer(own, message, access), 'Employee', 'email');
  let { text } = message;
  let from = 0;
  for (const { words, email } of mentioned) {
    const at = words === '' ? -1 : text.indexOf(words, from);
    if (at === -1) continue;
    const person = email === null ? null : await access.person(email);
    const said =
      person === null || email === null ? words : isEmailHidden ? await nameOf(person, graph) : email;
    text = `${text.slice(0, at)}${said}${text.slice(at + words.length)}`;
    from = at + said.length;
  }
  return { ...message, text };
}

async function nameOf({ employeeId, name }: KnownPerson, graph: Pick<GraphReader, 'names'>): Promise<string> {
  const people = await graph.names('Employee', operatorViewer);
  const isShared = people.some(
    (one) =>
      one.id !== employeeId && [one.name, ...one.aliases].some((other) => foldText(other) === foldText(name)),
  );
  return isShared ? (people.find(({ id }) => id === employeeId)?.key ?? name) : name;
}

import type { DirectoryAccess } from '../access/directory-access.ts';
import type { IncomingMessage } from './message.ts';

/**
 * A message with the addresses of colleagues in the place of the names that mentions left, as a name may be that of several.
 * An address that the directory does not know, or that cannot be looked up, would name nobody, so that the name stays.
 */
export async function nameMentioned(
  message: IncomingMessage,
  access: Pick<DirectoryAccess, 'person'>,
): Promise<IncomingMessage> {
  const { mentioned = [] } = message;
  let { text } = message;
  let from = 0;
  for (const { words, email } of mentioned) {
    const at = words === '' ? -1 : text.indexOf(words, from);
    if (at === -1) continue;
    const said = email !== null && (await access.person(email)) !== null ? email : words;
    text = `${text.slice(0, at)}${said}${text.slice(at + words.length)}`;
    from = at + said.length;
  }
  return { ...message, text };
}

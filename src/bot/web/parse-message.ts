import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { IncomingMessage } from '../message.ts';
import type { PageVisitor } from './page-visitors.ts';

/** Somebody who can be chosen on the page. */
export interface WebPerson {
  readonly email: string;
  readonly name: string;
  readonly title: string | null;
  /** Id of their account on the page, where addresses are not what tells them apart. */
  readonly accountId?: string;
}

export type ParsedMessage =
  | { readonly message: IncomingMessage }
  /** What is wrong with the request, as a sentence. */
  | { readonly mistake: string };

const schema = z
  .object({
    kind: z.enum(['mention', 'direct']),
    text: z.string(),
    email: z.string().min(1),
    conversationId: z.string().min(1).max(100),
    /** A pressed button. */
    action: z.object({ ref: z.string().max(100), reason: z.string().max(1000).optional() }).optional(),
    /** Asks for the start page. */
    home: z.literal(true).optional(),
    timeZone: z.string().max(100).optional(),
    locale: z.string().max(100).optional(),
  })
  .refine(({ text, action, home }) => text.trim() !== '' || action !== undefined || home === true, {
    path: ['text'],
  });

const expectations: Readonly<Record<string, string>> = {
  kind: '"kind" must be "mention" or "direct".',
  text: '"text" must be a message of at least one character.',
  email: '"email" must be the address of somebody on the list of people.',
  conversationId: '"conversationId" must be a text of 1 to 100 characters.',
};

/** What the page posts, as a message of the platform `web`. Text that begins with `/` is a command, seen by its sender alone. */
export function parseMessage(body: string, { people, isSignedIn }: PageVisitor): ParsedMessage {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return {
      mistake: 'The body is not JSON; send an object with "kind", "text", "email" and "conversationId".',
    };
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '');
    return {
      mistake:
        expectations[field] ??
        'The body must be an object with "kind", "text", "email" and "conversationId".',
    };
  }
  const { kind, email, conversationId, action, home, timeZone, locale } = parsed.data;
  const sender = people.find((one) => one.email === email);
  if (isSignedIn && sender === undefined)
    return { mistake: 'Somebody else is signed in by now; load the page again.' };
  // Who would read along, the page of one person does not know.
  if (isSignedIn && kind === 'mention') return { mistake: '"kind" must be "direct" on this page.' };
  if (sender === undefined) return { mistake: `Nobody on the list of people has the address ${email}.` };
  const { email: address, accountId = address } = sender;
  const common = {
    id: randomUUID(),
    platform: 'web',
    // Of one person and one place, so that what was said to somebody in private is never another's context.
    conversationId: `web:${kind}:${accountId}:${conversationId}`,
    sender: { accountId, email: address },
    // The page is its person's own: nobody else looks at it.
    canReplyPrivately: true,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(locale === undefined ? {} : { locale }),
  } as const;
  const audience =
    kind === 'direct' ? {} : { audience: people.map((one) => ({ accountId: one.email, email: one.email })) };
  if (home === true) return { message: { ...common, kind: 'home', text: '' } };
  if (action !== undefined) {
    const { ref, reason } = action;
    const pressed = { ref, ...(reason === undefined ? {} : { reason }) };
    return { message: { ...common, ...audience, kind: 'action', text: '', action: pressed } };
  }
  const text = parsed.data.text.trim();
  const command = /^\/(\S+)\s*([\s\S]*)$/.exec(text);
  if (command !== null) {
    const [, name = '', rest = ''] = command;
    const place = kind === 'direct' ? {} : ({ isInChannel: true } as const);
    return { message: { ...common, ...place, kind: 'command', command: name.toLowerCase(), text: rest } };
  }
  return { message: { ...common, ...audience, kind, text } };
}

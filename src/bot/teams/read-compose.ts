import { z } from 'zod';
import type { ThingKind } from '../links/search-things.ts';
import type { ShortcutName } from '../message.ts';
import { plainWords } from './plain-words.ts';
import type { SignInProof } from './sign-in.ts';

/** The searches of the message extension, by the command's id in the manifest. */
export const searchCommands: Readonly<Record<string, ThingKind>> = {
  searchPeople: 'person',
  searchTasks: 'task',
  searchArticles: 'article',
};

/** What can be done with a message, by the command's id in the manifest. */
export const messageCommands: Readonly<Record<string, ShortcutName>> = {
  askAboutMessage: 'ask',
  whoShouldAnswer: 'who_should_answer',
};

const search = z.looseObject({
  commandId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).optional(),
  queryOptions: z
    .looseObject({ skip: z.int().min(0).optional(), count: z.int().min(1).optional() })
    .optional(),
});
const link = z.looseObject({ url: z.string().min(1).max(4000) });
const message = z.looseObject({
  commandId: z.string(),
  messagePayload: z.looseObject({
    id: z.string().optional(),
    body: z.looseObject({ contentType: z.string().optional(), content: z.string().nullish() }),
  }),
});

export interface ComposeSearch {
  readonly kind: ThingKind;
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
}

/** Results that Teams asks for at a time, and takes at most. */
const pageSize = 25;

/** What is looked for from the compose box; null where it is no search of ours. Pure, like all of this file. */
export function readComposeSearch(value: unknown): ComposeSearch | null {
  const parsed = search.safeParse(value);
  const kind = parsed.success ? searchCommands[parsed.data.commandId] : undefined;
  if (!parsed.success || kind === undefined) return null;
  const { parameters = [], queryOptions = {} } = parsed.data;
  const text = parameters.find((one) => one.name === 'query')?.value;
  return {
    kind,
    text: typeof text === 'string' ? text.slice(0, 500) : '',
    offset: queryOptions.skip ?? 0,
    limit: Math.min(queryOptions.count ?? pageSize, pageSize),
  };
}

/** The link that somebody pastes; null where there is none. */
export function readComposeLink(value: unknown): string | null {
  const parsed = link.safeParse(value);
  return parsed.success ? parsed.data.url : null;
}

/** What is to be done with a message, and its words, which a picture or a card has none of; null where it is nothing of ours. */
export function readMessageCommand(
  value: unknown,
): { readonly shortcut: ShortcutName; readonly text: string; readonly messageId: string } | null {
  const parsed = message.safeParse(value);
  const shortcut = parsed.success ? messageCommands[parsed.data.commandId] : undefined;
  if (!parsed.success || shortcut === undefined) return null;
  const { id = '', body } = parsed.data.messagePayload;
  const isMarkup = body.contentType !== 'text';
  const text = plainWords({ text: body.content ?? '', ...(isMarkup ? { textFormat: 'xml' } : {}) });
  return { shortcut, text, messageId: id };
}

const dialogPress = z.looseObject({
  data: z.looseObject({
    ref: z.string().min(1).max(100),
    reason: z.string().max(4000).optional(),
    again: z.literal(true).optional(),
  }),
});

/** A button that was pressed in a dialog; null where none of ours was. */
export function readDialogPress(
  value: unknown,
): { readonly ref: string; readonly reason?: string; readonly isAgain: boolean } | null {
  const parsed = dialogPress.safeParse(value);
  if (!parsed.success) return null;
  const { ref, reason, again } = parsed.data.data;
  return { ref, ...(reason ? { reason } : {}), isAgain: again === true };
}

const signInProof = z.looseObject({
  authentication: z.looseObject({ token: z.string().min(1) }).nullish(),
  /** The code of whoever signed in by the link. */
  state: z.string().min(1).max(200).nullish(),
});

/** What Teams sends along of somebody who signs in; nothing where they do not. */
export function readSignInProof(value: unknown): SignInProof {
  const { authentication, state } = signInProof.safeParse(value).data ?? {};
  if (authentication) return { token: authentication.token };
  return state ? { code: state } : {};
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer, Turn } from '../retrieval/answer.ts';
import type { StateStore } from '../state/state-store.ts';

/** Turns remembered of a conversation, and for how long: a thread that was left for a day begins anew. */
const turnsKept = 12;
const lifeMs = 24 * 60 * 60 * 1000;
/** Messages of one conversation that are answered at once each win within as many attempts. */
const attempts = 20;

/** A turn with the message that it began with, by which an edit or a deletion finds it. */
type StoredTurn = Turn & { readonly messageId?: string; readonly by?: string };

/** What was said before in a conversation, oldest first. */
export async function readTurns(
  state: StateStore,
  conversationId: string,
  before?: string,
): Promise<readonly Turn[]> {
  const turns = parseTurns(await state.readConversation(conversationId));
  const at = before === undefined ? -1 : turns.findIndex((turn) => turn.messageId === before);
  return (at === -1 ? turns : turns.slice(0, at)).map(({ messageId: _, by: _by, ...turn }) => turn);
}

/**
 * Adds a question and its answer. What another message added in the meantime stays; an edited question takes the place of
 * what it was.
 *
 * @param by node id of whoever asked: by it the conversation is forgotten with them, where its own id does not tell.
 */
export async function rememberTurns(
  state: StateStore,
  conversationId: string,
  said: readonly [Turn, Turn],
  messageId?: string,
  by?: string | null,
): Promise<void> {
  const marks = { ...(messageId !== undefined && { messageId }), ...(by != null && { by }) };
  const marked: readonly StoredTurn[] = said.map((turn) => ({ ...turn, ...marks }));
  await change(state, conversationId, (turns) => {
    const at = messageId === undefined ? -1 : turns.findIndex((turn) => turn.messageId === messageId);
    if (at === -1) return [...turns, ...marked];
    const others = turns.filter((turn) => turn.messageId !== messageId);
    return [...others.slice(0, at), ...marked, ...others.slice(at)];
  });
}

/** A deleted question is no longer what "and Ben?" refers back to. */
export async function forgetTurns(
  state: StateStore,
  conversationId: string,
  messageId: string,
): Promise<void> {
  await change(state, conversationId, (turns) => turns.filter((turn) => turn.messageId !== messageId));
}

async function change(
  state: StateStore,
  conversationId: string,
  changed: (turns: readonly StoredTurn[]) => readonly StoredTurn[],
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const read = await state.readConversation(conversationId);
    const json = JSON.stringify(changed(parseTurns(read)).slice(-turnsKept));
    if (await state.swapConversation(conversationId, read, json, lifeMs)) return;
    await sleep(Math.random() * 10 * attempt);
  }
  throw new Error(`conversation changed ${attempts} times while a turn was added`);
}

function parseTurns(json: string | null): readonly StoredTurn[] {
  if (json === null) return [];
  const stored: unknown = JSON.parse(json);
  return Array.isArray(stored) ? stored.filter(isTurn) : [];
}

function isTurn(value: unknown): value is StoredTurn {
  return (
    typeof value === 'object' &&
    value !== null &&
    'role' in value &&
    'text' in value &&
    typeof value.text === 'string' &&
    (!('messageId' in value) || typeof value.messageId === 'string') &&
    (!('how' in value) || isKeptHow(value.how)) &&
    (!('intent' in value) || value.intent === 'whois' || value.intent === 'tasks')
  );
}

const isKeptHow = (value: unknown): value is Turn['how'] =>
  typeof value === 'object' &&
  value !== null &&
  'text' in value &&
  typeof value.text === 'string' &&
  'madeFrom' in value &&
  typeof value.madeFrom === 'string';

/** An answer as it is remembered. */
export function rememberedAnswer({ text, model, explanation }: Answer): Turn {
  const { sections = [], madeFrom } = explanation ?? {};
  if (model === undefined || madeFrom === undefined) return { role: 'assistant', text };
  const how = { text: sections.map((section) => section.text).join('\n\n'), madeFrom };
  return { role: 'assistant', text, how };
}

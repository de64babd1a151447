import type { Answer, Turn } from '../retrieval/answer.ts';
import type { StateStore } from '../state/state-store.ts';

/** Turns remembered of a conversation, and for how long: a thread that was left for a day begins anew. */
const turnsKept = 12;
const lifeMs = 24 * 60 * 60 * 1000;

/** What was said before in a conversation, oldest first. */
export async function readTurns(state: StateStore, conversationId: string): Promise<readonly Turn[]> {
  const json = await state.readConversation(conversationId);
  if (json === null) return [];
  const stored: unknown = JSON.parse(json);
  return Array.isArray(stored) ? stored.filter(isTurn) : [];
}

export async function rememberTurns(
  state: StateStore,
  conversationId: string,
  turns: readonly Turn[],
): Promise<void> {
  await state.writeConversation(conversationId, JSON.stringify(turns.slice(-turnsKept)), lifeMs);
}

function isTurn(value: unknown): value is Turn {
  return (
    typeof value === 'object' &&
    value !== null &&
    'role' in value &&
    'text' in value &&
    typeof value.text === 'string' &&
    (!('how' in value) || typeof value.how === 'string') &&
    (!('intent' in value) || value.intent === 'whois' || value.intent === 'tasks')
  );
}

/** An answer as it is remembered. */
export function rememberedAnswer({ text, model, explanation }: Answer): Turn {
  const how = explanation?.sections.map((section) => section.text).join('\n\n');
  return { role: 'assistant', text, ...(model === undefined || how === undefined ? {} : { how }) };
}

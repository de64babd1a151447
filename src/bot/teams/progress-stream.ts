import type { Activity, TurnContext } from 'botbuilder';
import { cutText } from './card-text.ts';
import { showTyping } from './show-typing.ts';
import { statusOf } from './status-of.ts';

/** What is shown in a chat while an answer is made. */
export interface ProgressStream {
  /** Shows what is being done; only the latest matters. */
  readonly onProgress: (text: string) => void;
  /** Shows the beginning of the answer, in Markdown, each time all of it so far: what is being done is shown no more then. */
  readonly onText: (text: string) => void;
  /**
   * Shows no more.
   *
   * @returns the stream that the answer must end, and nothing else may be said in; null where there is none, and nothing
   *   is left of one.
   */
  end(): Promise<OpenStream | null>;
}

export interface OpenStream {
  readonly id: string;
  /** The beginning of the answer that it shows; '' where it shows none. */
  readonly text: string;
  /** Teams takes nothing more in it; what is left of it has to go. */
  readonly isOver: boolean;
  /** Call when it is ended: a chat takes the next one only then. */
  close(): void;
}

/** Before anything shows: an answer that is there at once needs none (ms). */
const delayMs = 500;

/** Between updates, in ms ("Stream bot messages" asks for 1.5 to 2 seconds). */
const pauseMs = 1500;

/** Teams takes typing away after a few seconds (ms). */
const typingMs = 4000;

/** Characters of an update. */
const mostCharacters = 1000;

/** Characters of an answer that are shown before it is whole: a message has more. */
const mostWords = 8_000;

/** Teams ends a stream after two minutes; the answer needs a little of them (ms). */
const streamMs = 110_000;

/**
 * @param begun a stream that a replica began which died: it is ended with the answer, as the chat takes no other beside it.
 * @param onBegun is told of a stream that has begun.
 */
export type ProgressStreams = (
  context: TurnContext,
  begun: BegunStream | null,
  onBegun: (stream: BegunStream) => void,
) => ProgressStream;

export interface BegunStream {
  readonly id: string;
  /** By `Date.now()`. */
  readonly begunAt: number;
}

/**
 * Streams to personal chats, one a chat as Teams takes no more; where it takes none, because another replica has one or
 * streaming is switched off, typing is shown instead.
 */
export function createProgressStreams(lifeMs = streamMs): ProgressStreams {
  const busy = new Set<string>();
  return (context, begun, onBegun) => {
    const chat = context.activity.conversation.id;
    if (begun !== null) return endingOf(begun, typingAlone(context), lifeMs);
    if (busy.has(chat)) return typingAlone(context);
    busy.add(chat);
    return openStream(context, lifeMs, () => busy.delete(chat), onBegun);
  };
}

/** Typing, and at its end the stream of a replica that died, as long as Teams lets it go on. */
function endingOf({ id, begunAt }: BegunStream, typing: ProgressStream, lifeMs: number): ProgressStream {
  return {
    ...typing,
    async end() {
      await typing.end();
      return { id, text: '', isOver: Date.now() - begunAt >= lifeMs, close: () => {} };
    },
  };
}

/** Where nothing can be streamed: in group chats, and beside another stream. */
export function typingAlone(context: TurnContext): ProgressStream {
  const stop = showTyping(context);
  return {
    onProgress: () => {},
    onText: () => {},
    async end() {
      await stop();
      return null;
    },
  };
}

function openStream(
  context: TurnContext,
  lifeMs: number,
  close: () => void,
  onBegun: (stream: BegunStream) => void,
): ProgressStream {
  let latest = '';
  let shown = '';
  let words = '';
  let written = '';
  let sequence = 0;
  let id: string | null = null;
  let begunAt = 0;
  let typedAt = 0;
  let typing: (() => Promise<void>) | null = null;
  let sending: Promise<void> = Promise.resolve();
  let isOver = false;
  let timer = setTimeout(next, delayMs);

  function next(): void {
    sending = show().then(() => {
      if (typing === null && !isOver) timer = setTimeout(next, pauseMs);
    });
  }

  /** Nobody has said yet what is being done. */
  async function type(): Promise<void> {
    if (Date.now() - typedAt < typingMs) return;
    typedAt = Date.now();
    await context.sendActivity({ type: 'typing' }).catch(() => {});
  }

  async function show(): Promise<void> {
    if (words !== '') return await write();
    if (latest === '') return await type();
    if (latest === shown) return;
    const said = latest;
    if (await send('informative', cutText(said, mostCharacters))) shown = said;
  }

  async function write(): Promise<void> {
    const said = words;
    if (said !== written && (await send('streaming', said))) written = said;
  }

  /** @returns whether Teams took it. */
  async function send(kind: UpdateKind, text: string): Promise<boolean> {
    try {
      const sent = await context.sendActivity(update(kind, text, sequence + 1, id));
      if (id === null && sent?.id) {
        id = sent.id;
        begunAt = Date.now();
        onBegun({ id, begunAt });
      }
      sequence += 1;
      return true;
    } catch (error) {
      // Busy: the next turn shows what is the latest then.
      if (statusOf(error) !== 429) typing = showTyping(context);
      return false;
    }
  }

  return {
    onProgress: (text) => {
      latest = text.trim();
    },
    onText: (text) => {
      if (text.length <= mostWords) words = text;
    },
    async end() {
      isOver = true;
      clearTimeout(timer);
      await sending;
      await typing?.();
      if (id !== null) return { id, text: written, isOver: Date.now() - begunAt >= lifeMs, close };
      close();
      return null;
    },
  };
}

type UpdateKind = 'informative' | 'streaming';

function update(
  streamType: UpdateKind,
  text: string,
  sequence: number,
  id: string | null,
): Partial<Activity> {
  return {
    type: 'typing',
    text,
    entities: [
      {
        type: 'streaminfo',
        streamType,
        streamSequence: sequence,
        ...(id === null ? {} : { streamId: id }),
      },
    ],
  };
}

/** A message as the last of a stream, which has no number; its words may not be absent. Pure. */
export function endingStream(message: Partial<Activity>, id: string): Partial<Activity> {
  return {
    ...message,
    text: message.text || message.summary || '…',
    entities: [...(message.entities ?? []), { type: 'streaminfo', streamId: id, streamType: 'final' }],
  };
}

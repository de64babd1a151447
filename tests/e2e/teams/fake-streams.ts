import type { FakeResponse } from './fake-identity.ts';

interface Stream {
  readonly conversationId: string;
  readonly begunAt: number;
  sequence: number;
  lastAt: number;
  text: string;
  isOver: boolean;
}

interface StreamInfo {
  readonly type: string;
  readonly streamId?: string;
  readonly streamType?: string;
  readonly streamSequence?: number;
}

/** What a stream's activity says of itself; undefined for any other activity. */
export function streamInfoOf(entities: readonly object[] = []): StreamInfo | undefined {
  return (entities as readonly StreamInfo[]).find((one) => one.type === 'streaminfo');
}

/** What becomes of one activity of a stream. */
export type StreamStep =
  | { readonly kind: 'refused'; readonly response: FakeResponse }
  | { readonly kind: 'taken'; readonly id: string; readonly isFirst: boolean; readonly isLast: boolean }
  /** Out of sequence: taken with 202 and thrown away. */
  | { readonly kind: 'dropped' };

/** Calls a second that Teams takes for a stream ("Stream bot messages"). */
const pauseMs = 1000;

/** Streams as the service keeps them: personal chats alone, one a chat, in order, two minutes. */
export function createFakeStreams(lifeMs: number) {
  const streams = new Map<string, Stream>();
  let last = 0;

  function begin(conversationId: string, text: string, info: StreamInfo): StreamStep {
    if (info.streamType === 'final') return refused(400, 'BadRequest', 'A stream begins before it ends.');
    if (info.streamSequence !== 1) return refused(400, 'BadRequest', 'A stream begins with number 1.');
    const open = [...streams.values()].some(
      (one) => one.conversationId === conversationId && !one.isOver && Date.now() - one.begunAt < lifeMs,
    );
    if (open) return notAllowed('Content stream is not allowed');
    last += 1;
    const id = `stream-${last}`;
    streams.set(id, {
      conversationId,
      begunAt: Date.now(),
      sequence: 1,
      lastAt: Date.now(),
      text: info.streamType === 'streaming' ? text : '',
      isOver: false,
    });
    return { kind: 'taken', id, isFirst: true, isLast: false };
  }

  function goOn(id: string, stream: Stream, text: string, type: string, info: StreamInfo): StreamStep {
    if (stream.isOver)
      return notAllowed('Content stream is not allowed on an already completed streamed message');
    if (Date.now() - stream.begunAt > lifeMs)
      return notAllowed('Content stream finished due to exceeded streaming time.');
    if (info.streamType === 'final') {
      if (type !== 'message' || info.streamSequence !== undefined)
        return refused(400, 'BadRequest', 'The last of a stream is a message without a number.');
      // Teams' pages say so of updates, and nothing of the last: the safe side.
      if (!text.startsWith(stream.text))
        return refused(400, 'BadRequest', 'The last holds all earlier text.');
      stream.isOver = true;
      return { kind: 'taken', id, isFirst: false, isLast: true };
    }
    if (info.streamSequence === undefined) return refused(400, 'BadRequest', 'A number is missing.');
    if (Date.now() - stream.lastAt < pauseMs)
      return { kind: 'refused', response: failed(429, 'TooManyRequests', 'API calls quota exceeded') };
    if (info.streamSequence <= stream.sequence) return { kind: 'dropped' };
    if (info.streamType === 'informative' && stream.text !== '')
      return refused(400, 'BadRequest', 'Informative updates come before the words.');
    if (info.streamType !== 'informative') {
      if (!text.startsWith(stream.text))
        return refused(400, 'BadRequest', 'An update holds all earlier text.');
      stream.text = text;
    }
    stream.sequence = info.streamSequence;
    stream.lastAt = Date.now();
    return { kind: 'taken', id, isFirst: false, isLast: false };
  }

  return {
    /** Streams that have begun and not ended, whether or not their time is over. */
    unfinished: (conversationId: string): readonly string[] =>
      [...streams].flatMap(([id, one]) => (one.conversationId === conversationId && !one.isOver ? [id] : [])),
    /** As of any message of the bot's own: Teams' pages do not say whether it lets this be deleted. */
    remove(conversationId: string, id: string): boolean {
      const isThere = streams.get(id)?.conversationId === conversationId && streams.get(id)?.isOver === false;
      return isThere && streams.delete(id);
    },
    take(
      conversationId: string,
      { type = '', text = '' }: { readonly type?: string; readonly text?: string },
      info: StreamInfo,
    ): StreamStep {
      if (!conversationId.startsWith('a:')) return notAllowed('Content stream is not allowed');
      if (text === '') return refused(400, 'BadRequest', 'Start streaming activities should include text');
      if (info.streamType === 'informative' && text.length > 1000)
        return refused(400, 'BadRequest', 'An informative update has 1,000 characters at most.');
      if (info.streamType !== 'final' && type !== 'typing')
        return refused(400, 'BadRequest', 'Updates are of type typing.');
      if (info.streamId === undefined) return begin(conversationId, text, info);
      const stream = streams.get(info.streamId);
      return stream === undefined
        ? refused(400, 'BadRequest', 'The stream is not known.')
        : goOn(info.streamId, stream, text, type, info);
    },
  };
}

function refused(status: number, code: string, message: string): StreamStep {
  return { kind: 'refused', response: failed(status, code, message) };
}

const notAllowed = (message: string): StreamStep => refused(403, 'ContentStreamNotAllowed', message);

function failed(status: number, code: string, message: string): FakeResponse {
  return { status, json: { error: { code, message } } };
}

import type { IncomingMessage as HttpRequest, ServerResponse } from 'node:http';
import type { CloudAdapter, TurnContext } from 'botbuilder';
import { readBody } from '../http/read-body.ts';
import { parseActivity } from './parse-activity.ts';

/** Bytes of an activity; Teams' messages have 100 KB at most, and what surrounds them is small. */
const bodyLimit = 256 * 1024;

/**
 * Hands a request to the library and writes its answer out: the bridge between Node's server and the Express-like request
 * and response that the library asks for.
 *
 * @param take is called with an activity that was believed; an HTTP status that it returns replaces the library's.
 */
export async function serveActivity(
  adapter: CloudAdapter,
  request: HttpRequest,
  response: ServerResponse,
  take: (context: TurnContext) => Promise<number | undefined>,
): Promise<void> {
  const text = await readBody(request, bodyLimit);
  if (text === null) return respond(response, 413, { error: 'The activity is too large.' });
  const body = parseActivity(text);
  if (body === null) return respond(response, 400, { error: 'The body is not an activity in JSON.' });

  const answer: { status: number; body: unknown } = { status: 500, body: undefined };
  let status: number | undefined;
  await adapter.process(
    { method: 'POST', headers: request.headers, body },
    {
      socket: request.socket,
      status: (code: number) => {
        answer.status = code;
      },
      send: (content: unknown) => {
        answer.body = content;
      },
      header: () => {},
      end: () => {},
    },
    async (context) => {
      status = await take(context);
    },
  );
  respond(response, status ?? answer.status, answer.status < 400 ? answer.body : undefined);
}

/** What went wrong within is in the log, not in the answer to whoever sent it. */
function respond(response: ServerResponse, status: number, body: unknown): void {
  if (body === undefined || body === null) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

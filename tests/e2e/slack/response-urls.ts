import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { isUnseen, readMessage } from './posted-messages.ts';
import type { Workspace } from './workspace.ts';

/** Where commands and buttons may be answered from outside of the Web API. */
export function createResponseUrls(workspace: Workspace) {
  const open = new Map<string, { readonly channel: string; readonly user: string; left: number }>();

  /** A response URL takes five messages ("Handling user interaction: using the response_url"). */
  function take(name: string, body: string, response: ServerResponse): void {
    const place = open.get(name);
    if (place === undefined || place.left === 0) {
      response.writeHead(404).end('expired_url');
      return;
    }
    place.left -= 1;
    const json = JSON.parse(body) as Record<string, unknown>;
    const message = readMessage(workspace, {
      text: String(json.text ?? ''),
      channel: place.channel,
      ...(typeof json.thread_ts === 'string' ? { thread_ts: json.thread_ts } : {}),
      ...(json.blocks === undefined ? {} : { blocks: JSON.stringify(json.blocks) }),
      ...(json.response_type === 'in_channel' ? {} : { user: place.user }),
    });
    if (typeof message === 'string') {
      response.writeHead(400).end(message);
      return;
    }
    if (!isUnseen(workspace, message)) workspace.messages.push({ ...message, responseTo: name });
    response.writeHead(200).end('ok');
  }

  return {
    take,
    /** @returns the id at the end of the address. */
    open(channel: string, user: string): string {
      const id = randomUUID();
      open.set(id, { channel, user, left: 5 });
      return id;
    },
    /** Half an hour passes. */
    expire(): void {
      open.clear();
    },
  };
}

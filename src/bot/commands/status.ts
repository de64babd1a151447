import { tellTime } from '../tell-time.ts';
import type { Command } from './command.ts';

export const status: Command = {
  name: 'status',
  async run({ graph, wording, timeZone }) {
    const words = wording.status;
    const lines = (await graph.sources()).map(({ name, syncedAt, failure }) => {
      const synced = syncedAt === null ? words.never(name) : words.synced(name, tellTime(syncedAt, timeZone));
      // Why is for the operator, in the log and from the doctor: it may name files and addresses.
      return `- ${synced}${failure === null ? '' : `; ${words.failed}`}`;
    });
    return { kind: 'text', text: lines.length === 0 ? words.none : lines.join('\n') };
  },
};

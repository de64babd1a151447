import type { Command } from './command.ts';

export const status: Command = {
  name: 'status',
  usage: '',
  description: 'How fresh each source is.',
  async run({ sources }) {
    const lines = (await sources()).map((source) => {
      const synced =
        source.syncedAt === null
          ? 'never synced'
          : `synced ${source.syncedAt.slice(0, 16).replace('T', ' ')} UTC`;
      // Why is for the operator, in the log and from the doctor: it may name files and addresses.
      return `- ${source.name}: ${synced}${source.failure === null ? '' : '; the last attempt failed'}`;
    });
    return { kind: 'text', text: lines.length === 0 ? 'No source has been synced yet.' : lines.join('\n') };
  },
};

import type { Command } from './command.ts';

export const page: Command = {
  name: 'page',
  async run({ wording, isPrivate, pageLinks, asker, email, platform }) {
    const words = wording.page;
    if (pageLinks === undefined || asker.employeeId === null || email === undefined)
      return { kind: 'text', text: words.noPage };
    // A session that made links would outlast its end, and signing out.
    if (platform === 'web') return { kind: 'text', text: words.alreadyHere };
    // Whoever reads along could use it first.
    if (!isPrivate) return { kind: 'text', text: words.onlyPrivate, noted: { refused: 'not_private' } };
    const { url, minutes } = await pageLinks.make({ employeeId: asker.employeeId, email });
    return { kind: 'text', text: words.link(url, minutes) };
  },
};

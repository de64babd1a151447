import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { manifestMistakes } from '../../../../deploy/teams/manifest-mistakes.ts';
import { commandNames } from '../../../../src/bot/commands/command-names.ts';
import { parseCommand } from '../../../../src/bot/commands/parse-command.ts';
import { messageCommands, searchCommands } from '../../../../src/bot/teams/read-compose.ts';

const root = new URL('../../../../', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(root, 'teams-app/manifest.json'), 'utf8'));

/** Width and height of a PNG, from its header. */
function sizeOf(file: string): readonly number[] {
  const header = readFileSync(join(root, 'teams-app', file));
  expect(header.subarray(1, 4).toString('latin1')).toBe('PNG');
  return [header.readUInt32BE(16), header.readUInt32BE(20)];
}

describe('the Teams app package', () => {
  it('is valid by the schema that it names', () => {
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
    expect(manifestMistakes(manifest)).toEqual([]);
    expect(manifestMistakes({ ...manifest, accentColor: 'green' })).toHaveLength(1);
    expect(manifestMistakes({ ...manifest, manifestVersion: '1.30' })).toEqual([]);
  });

  it('lists exactly the commands that are handled, each of which is one when chosen', () => {
    const [bot] = manifest.bots;
    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat']);
    for (const list of bot.commandLists) {
      const titles = list.commands.map((one: { title: string }) => one.title);
      // The start page is no command elsewhere, where it has a place of its own.
      expect(titles.toSorted()).toEqual([...commandNames, 'home'].sort());
      for (const title of titles.filter((one: string) => one !== 'home'))
        expect(parseCommand(title)).toEqual({ command: title, text: '' });
    }
    expect(bot.commandLists.flatMap((list: { scopes: string[] }) => list.scopes)).toEqual(bot.scopes);
  });

  it('offers exactly the searches and actions of the message extension that are handled', () => {
    const [extension] = manifest.composeExtensions;
    const of = (type: string) =>
      extension.commands
        .filter((one: { type: string }) => one.type === type)
        .map((one: { id: string }) => one.id);
    expect(extension.botId).toBe(manifest.bots[0].botId);
    expect(of('query')).toEqual(Object.keys(searchCommands));
    expect(of('action')).toEqual(Object.keys(messageCommands));
    for (const one of extension.commands) {
      if (one.type === 'action') expect(one).toMatchObject({ context: ['message'], fetchTask: true });
      else expect(one.parameters.map((parameter: { name: string }) => parameter.name)).toEqual(['query']);
    }
  });

  it('asks for no permission', () => {
    expect(manifest).not.toHaveProperty('authorization');
    expect(manifest).not.toHaveProperty('webApplicationInfo');
  });

  it('has its two icons in the sizes that Teams asks for', () => {
    expect(sizeOf(manifest.icons.color)).toEqual([192, 192]);
    expect(sizeOf(manifest.icons.outline)).toEqual([32, 32]);
  });
});

import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../../src/bot/commands/parse-command.ts';

describe('words of a message as a command', () => {
  it.each([
    ['whois Ana', 'whois', 'Ana'],
    ['/whois Ana Silva', 'whois', 'Ana Silva'],
    ['WhoIs 王小明', 'whois', '王小明'],
    ['whois', 'whois', ''],
    ['tasks', 'tasks', ''],
    ['Tasks Platform overdue', 'tasks', 'Platform overdue'],
    ['/tasks of Ana that are overdue?', 'tasks', 'of Ana that are overdue?'],
    ['help', 'help', ''],
    ['Help!', 'help', ''],
    ['/help me', 'help', 'me'],
    ['status.', 'status', ''],
    ['Ask who leads Platform?', 'ask', 'who leads Platform?'],
    ['/ask Who leads Platform?', 'ask', 'Who leads Platform?'],
    ['/ whois\nAna', 'whois', 'Ana'],
  ])('%j is one', (message, command, text) => {
    expect(parseCommand(message)).toEqual({ command, text });
  });

  it.each([
    'tasks of Ana that are overdue?',
    'tasks of Ana',
    'Tasks that block PLAT-12',
    'tasks Ana?',
    'whois Ana and what is she working on at the moment',
    'whois is better, Ana or Ben',
    'help me find the VPN page',
    'status of PLAT-12',
    'Who is Ana?',
    'whoisAna',
    'tasks-list',
    '/unknown Ana',
    'Ana tasks',
    '',
  ])('%j is a question', (message) => {
    expect(parseCommand(message)).toBeNull();
  });
});

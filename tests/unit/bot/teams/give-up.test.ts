import { expect, it } from 'vitest';
import { createTeamsAdapter } from '../../../../src/bot/teams/teams-adapter.ts';

it('an event that is tried no more is owed to its asker, with the id of its log line', async () => {
  const owed: [string, string][] = [];
  const logged: object[] = [];
  const adapter = createTeamsAdapter({
    settings: { authentication: { kind: 'off' } },
    inbox: { accept: async () => 'accepted' as const, watch: () => {}, close: async () => {} },
    state: {
      readRecord: async () => null,
      writeRecord: async (kind, id, json) => void (kind === 'owed' && owed.push([id, json])),
      deleteRecord: async () => {},
      listRecords: async () => [],
      swapConversation: async () => true,
    },
    previewLinks: async () => [],
    searchThings: async () => ({ refused: null, found: [] }),
    directory: null,
    log: { warn: () => {}, error: (details: object) => void logged.push(details) },
  });
  await adapter.giveUp?.('e1', {
    kind: 'question',
    reference: { serviceUrl: 'https://smba.example/', conversation: { id: '19:a@thread.tacv2' } },
    activityId: 'm1',
    sender: { id: '29:ana' },
    roster: '19:a@thread.tacv2',
    text: 'Who leads Web?',
  });
  const [line] = logged as { failure: string; event: string }[];
  expect(line?.event).toBe('e1');
  expect(owed).toEqual([['teams:29:ana', JSON.stringify({ failure: line?.failure })]]);
});

import { beforeAll } from 'vitest';
import { type ConversationCompany, openConversationCompany } from '../conversation-company.ts';
import type { FakeMember } from './fake-connector.ts';
import { type FakeTeams, startFakeTeams } from './fake-teams.ts';
import { type BotOptions, type Running, startBotAt } from './start-bot.ts';

/** A bot with the sample company in a fake Teams, and two of its people. */
export interface TeamsCompany {
  readonly company: ConversationCompany;
  readonly teams: FakeTeams;
  readonly bot: Running;
  /** May read the salary bands. */
  readonly nora: FakeMember;
  readonly john: FakeMember;
}

/**
 * The same for all tests of a file.
 *
 * @param optionsOf what the bot has beside it.
 * @param admins addresses.
 */
export function useTeamsCompany(
  optionsOf: (company: ConversationCompany) => Omit<BotOptions, 'state'> = () => ({}),
  admins: readonly string[] = [],
): TeamsCompany {
  const running: Partial<TeamsCompany> = {};
  beforeAll(async () => {
    const company = await openConversationCompany(admins);
    const teams = await startFakeTeams();
    const options = { ...optionsOf(company), state: company.orgwise.state };
    const bot = await startBotAt(teams, company.handleMessage, options);
    const nora = teams.person('Nora Weiss', { email: 'nora.weiss@voltmoor.example' });
    const john = teams.person('John Doe', { email: 'john.doe@voltmoor.example' });
    Object.assign(running, { company, teams, bot, nora, john });
    return async () => {
      await bot.stop();
      await teams.stop();
      await company.close();
    };
  });
  // Whole before the first test.
  return running as TeamsCompany;
}

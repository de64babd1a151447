import { afterAll, beforeAll } from 'vitest';
import type { StateStore } from '../../../src/state/state-store.ts';
import { channelMembers } from '../conversation.ts';
import { type ConversationCompany, openConversationCompany } from '../conversation-company.ts';
import { buttonsOf, type FakeButton } from './buttons.ts';
import type { FakeSlack, FakeSlackOptions } from './fake-slack.ts';
import { type Bot, openState, startBot, startCompanySlack, type TransportKind } from './harness.ts';
import { type FakeMessage, type FakeUser, visibleText } from './workspace.ts';

/** May read the salary bands, and is an administrator; a colleague, who may not. */
export const [nora, john] = ['UNORA', 'UJOHN'] as const;
export const channel = 'C1';

export interface SlackCompany {
  readonly company: ConversationCompany;
  readonly slack: FakeSlack;
  readonly bot: Bot;
  /** Of the adapter. */
  readonly state: StateStore;
  stop(): Promise<void>;
}

/** The sample company in a workspace: Nora and John share the channel C1. */
export async function startSlackCompany(
  kind: TransportKind,
  options: Partial<FakeSlackOptions> & { readonly more?: readonly FakeUser[] } = {},
): Promise<SlackCompany> {
  const { more = [], ...rest } = options;
  const [noraMail = '', johnMail = ''] = channelMembers;
  const company = await openConversationCompany([noraMail]);
  const slack = await startCompanySlack({
    users: [
      { id: nora, name: 'Nora Weiss', email: noraMail },
      {
        id: john,
        name: 'John Doe',
        email: johnMail,
        photo: 'https://pictures.example/john.png',
        timeZone: 'Europe/Berlin',
        presence: 'active',
      },
      ...more,
    ],
    channels: [{ id: channel, name: 'general', members: [nora, john, 'UBOT'] }],
    ...rest,
  });
  const state = await openState();
  const bot = await startBot(slack, kind, company.handleMessage, state);
  return {
    company,
    slack,
    bot,
    state,
    async stop() {
      await bot.stop();
      await slack.stop();
      await company.close();
    },
  };
}

/** The sample company in a workspace, for all tests of a `describe` or a file. */
export function useSlackCompany(...given: Parameters<typeof startSlackCompany>): Omit<SlackCompany, 'stop'> {
  let running: SlackCompany;
  beforeAll(async () => {
    running = await startSlackCompany(...given);
  });
  afterAll(() => running.stop());
  return {
    get company() {
      return running.company;
    },
    get slack() {
      return running.slack;
    },
    get bot() {
      return running.bot;
    },
    get state() {
      return running.state;
    },
  };
}

/** The button with these words. @throws Error where there is none. */
export function buttonOf(message: FakeMessage, label: string): FakeButton {
  const button = buttonsOf(message).find((one) => one.text.text.includes(label));
  if (button === undefined)
    throw new Error(`no ${label} among ${buttonsOf(message).map((one) => one.text.text)}`);
  return button;
}

export function textOf(message: FakeMessage | undefined): string {
  return message === undefined ? '' : visibleText(message).replace(/\s+/g, ' ');
}

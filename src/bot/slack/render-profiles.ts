import type { types } from '@slack/bolt';
import type { Profile } from '../reply.ts';
import { webAddress } from '../web-address.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import { cutEscaped, cutText, escapeMrkdwn } from './mrkdwn.ts';
import type { SlackAccount } from './slack-people.ts';

/** Accounts of people by their address, as far as Slack has them. */
export type Accounts = ReadonlyMap<string, SlackAccount>;

const lineCharacters = 120;
const profileCharacters = 900;

/** People as cards: what the directory tells, and what Slack adds: photo, presence, local time and a chat. Pure. */
export function renderProfiles(
  profiles: readonly Profile[] = [],
  accounts: Accounts,
  wording: BotWording,
): readonly types.SectionBlock[] {
  return profiles.map((profile) => {
    const account = profile.email === null ? undefined : accounts.get(profile.email);
    const text = cutEscaped(linesOf(profile, account, wording).join('\n'), profileCharacters);
    return {
      type: 'section',
      text: { type: 'mrkdwn', text, verbatim: true },
      ...(account?.photo === undefined
        ? {}
        : {
            accessory: {
              type: 'image',
              image_url: account.photo,
              alt_text: cutText(profile.name.trim() || '–', lineCharacters),
            },
          }),
    };
  });
}

function linesOf(
  { name, title, manager, teams, location, localTime, email, url }: Profile,
  account: SlackAccount | undefined,
  { profile: words }: BotWording,
): readonly string[] {
  const presence = account?.presence === undefined ? null : words[account.presence];
  const place = [location, localTime ?? account?.localTime ?? null, presence].filter((one) => one !== null);
  const told = [title, teams.join(' · '), manager === null ? null : `↑ ${manager}`, place.join(' · '), email];
  const chat = account?.chat === undefined ? [] : [`<${escapeMrkdwn(account.chat)}|${words.chat}>`];
  return [
    `*${heading(name, url)}*`,
    ...told.filter((one) => one !== null && one !== '').map((one) => shown(one ?? '')),
    ...chat,
  ];
}

function heading(name: string, url: string | null): string {
  const address = webAddress(url);
  const target = address === null ? '' : escapeMrkdwn(address.replaceAll('|', '%7C'));
  return address === null || target.length > 400 ? shown(name) : `<${target}|${shown(name)}>`;
}

function shown(text: string): string {
  return escapeMrkdwn(cutText(text.replace(/[\s*]+/g, ' ').trim() || '–', lineCharacters));
}

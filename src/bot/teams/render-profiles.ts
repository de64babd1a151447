import { answerLabels } from '../answer-labels.ts';
import type { Profile } from '../reply.ts';
import { webAddress } from '../web-address.ts';
import { type BotLanguage, botWordings } from '../wording/bot-wordings.ts';
import { type CardElement, cutText, escapeMarkdown, textBlock } from './card-text.ts';

/** More people than that are a list. */
const profilesShown = 3;

/** Characters of an address, by RFC 5321. */
const addressCharacters = 254;

/** What Teams knows of the people whom a card shows. */
export interface KnownAccounts {
  /** Entra object ids, by address in small letters: photo and presence come by them. */
  readonly accounts: ReadonlyMap<string, string>;
  /** Where chats are opened, without a slash at the end; another in government clouds. */
  readonly clientUrl: string;
}

/**
 * People as parts of a card. Photo, presence and the card on hovering are the client's own ("People icon in an Adaptive
 * Card"): it looks the account up with its reader's rights, so that nothing of it goes through the bot. Pure.
 */
export function renderProfiles(
  profiles: readonly Profile[],
  language: BotLanguage,
  known: KnownAccounts,
): readonly CardElement[] {
  return profiles.slice(0, profilesShown).map((one) => renderProfile(one, language, known));
}

function renderProfile(profile: Profile, language: BotLanguage, known: KnownAccounts): CardElement {
  const labels = answerLabels[language];
  const { title, manager, teams, location, localTime, email } = profile;
  const facts = [
    [labels.profile.manager, manager],
    [labels.profile.team, teams.join(', ')],
    [labels.profile.location, location],
    [labels.profile.localTime, localTime],
    [labels.profile.email, email],
  ].flatMap(([label = '', value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ title: label, value: escapeMarkdown(cutText(value, 200)) }],
  );
  return {
    type: 'Container',
    style: 'emphasis',
    items: [
      personElement(profile, known),
      ...(title === null
        ? []
        : [textBlock(escapeMarkdown(cutText(title, 200)), { isSubtle: true, spacing: 'None' })]),
      ...(facts.length === 0 ? [] : [{ type: 'FactSet', facts }]),
      ...linksOf(profile, language, known.clientUrl),
    ],
  };
}

/** Without an address there is nobody to look up. */
function personElement({ name, email }: Profile, { accounts }: KnownAccounts): CardElement {
  const words = textBlock(escapeMarkdown(cutText(name, 200)), { weight: 'Bolder' });
  if (email === null) return words;
  const id = accounts.get(email.toLowerCase());
  return {
    type: 'Component',
    name: 'graph.microsoft.com/user',
    view: 'compact',
    properties: {
      ...(id === undefined ? {} : { id }),
      displayName: cutText(name, 200),
      userPrincipalName: cutText(email, 200),
    },
    fallback: words,
  };
}

function linksOf({ email, url }: Profile, language: BotLanguage, clientUrl: string): CardElement[] {
  const { profile: words } = botWordings[language];
  const { profile } = answerLabels[language];
  const record = webAddress(url);
  const links = [
    ...(email === null || email.length > addressCharacters
      ? []
      : [openUrl(words.chat, `${clientUrl}/l/chat/0/0?users=${encodeURIComponent(email.toWellFormed())}`)]),
    ...(record === null || record.length > 1000 ? [] : [openUrl(profile.openRecord, record)]),
  ];
  return links.length === 0 ? [] : [{ type: 'ActionSet', spacing: 'Small', actions: links }];
}

const openUrl = (title: string, url: string): CardElement => ({ type: 'Action.OpenUrl', title, url });

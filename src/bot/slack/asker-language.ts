import { type BotLanguage, botLanguage } from '../wording/bot-wordings.ts';
import type { SlackPeople } from './slack-people.ts';

/** Who waits for an answer, and the words that they wrote, as Slack has them, where they wrote some. */
export interface Waiting {
  readonly user: string;
  readonly words?: string;
}

/** The language of somebody for whom nothing could be read: of their words, else as it was known of them before. */
export async function askerLanguage(
  people: Pick<SlackPeople, 'knownLocale'>,
  { user, words = '' }: Waiting,
): Promise<BotLanguage> {
  // A mention is no word.
  const text = words.replace(/<[^>]*>/g, '');
  return botLanguage({ text, locale: await people.knownLocale(user) });
}

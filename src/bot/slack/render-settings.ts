import type { types } from '@slack/bolt';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { button, textBlocks } from './block-parts.ts';
import { openSettingsAction } from './settings-form.ts';

/** The settings in words, with a button that opens their form. Pure. */
export function renderSettings(text: string, limit: number): readonly types.KnownBlock[] {
  const { settings } = botWordings[botLanguage({ text })];
  return [
    ...textBlocks(text, limit),
    { type: 'actions', elements: [button(openSettingsAction, settings.change, '-')] },
  ];
}

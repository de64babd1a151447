import type { ReplyContent } from '../reply.ts';
import {
  changeSettings,
  type PersonalSettings,
  type SettingsField,
  writeSettings,
} from '../settings/personal-settings.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import { type BotLanguage, botWordings } from '../wording/bot-wordings.ts';
import type { Command } from './command.ts';

export const settings: Command = {
  name: 'settings',
  async run({ text, asker, settings: present, state, wording }) {
    const words = wording.settings;
    if (asker.employeeId === null) return { kind: 'text', text: words.nobody };
    if (text === '') return settingsReply(present, wording);
    const changed = changeSettings(present, text);
    if (changed === null) return settingsReply(present, wording, words.wrong);
    await writeSettings(state, asker.employeeId, changed);
    const spoken: BotLanguage | null = changed.language === 'auto' ? null : changed.language;
    const now = spoken === null ? wording : botWordings[spoken];
    return settingsReply(changed, now, now.settings.saved);
  },
};

function settingsReply(chosen: PersonalSettings, wording: BotWording, first?: string): ReplyContent {
  const fields = settingsFields(chosen, wording);
  const lines = fields.map(({ label, value, options, name }) => {
    const told = options?.find((one) => one.value === value)?.label ?? value;
    return `- ${label}: ${told} (${name} ${options?.map((one) => one.value).join('|') ?? 'auto|ZONE'})`;
  });
  return {
    kind: 'settings',
    text: [first ?? `${wording.settings.title}:`, ...lines].join('\n'),
    settings: { fields },
  };
}

function settingsFields(chosen: PersonalSettings, { settings: words }: BotWording): SettingsField[] {
  return [
    {
      name: 'language',
      label: words.language,
      value: chosen.language,
      options: [
        { value: 'auto', label: words.auto },
        { value: 'en', label: 'English' },
        { value: 'zh', label: '中文' },
      ],
    },
    {
      name: 'private',
      label: words.private,
      value: chosen.isPrivate ? 'on' : 'off',
      options: [
        { value: 'off', label: words.off },
        { value: 'on', label: words.on },
      ],
    },
    { name: 'timezone', label: words.timezone, value: chosen.timeZone ?? 'auto' },
  ];
}

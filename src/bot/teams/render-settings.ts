import type { SettingsField, SettingsView } from '../settings/personal-settings.ts';
import type { BotWording } from '../wording/bot-wording.ts';
import { cardFrame } from './card-frame.ts';
import { type CardElement, cutText, escapeMarkdown, textBlock } from './card-text.ts';

/** A form of somebody's settings; what it sends is read by `readSettingsForm`. Pure. */
export function renderSettings(
  text: string,
  { fields }: SettingsView,
  language: 'en' | 'zh',
  wording: BotWording,
): CardElement {
  return cardFrame({
    language,
    fallbackText: text,
    body: [
      textBlock(escapeMarkdown(cutText(text.split('\n')[0] ?? '', 200)), { weight: 'Bolder' }),
      ...fields.map(fieldElement),
      {
        type: 'ActionSet',
        actions: [
          {
            type: 'Action.Execute',
            title: wording.forms.save,
            verb: 'settings',
            // What was shown tells what was changed.
            data: { settings: Object.fromEntries(fields.map(({ name, value }) => [name, value])) },
          },
        ],
      },
    ],
  });
}

function fieldElement({ name, label, value, options }: SettingsField): CardElement {
  if (options === undefined) return { type: 'Input.Text', id: name, label, value, maxLength: 60 };
  return {
    type: 'Input.ChoiceSet',
    id: name,
    label,
    value,
    choices: options.map((one) => ({ title: one.label, value: one.value })),
  };
}

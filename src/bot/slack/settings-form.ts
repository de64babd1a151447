import type { types, ViewOutput } from '@slack/bolt';
import { z } from 'zod';
import type { SettingsField, SettingsView } from '../settings/personal-settings.ts';
import { botLanguage, botWordings } from '../wording/bot-wordings.ts';
import { plainText } from './block-parts.ts';

/** Button that opens the form of settings. */
export const openSettingsAction = 'settings:open';
/** The form itself. */
export const settingsFormId = 'settings';

const element = 'value';
const titleCharacters = 24;
const optionCharacters = 75;
/** Options of a list, or of one of its groups ("Block Kit: static select"). */
const optionsOfGroup = 100;

const valuesSchema = z.record(z.string(), z.string());

/** The settings as a form; each field is a list, so that nothing wrong can be written. Pure. */
export function settingsForm({ fields }: SettingsView): types.ModalView {
  const label = fields.map((one) => one.label).join(' ');
  const { settings, forms } = botWordings[botLanguage({ text: label })];
  return {
    type: 'modal',
    callback_id: settingsFormId,
    private_metadata: JSON.stringify(Object.fromEntries(fields.map((one) => [one.name, one.value]))),
    title: plainText(settings.title, titleCharacters),
    submit: plainText(forms.save, titleCharacters),
    close: plainText(forms.close, titleCharacters),
    blocks: fields.map((field) => ({
      type: 'input',
      block_id: field.name,
      label: plainText(field.label, titleCharacters * 4),
      element:
        field.options === undefined ? zoneList(field, settings.auto) : list(field.value, field.options),
    })),
  };
}

function list(value: string, options: NonNullable<SettingsField['options']>): types.StaticSelect {
  const drawn = options.map((one) => option(one.value, one.label));
  return { type: 'static_select', action_id: element, options: drawn, ...initial(drawn, value) };
}

/** All time zones that there are, by continent. */
function zoneList({ value }: SettingsField, auto: string): types.StaticSelect {
  const zones = Intl.supportedValuesOf('timeZone');
  const continents = new Map<string, string[]>();
  for (const zone of zones) {
    const [continent = zone] = zone.split('/');
    continents.set(continent, [...(continents.get(continent) ?? []), zone]);
  }
  const chosen = value === 'auto' || zones.includes(value) ? [] : [value];
  const groups = [
    { label: auto, options: [option('auto', auto), ...['UTC', ...chosen].map((one) => option(one, one))] },
    ...[...continents].flatMap(([label, all]) =>
      chunks(all.map((one) => option(one, one))).map((options) => ({ label, options })),
    ),
  ];
  return {
    type: 'static_select',
    action_id: element,
    option_groups: groups.map(({ label, options }) => ({
      label: plainText(label, optionCharacters),
      options,
    })),
    ...initial(
      groups.flatMap((one) => one.options),
      value,
    ),
  };
}

function option(value: string, label: string): types.PlainTextOption {
  return { value, text: plainText(label, optionCharacters) };
}

function initial(options: readonly types.PlainTextOption[], value: string) {
  const found = options.find((one) => one.value === value);
  return found === undefined ? {} : { initial_option: found };
}

function chunks<One>(all: readonly One[]): One[][] {
  const count = Math.ceil(all.length / optionsOfGroup);
  return Array.from({ length: count }, (_, at) => all.slice(at * optionsOfGroup, (at + 1) * optionsOfGroup));
}

/** What was changed, each as the command `settings` takes it: `language zh`. */
export function readSettingsForm({ private_metadata, state }: ViewOutput): readonly string[] {
  const before = valuesSchema.safeParse(JSON.parse(private_metadata || 'null'));
  return Object.entries(before.data ?? {}).flatMap(([name, value]) => {
    const chosen = state.values[name]?.[element]?.selected_option?.value;
    return chosen === undefined || chosen === value ? [] : [`${name} ${chosen}`];
  });
}

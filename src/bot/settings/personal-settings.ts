import { z } from 'zod';
import type { StateStore } from '../../state/state-store.ts';

const kind = 'settings';

const schema = z.object({
  /** `auto`: the language of the question. */
  language: z.enum(['auto', 'en', 'zh']).default('auto'),
  /** Whether answers in a channel are shown to the asker alone, from all that they may read. */
  isPrivate: z.boolean().default(false),
  /** IANA time zone; null takes the platform's, else the directory's. */
  timeZone: z.string().nullable().default(null),
});

/** What somebody has chosen. */
export type PersonalSettings = Readonly<z.infer<typeof schema>>;

/** Settings as a form shows them: each change is sent back as the command `settings` with `NAME VALUE`. */
export interface SettingsView {
  readonly fields: readonly SettingsField[];
}

export interface SettingsField {
  readonly name: 'language' | 'private' | 'timezone';
  readonly label: string;
  readonly value: string;
  /** Absent where any time zone may be written. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
}

export const defaultSettings: PersonalSettings = schema.parse({});

/** @param employeeId null for the operator, who has the defaults. */
export async function readSettings(state: StateStore, employeeId: string | null): Promise<PersonalSettings> {
  const json = employeeId === null ? null : await state.readRecord(kind, employeeId);
  if (json === null) return defaultSettings;
  const parsed = schema.safeParse(JSON.parse(json));
  return parsed.success ? parsed.data : defaultSettings;
}

export async function writeSettings(
  state: StateStore,
  employeeId: string,
  settings: PersonalSettings,
): Promise<void> {
  await state.writeRecord(kind, employeeId, JSON.stringify(settings), null);
}

/**
 * Settings with one of them changed, by what was written: `language zh`, `private on`, `timezone Europe/Berlin`.
 *
 * @returns null where that is no setting or no value of it.
 */
export function changeSettings(settings: PersonalSettings, text: string): PersonalSettings | null {
  const [name = '', value = '', ...rest] = text.trim().split(/[\s=:：]+/);
  if (rest.length > 0) return null;
  const written = value.toLowerCase();
  switch (name.toLowerCase()) {
    case 'language':
      return written === 'auto' || written === 'en' || written === 'zh'
        ? { ...settings, language: written }
        : null;
    case 'private':
      return written === 'on' || written === 'off' ? { ...settings, isPrivate: written === 'on' } : null;
    case 'timezone':
      if (written === 'auto') return { ...settings, timeZone: null };
      return isTimeZone(value) ? { ...settings, timeZone: value } : null;
    default:
      return null;
  }
}

/** Whether there is such a zone. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name !== '';
  } catch {
    return false;
  }
}

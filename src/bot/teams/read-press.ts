import { z } from 'zod';

/** What our own buttons carry; the fields of a form come beside it. */
const refData = z.looseObject({
  ref: z.string().min(1).max(100),
  refresh: z.literal(true).optional(),
  reason: z.string().max(4000).optional(),
});
const homeData = z.looseObject({ home: z.literal(true) });
const settingsData = z.looseObject({ settings: z.record(z.string(), z.string()) });

export type Pressed =
  | { readonly kind: 'press'; readonly ref: string; readonly reason?: string; readonly isRefresh: boolean }
  | { readonly kind: 'home' }
  | { readonly kind: 'settings'; readonly changes: string[] };

/** What a button's data ask for; null where they are none of ours. Pure. */
export function readPress(data: unknown): Pressed | null {
  const press = refData.safeParse(data);
  if (press.success) {
    const { ref, reason, refresh } = press.data;
    return { kind: 'press', ref, ...(reason ? { reason } : {}), isRefresh: refresh === true };
  }
  if (homeData.safeParse(data).success) return { kind: 'home' };
  const form = settingsData.safeParse(data);
  if (!form.success) return null;
  const { settings: shown, ...inputs } = form.data;
  const changes = Object.entries(shown).flatMap(([name, before]) => {
    const now = inputs[name];
    return typeof now === 'string' && now.trim() !== '' && now !== before ? [`${name} ${now.trim()}`] : [];
  });
  return { kind: 'settings', changes };
}

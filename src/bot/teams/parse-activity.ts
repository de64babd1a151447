import { z } from 'zod';

const text = z.string().nullish();
const account = z.looseObject({ id: text, name: text, aadObjectId: text, role: text }).nullish();

/** What is read of an activity, by us and by the library, which both take its shape for granted. */
const schema = z.looseObject({
  type: z.string().min(1),
  id: text,
  name: text,
  text,
  textFormat: text,
  action: text,
  timestamp: text,
  locale: text,
  localTimezone: text,
  serviceUrl: text,
  channelId: text,
  replyToId: text,
  from: account,
  recipient: account,
  conversation: z
    .looseObject({ id: text, tenantId: text, conversationType: text, isGroup: z.boolean().nullish() })
    .nullish(),
  entities: z.array(z.looseObject({ type: z.string() })).nullish(),
  membersAdded: z.array(z.looseObject({ id: text })).nullish(),
  attachments: z.array(z.looseObject({})).nullish(),
});

/** The body of a request as an activity; null for what is none. */
export function parseActivity(body: string): Record<string, unknown> | null {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return null;
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}

import type { ConversationReference } from 'botbuilder';
import { z } from 'zod';

/** Where answers go; the library's own, which is plain JSON. */
const reference = z.custom<Partial<ConversationReference>>(
  (value) =>
    z
      .object({ serviceUrl: z.string().min(1), conversation: z.looseObject({ id: z.string().min(1) }) })
      .safeParse(value).success,
);

/** Who said or pressed something, and where. */
const said = {
  reference,
  /** What is answered: a message, or the press itself. */
  activityId: z.string().min(1),
  sender: z.object({
    id: z.string().min(1),
    aadObjectId: z.string().optional(),
    isBot: z.boolean().optional(),
  }),
  /** Whose members can see the answer; absent where only the sender can. */
  audience: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('roster'), id: z.string().min(1) }),
      /** Nobody can say who reads there: a shared channel has members from outside its team. */
      z.object({ kind: z.literal('unknown') }),
    ])
    .optional(),
  /** Where the sender is looked up: a team's or a chat's id. */
  roster: z.string().min(1),
  /** The Entra group of the team that a channel belongs to. */
  teamGroupId: z.string().optional(),
  locale: z.string().optional(),
  /** IANA. */
  timeZone: z.string().optional(),
};

const eventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('question'),
    ...said,
    text: z.string(),
    /** Who else is mentioned, by their ids in Teams, in the order of the words that stand for them in `text`. */
    mentioned: z.array(z.object({ id: z.string(), words: z.string() })).optional(),
    /** The name of a command, where the text was one. */
    command: z.string().optional(),
    /** Written without a mention, below an answer to the same person. */
    isOverheard: z.literal(true).optional(),
    /** The question was edited, and is `text` now, or deleted. */
    change: z.enum(['edited', 'deleted']).optional(),
    /** When, in ms, as Teams says. */
    changedAt: z.number().optional(),
  }),
  z.object({
    kind: z.literal('press'),
    ...said,
    /** The button's reference. */
    ref: z.string().min(1),
    /** Words that were asked for with it. */
    reason: z.string().optional(),
    /** Nobody pressed: their client draws the card anew. */
    isDrawn: z.literal(true).optional(),
  }),
  z.object({
    kind: z.literal('settings'),
    ...said,
    /** `NAME VALUE`, as the command takes them; none where nothing was changed. */
    changes: z.array(z.string()),
  }),
  /** The start page is to be drawn anew. */
  z.object({ kind: z.literal('home'), ...said }),
  z.object({ kind: z.literal('welcome'), ...said }),
  /** Somebody signs in; what shows it is not kept. */
  z.object({ kind: z.literal('sign_in'), ...said }),
]);

/** What the inbox keeps of an activity: all that is needed to answer it, on any replica. JSON. */
export type TeamsEvent = z.infer<typeof eventSchema>;

export type TeamsQuestion = Extract<TeamsEvent, { kind: 'question' }>;
export type TeamsPress = Extract<TeamsEvent, { kind: 'press' | 'settings' | 'home' }>;

export type TeamsSignIn = Extract<TeamsEvent, { kind: 'sign_in' }>;

/** Who said or pressed something, and where. */
export type TeamsPlace = Pick<TeamsQuestion, keyof typeof said>;

/** @throws ZodError where it is none, as after a change of its form. */
export function parseTeamsEvent(payload: unknown): TeamsEvent {
  return eventSchema.parse(payload);
}

import type { AnswerProgress } from '../../retrieval/answer.ts';
import type { RefusalReason } from '../refuse-sender.ts';
import type { ActionKind } from '../reply.ts';
import type { FeedbackCounts } from '../summarize-feedback.ts';

/** A command as help and menus tell it. */
export interface CommandWords {
  /** What may follow the name. */
  readonly usage: string;
  readonly description: string;
  /** What to write, where something must follow and nothing did. */
  readonly example?: string;
}

export type CommandName =
  | 'whois'
  | 'tasks'
  | 'org'
  | 'ask'
  | 'status'
  | 'settings'
  | 'feedback'
  | 'page'
  | 'help';

/** What the bot says by itself, around answers and instead of them; answers have a wording of their own. */
export interface BotWording {
  readonly refusals: Readonly<Record<RefusalReason, string>>;
  readonly failures: {
    /** Looking it up failed. */
    readonly broken: string;
    readonly unreachable: string;
    /** The platform did not tell who asks or who reads along. */
    readonly unknownAudience: string;
    /** The platform does not let the bot post where the question was asked; the answer comes after it, for the asker alone. */
    readonly notPosted: string;
    /** A form or the home. */
    readonly notShown: string;
    /** The answer to a question that was edited or deleted. */
    readonly notFollowed: string;
    /** The answer was promised in private. */
    readonly notPrivate: string;
    /** Told later, of an answer that could be given nowhere. */
    readonly owed: string;
    /** A long answer was broken off: what stands above is not the whole. */
    readonly restNotPosted: string;
  };
  readonly commands: Readonly<Record<CommandName, CommandWords>>;
  unknownCommand(name: string, known: readonly string[]): string;
  help(examples: readonly string[], commands: readonly string[]): string;
  readonly examples: readonly string[];
  readonly actions: Readonly<
    Record<Exclude<ActionKind, 'choose' | 'follow_up' | 'next_page' | 'approve_plan'>, string>
  >;
  nextPage(count: number): string;
  readonly reason: string;
  readonly thanks: string;
  /** Buttons of forms. */
  readonly forms: { readonly send: string; readonly save: string; readonly close: string };
  /** Beside a link to a task or an article; days are `YYYY-MM-DD`. */
  readonly preview: { due(day: string): string; edited(day: string): string };
  readonly profile: {
    readonly active: string;
    readonly away: string;
    /** A link that opens a conversation with them. */
    readonly chat: string;
  };
  /** The button's time is over. */
  readonly actionOver: string;
  /** The button belongs to another person's answer. */
  readonly actionOfAnother: string;
  /** Under a button whose answer takes a while. */
  readonly onIt: string;
  /** Under a text that a platform does not show whole in one message. */
  readonly longText: { readonly goesOn: string; readonly cut: string };
  /** Its asker stopped the answer while it was made. */
  readonly stopped: string;
  /** Said before others of an answer that is not for them. */
  readonly inPrivate: {
    readonly sent: string;
    readonly failed: string;
    readonly later: string;
    /** The button that shows it where it was asked for, once it is there. */
    readonly show: string;
  };
  /** Somebody asks from where the platform does not tell who they are. */
  readonly notMet: string;
  /** Somebody asks about a message that is a picture, a file or a card. */
  readonly noWords: string;
  /** Around signing in, where the platform lets people do so. */
  readonly signIn: {
    readonly offer: string;
    readonly button: string;
    /** Where it is asked for beside a search. */
    readonly short: string;
    readonly failed: string;
    /** It was another account than the one that asks. */
    readonly ofAnother: string;
    readonly done: string;
    readonly ended: string;
  };
  readonly welcome: string;
  readonly status: {
    readonly none: string;
    never(source: string): string;
    synced(source: string, at: string): string;
    readonly failed: string;
    /** Changes of it are being written, or a run broke off while they were. */
    readonly updating: string;
  };
  /** Who joined, moved and left in a run, for a channel. */
  readonly movements: {
    heading(source: string): string;
    joined(total: number): string;
    moved(total: number): string;
    left(total: number): string;
    more(rest: number): string;
    withTitle(name: string, title: string): string;
    lastDay(name: string, day: string): string;
    changes(name: string, changes: readonly string[]): string;
    readonly change: Readonly<
      Record<
        'title' | 'manager' | 'team' | 'lead',
        (from: readonly string[], to: readonly string[]) => string
      >
    >;
  };
  readonly settings: {
    readonly title: string;
    /** A button that opens their form. */
    readonly change: string;
    readonly language: string;
    readonly private: string;
    readonly timezone: string;
    readonly auto: string;
    readonly on: string;
    readonly off: string;
    readonly saved: string;
    readonly wrong: string;
    /** The operator has none. */
    readonly nobody: string;
  };
  /** Runs that a brake stopped, for administrators. */
  readonly plans: {
    stopped(source: string): string;
    count(kind: string, counts: { created: number; changed: number; deleted: number }): string;
    gone(names: readonly string[], rest: number): string;
    approve(source: string): string;
    done(source: string): string;
    begun(source: string): string;
    outdated(source: string): string;
    none(source: string): string;
    readonly busy: string;
  };
  readonly admin: {
    readonly only: string;
    /** How much was said in the last days. */
    counts(counts: FeedbackCounts): string;
    /** What follows the command is no period. */
    noPeriod(text: string): string;
    /** Before the latest time; empty for once. */
    times(count: number): string;
    /** Why there was no answer, from its code. */
    reason(code: string): string;
    more(count: number): string;
    /** How the words of questions come to be kept. */
    readonly keepWords: string;
    /** A question in quotes; null where its words are not kept. */
    asked(question: string | null): string;
    /** A page with how many found answers from it helpful, and how many did not. */
    page(title: string, helpful: number, unhelpful: number): string;
  };
  readonly home: {
    readonly title: string;
    readonly myTasks: string;
    readonly myTeam: string;
    readonly sources: string;
    readonly sync: string;
    readonly unanswered: string;
    readonly feedback: string;
    readonly unhelpful: string;
    /** Those whose answers were not found helpful. */
    readonly pages: string;
    readonly none: string;
    /** A button that draws it anew. */
    readonly refresh: string;
  };
  /** Of the web page, where people sign in. */
  readonly page: {
    readonly lead: string;
    readonly button: string;
    /** Where somebody comes with a link that the bot gave them. */
    readonly byLink: string;
    readonly problems: Readonly<
      Record<
        | 'begun_elsewhere'
        | 'denied'
        | 'unreachable'
        | 'not_believed'
        | 'address_unverified'
        | 'no_object_id'
        | 'not_in_directory'
        | 'link_over'
        | 'too_many',
        string
      >
    >;
    /** A link that signs in, for how many minutes. */
    link(url: string, minutes: number): string;
    /** There is no page to sign in to. */
    readonly noPage: string;
    readonly onlyPrivate: string;
    /** To whoever asks on the page itself. */
    readonly alreadyHere: string;
  };
  progress(progress: AnswerProgress): string;
  /** "Tasks of mine", "my team" as questions that retrieval understands. */
  readonly questions: {
    readonly myTeam: string;
    readonly how: string;
    org(name: string): string;
    readonly myOrg: string;
    whoKnows(text: string): string;
  };
}

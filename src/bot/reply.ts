import type { Answer } from '../retrieval/answer.ts';
import type { HomeView } from './home/home-view.ts';
import type { RefusalReason } from './refuse-sender.ts';
import type { SettingsView } from './settings/personal-settings.ts';

/** What the bot says; an adapter's renderer gives it the platform's form. */
export type Reply = ReplyContent & ReplyFrame;

export type ReplyContent =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly profiles?: readonly Profile[] }
  | { readonly kind: 'text'; readonly text: string; readonly refused?: RefusalReason }
  /** Something failed; `id` finds the log line. */
  | { readonly kind: 'failure'; readonly text: string; readonly id: string }
  /** `text` says the same in words, for where there is no form. */
  | { readonly kind: 'settings'; readonly text: string; readonly settings: SettingsView }
  | { readonly kind: 'home'; readonly text: string; readonly home: HomeView }
  /** Nothing is said; an answer that it takes the place of is deleted. */
  | { readonly kind: 'nothing'; readonly text: '' };

/** What goes with a reply of any kind. */
export interface ReplyFrame {
  readonly actions?: readonly Action[];
  /** `asker`: shown to whoever asked or pressed alone, although others read in that place. Where it was asked, where absent. */
  readonly visibleTo?: 'asker' | 'channel';
  /** The message below which it is to stand, as `IncomingMessage.messageId` names it, where that is another than was pressed in. */
  readonly below?: string;
  /** IANA time zone in which the reader's times are told; UTC where absent. */
  readonly timeZone?: string;
  /** For the audit trail alone; adapters never get it. */
  readonly noted?: Noted;
}

/** What the audit trail says of a reply that its message does not tell. */
export interface Noted {
  /** What was done: `press share`. */
  readonly act?: string;
  /** The presser's own question that a button is about. */
  readonly question?: string;
  /** Why it was not done. */
  readonly refused?: 'of_another' | 'over' | 'no_audience' | 'not_admin' | 'not_private';
}

/** A button. What it does is kept in the state under its reference, with who may press it and until when. */
export interface Action {
  readonly kind: ActionKind;
  readonly label: string;
  /** What tells a choice from the others. */
  readonly detail?: string;
  /** At most 40 letters, digits, `-`, `_` and `.`: fits any platform's button. */
  readonly ref: string;
  /** A few words may be asked for and sent along as `PressedAction.reason`; what the field is called. */
  readonly reasonLabel?: string;
}

export type ActionKind =
  | 'choose'
  | 'follow_up'
  | 'next_page'
  | 'explain'
  | 'show_privately'
  | 'share'
  | 'feedback_up'
  | 'feedback_down'
  | 'approve_plan';

/** A person as a card. What the viewer may not read, or nobody knows, is null. */
export interface Profile {
  readonly employeeId: string;
  readonly name: string;
  /** By it, an adapter finds the account, its photo, its presence and the link to a chat with it. */
  readonly email: string | null;
  readonly title: string | null;
  readonly manager: string | null;
  readonly teams: readonly string[];
  readonly location: string | null;
  readonly timeZone: string | null;
  /** `14:05`, in their own zone when the reply was made; null without a zone. */
  readonly localTime: string | null;
  readonly url: string | null;
}

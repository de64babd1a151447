/** What adapters turn a platform's events into. */
export interface IncomingMessage {
  /** Unique on its platform, so that a delivery that is repeated is answered once. */
  readonly id: string;
  readonly platform: 'slack' | 'teams' | 'web' | 'terminal';
  /**
   * `shortcut`: chosen on somebody's message, whose words are in `text`. `action`: a button of a reply. `home`: the
   * platform's start page of the bot was opened.
   */
  readonly kind: 'mention' | 'direct' | 'command' | 'shortcut' | 'action' | 'home';
  /** Without the mention of the bot; for a command, what follows its name; empty for an action and for the home. */
  readonly text: string;
  /** `whois`, `tasks` …, for `kind: 'command'`. */
  readonly command?: string;
  readonly shortcut?: ShortcutName;
  readonly action?: PressedAction;
  /**
   * Colleagues whom the platform says that the text mentions, in their order: the words that stand for each there, and the
   * address, null where it is not known. `nameMentioned` says it as whoever asks may know it.
   */
  readonly mentioned?: readonly { readonly words: string; readonly email: string | null }[];
  /** Thread or chat the message belongs to: what "and Ben?" refers back to. */
  readonly conversationId: string;
  readonly sender: Sender;
  /**
   * Members who will see the answer, for a channel; the asker alone where absent. For an action, the members of the channel
   * that the button stands in, also where the reply above it is seen by one person: it may be shared with them.
   */
  readonly audience?: readonly Sender[];
  /**
   * The adapter shows a reply with `visibleTo: 'asker'` to the sender alone, although others read in this place. Without it,
   * whatever is said before an audience uses only what all of them may see.
   */
  readonly canReplyPrivately?: true;
  /** A private answer is shown in a channel, as a command's is, so that it may be shared there. */
  readonly isInChannel?: true;
  /** The question's message on its platform; what `change` names later. Absent where it can be neither edited nor deleted. */
  readonly messageId?: string;
  /** Written to nobody by name, though it may go on with an answer: where there is nothing to answer, nothing is said. */
  readonly isOverheard?: true;
  /**
   * The asker has edited the question, which is in `text` as it now is, or deleted it; `messageId` says which. The reply
   * takes the place of the former answer; `nothing` means that the former answer is to be deleted.
   */
  readonly change?: 'edited' | 'deleted';
  /**
   * What people wrote before it in its thread, oldest first: what "how many of those are overdue?" goes on from, where the
   * conversation remembers nothing yet.
   */
  readonly earlier?: readonly string[];
  /** Language that the platform knows of the sender, as an IETF tag such as `zh-CN`; counts where no words do. */
  readonly locale?: string;
  /** IANA time zone that the platform knows of the sender. */
  readonly timeZone?: string;
}

export type ShortcutName = 'ask' | 'who_should_answer';

export interface PressedAction {
  /** The button's `Action.ref`. */
  readonly ref: string;
  /** Words that were asked for with it. */
  readonly reason?: string;
  /** Nobody pressed it: their client draws a reply anew whenever it comes into view, which asks for `show_privately` alone. */
  readonly isDrawn?: true;
}

/** Who somebody is on a platform; `access` finds the employee. */
export interface Sender {
  /** The platform's own id of the account. */
  readonly accountId: string;
  readonly email?: string;
  /** Further addresses that the platform vouches for, tried in their order where the directory does not know `email`. */
  readonly otherEmails?: readonly string[];
  /** Why the platform does not count the account as one of the company's own; absent for its members. */
  readonly standing?: 'guest' | 'external' | 'other_tenant' | 'bot';
  /** The local operator, who is not an employee and sees all. Terminal only. */
  readonly operator?: true;
}

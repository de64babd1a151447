import type { NotedFeedback, NotedQuestion } from './home/home-view.ts';

export interface FeedbackCounts {
  readonly days: number;
  readonly helpful: number;
  readonly unhelpful: number;
  readonly unanswered: number;
  /** Whether there is more than was read, so that each of them may be higher. */
  readonly isCut: boolean;
}

/** A question that came up, with how often, the latest time, and what was said of it. */
export interface RepeatedQuestion {
  /** Null where the words of questions are not kept. */
  readonly question: string | null;
  readonly count: number;
  /** Instant of the latest. */
  readonly at: string;
  /** What people wrote of the answer, or the codes of why there was none; the latest first, each once. */
  readonly reasons: readonly string[];
}

export interface FeedbackSummary {
  readonly counts: FeedbackCounts;
  /** Questions whose answers did not help, the most often said first. */
  readonly unhelpful: readonly RepeatedQuestion[];
  /** Questions that had no answer, those asked most often first. */
  readonly unanswered: readonly RepeatedQuestion[];
}

/**
 * What people thought of answers and what had none, in the last days: all of it counted, and told by question. Pure.
 *
 * @param mostRead how many of each were read at most.
 */
export function summarizeFeedback(
  noted: { readonly opinions: readonly NotedFeedback[]; readonly declined: readonly NotedQuestion[] },
  days: number,
  now: Date,
  mostRead: number,
): FeedbackSummary {
  const since = sinceDays(days, now);
  const isRecent = ({ at }: { readonly at: string }): boolean => at >= since;
  const opinions = noted.opinions.filter(isRecent);
  const declined = noted.declined.filter(isRecent);
  const unhelpful = opinions.filter((one) => one.opinion === 'down');
  return {
    counts: {
      days,
      helpful: opinions.length - unhelpful.length,
      unhelpful: unhelpful.length,
      unanswered: declined.length,
      isCut: opinions.length >= mostRead || declined.length >= mostRead,
    },
    unhelpful: byQuestion(unhelpful),
    unanswered: byQuestion(declined),
  };
}

/** The instant so many days before. */
export const sinceDays = (days: number, now: Date): string =>
  new Date(now.getTime() - days * 24 * 3_600_000).toISOString();

interface Noted {
  readonly question: string | null;
  readonly reason: string | null;
  readonly at: string;
}

function byQuestion(noted: readonly Noted[]): readonly RepeatedQuestion[] {
  const groups = new Map<string, Noted[]>();
  for (const one of noted) {
    const key = one.question?.trim().toLowerCase().replace(/\s+/g, ' ') ?? '';
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map((group) => {
      const latest = group.toSorted((one, other) => other.at.localeCompare(one.at));
      return {
        question: latest[0]?.question ?? null,
        count: group.length,
        at: latest[0]?.at ?? '',
        reasons: [...new Set(latest.flatMap(({ reason }) => reason ?? []))],
      };
    })
    .sort((one, other) => other.count - one.count || other.at.localeCompare(one.at));
}

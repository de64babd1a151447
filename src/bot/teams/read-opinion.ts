import { z } from 'zod';

/** What Teams sends when somebody has used its own buttons under a message ("Handle feedback"). */
const submitted = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({ reaction: z.enum(['like', 'dislike']), feedback: z.unknown() }),
});
const form = z.looseObject({ feedbackText: z.string() });

export interface Opinion {
  readonly opinion: 'up' | 'down';
  readonly reason?: string;
}

/** What somebody thinks of a message; null where the invoke is something else. Pure. */
export function readOpinion(value: unknown): Opinion | null {
  const parsed = submitted.safeParse(value);
  if (!parsed.success) return null;
  const { reaction, feedback } = parsed.data.actionValue;
  const reason = readReason(feedback);
  return {
    opinion: reaction === 'like' ? 'up' : 'down',
    ...(reason === undefined ? {} : { reason: reason.slice(0, 4000) }),
  };
}

/** The form arrives as JSON in a text. */
function readReason(feedback: unknown): string | undefined {
  if (typeof feedback !== 'string') return undefined;
  try {
    const read = form.safeParse(JSON.parse(feedback));
    return read.success && read.data.feedbackText.trim() !== '' ? read.data.feedbackText : undefined;
  } catch {
    return undefined;
  }
}

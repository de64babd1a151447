import type { Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import { auditAnswer } from '../operations/audit/audit-answer.ts';
import type { Answer, Turn } from '../retrieval/answer.ts';
import { askerFor } from './open-orgwise.ts';

/**
 * Asks from a terminal, and notes in the audit trail who asked and what came of it.
 *
 * @param email of whom it is asked as; the local operator where absent.
 * @throws AppError `not_allowed` for an address that the directory does not know, and what the retrieval throws.
 */
export async function askAudited(
  orgwise: Orgwise,
  question: string,
  email: string | undefined,
  context: readonly Turn[] = [],
): Promise<Answer> {
  const common = { platform: 'terminal', place: null, question } as const;
  let who = email ?? 'operator';
  try {
    const asker = await askerFor(orgwise, email);
    who = asker.employeeId ?? 'operator';
    const answer = await orgwise.answerQuestion({ question, asker, context });
    if (answer.abstained?.reason === 'too_long') {
      const { platform, place } = common;
      const refused = { what: 'refusal', allowed: false, why: 'too_long' } as const;
      orgwise.audit.record({ platform, place, who, ...refused, characters: question.length });
    } else {
      orgwise.audit.record({ ...common, who, what: 'question', allowed: true, ...auditAnswer(answer) });
    }
    return answer;
  } catch (error) {
    const isRefused = error instanceof AppError && error.code === 'not_allowed';
    orgwise.audit.record({
      ...common,
      who,
      what: isRefused ? 'refusal' : 'failure',
      allowed: !isRefused,
      why: isRefused ? 'not_in_directory' : error instanceof AppError ? error.code : 'internal',
    });
    throw error;
  }
}

import { AppError } from '../operations/app-error.ts';
import type { Answer } from '../retrieval/answer.ts';
import { askAudited } from './ask-audited.ts';
import type { CommonOptions } from './common-options.ts';
import { openOrgwise, operatorNotice, syncWhenEmpty } from './open-orgwise.ts';

export interface AskOptions extends CommonOptions {
  readonly as?: string;
  readonly json?: boolean;
  readonly explain?: boolean;
}

/** `orgwise ask "…"`: prints the answer, then its sources. */
export async function runAsk(question: string, options: AskOptions): Promise<number> {
  if (question.trim() === '')
    throw new AppError('invalid_input', 'There is no question: orgwise ask "Who leads the Platform team?"');
  const orgwise = await openOrgwise(options);
  try {
    await syncWhenEmpty(orgwise);
    if (options.as === undefined) process.stderr.write(operatorNotice);
    const answer = await askAudited(orgwise, question, options.as);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(answer, null, 2)}\n`
        : formatAnswer(answer, options.explain === true),
    );
    return 0;
  } finally {
    await orgwise.close();
  }
}

/** Sources that are named under an answer. */
const sourcesShown = 5;

/** An answer for a terminal. */
export function formatAnswer(answer: Answer, explain = false): string {
  const parts = [answer.text];
  if (answer.sources.length > 0) {
    const named = answer.sources
      .slice(0, sourcesShown)
      .map((source) => `${source.title} (${source.url ?? source.key})`);
    const rest = answer.sources.length - named.length;
    parts.push(
      `${answer.language === 'zh' ? '来源' : 'Sources'}: ${named.join('; ')}${rest > 0 ? ` +${rest}` : ''}`,
    );
  }
  const closest = answer.abstained?.closest;
  if (closest !== undefined)
    parts.push(
      `${answer.language === 'zh' ? '最接近的内容' : 'Closest'}: ${closest.title} (${closest.url ?? closest.key})`,
    );
  const synced = answer.asOf.filter((one) => one.syncedAt !== null);
  const fresh = Map.groupBy(synced, (one) => one.syncedAt?.slice(0, 16).replace('T', ' '));
  const ages = [...fresh].map(
    ([time, sources]) => `${sources.map((one) => one.source).join(', ')} ${time} UTC`,
  );
  if (ages.length > 0) parts.push(`${answer.language === 'zh' ? '数据截至' : 'As of'} ${ages.join(' · ')}`);
  if (explain) parts.push(...(answer.explanation?.sections ?? []).map((section) => section.text));
  return `${parts.join('\n\n')}\n`;
}

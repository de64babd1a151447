import type { Step } from '../../graph/graph-query.ts';
import type { Wording } from './wording.ts';

/**
 * A relationship with what is at its other end, in words: all that the step demands is said.
 *
 * @param other what is at the other end; null where anything of its label will do.
 */
export function describeStep(step: Step, other: string | null, wording: Wording): string {
  const { condition, history, plural } = wording;
  const said = [
    step.transitive === true && !saysIndirectly(step) ? condition.indirectly : null,
    step.role !== undefined && step.type !== 'LEADS'
      ? (phrase: string) => condition.inRole(phrase, step.role ?? '')
      : null,
    step.ever === true ? condition.ever : null,
    ...(['began', 'ended'] as const).map((end) => {
      const days = step[end];
      return days === undefined ? null : (phrase: string) => condition[end](phrase, history.asked(days));
    }),
  ].filter((one) => one !== null);
  const some = wording.some[`${step.type} ${step.direction}`]?.has;
  const isPlain = other === null && step.role === undefined && step.transitive !== true;
  const phrase =
    isPlain && some !== undefined ? some : relationPhrase(step, other ?? plural[step.label], wording);
  return said.reduce((words, add) => add(words), phrase);
}

/** Whether the phrase itself tells that others may stand between. */
const saysIndirectly = ({ type, direction }: Step): boolean => type === 'REPORTS_TO' && direction === 'out';

function relationPhrase(step: Step, other: string, { related, condition }: Wording): string {
  const outward = step.direction === 'out';
  switch (step.type) {
    case 'ASSIGNED_TO':
      return outward ? related.assignedTo(other) : related.assignees(other);
    case 'APPROVED':
      return outward ? related.approves(other) : related.approvedBy(other);
    case 'REPORTED':
      return outward ? related.reported(other) : related.reportedBy(other);
    case 'MEMBER_OF':
      return outward ? related.memberOf(other) : related.hasMember(other);
    case 'LEADS':
      return outward ? related.leads(other, step.role ?? null) : related.ledBy(other, step.role ?? null);
    case 'WORKS_FOR':
      return outward ? related.worksFor(other) : related.employs(other);
    case 'OWNED_BY':
    case 'IN_PROJECT':
      return outward ? related.ownedBy(other) : related.owns(other);
    case 'REPORTS_TO':
      return outward ? related.reportsTo(other, step.transitive === true) : related.manages(other);
    case 'BLOCKS':
      return outward ? related.blocks(other) : related.blockedBy(other);
    case 'PART_OF':
      return outward ? related.partOf(other) : related.hasPart(other);
    case 'AUTHORED':
      return outward ? related.authored(other) : related.authoredBy(other);
    default:
      if (step.type === 'HELD' && outward) return related.held(other);
      return condition.related[`${step.type} ${step.direction}`]?.(other) ?? other;
  }
}

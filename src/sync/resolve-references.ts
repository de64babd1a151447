import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';
import { type End, type Reference, type StatedRelationship, stateRelationship } from './graph-records.ts';
import type { ProblemList } from './problem-list.ts';
import type { ReferenceIndex } from './reference-index.ts';
import { type Found, settleSpells } from './settle-spells.ts';

/** How a relationship is called in a message about one of its ends. */
const words: Readonly<Partial<Record<RelationshipType, string>>> = {
  REPORTS_TO: 'manager',
  HELD: 'title',
  MEMBER_OF: 'membership',
  PART_OF: 'parent team',
  LEADS: 'lead',
  ASSIGNED_TO: 'assignee',
  REPORTED: 'reporter',
  APPROVED: 'approver',
  OWNED_BY: 'team',
  SUBTASK_OF: 'parent task',
  BLOCKS: 'blocking task',
  DESCRIBED_BY: 'article',
  AUTHORED: 'author',
  CHILD_OF: 'parent page',
  LINKS_TO: 'link',
};

const nouns: Readonly<Partial<Record<NodeLabel, string>>> = {
  Employee: 'person',
  Team: 'team',
  Task: 'task',
  Article: 'article',
};

/**
 * The relationships of one source, each once. One whose end is unknown or ambiguous, or that leads from a node to itself,
 * is left out and reported.
 */
export function resolveReferences(
  source: string,
  references: readonly Reference[],
  index: ReferenceIndex,
  options: {
    readonly problems: ProblemList;
    readonly today: string;
    /** The node of a person who may have several ids. */
    readonly personOf: (id: string) => string;
    /** Told of each text that names nobody. */
    readonly onUnknownPerson: (text: string, reference: Reference) => void;
  },
): StatedRelationship[] {
  const { problems, today, personOf } = options;
  const stated = new Map<string, StatedRelationship>();
  const withRole = new Set<string>();
  const reported = new Set<string>();
  const found = references.flatMap((reference): Found[] => {
    const from = resolveEnd(reference, reference.from);
    const to = resolveEnd(reference, reference.to);
    if (from === undefined || to === undefined) return [];
    const [one, other] = [personOf(from), personOf(to)];
    if (one !== other) return [{ reference, from: one, to: other, ...tellVia(from, to, one, other) }];
    if (reference.type !== 'LINKS_TO')
      report(reference, `The ${words[reference.type] ?? reference.type} leads back to the record itself`);
    return [];
  });
  const settled = settleSpells(found, today, ({ reference }) => {
    const what = words[reference.type] ?? reference.type;
    report(
      reference,
      `The history has a ${what} since ${reference.validFrom} that the present data do not have, it was left out: add the row that ends it`,
    );
  });
  for (const { reference, from, to, via } of settled) {
    const relationship = stateRelationship(
      {
        type: reference.type,
        from,
        to,
        source,
        ...(via !== undefined && { via }),
        ...(reference.role !== undefined && { properties: { role: reference.role } }),
        ...(reference.validFrom !== undefined && { validFrom: reference.validFrom }),
        ...(reference.validTo !== undefined && { validTo: reference.validTo }),
      },
      reference.isSpell,
    );
    stated.set(relationship.base, relationship);
    if (reference.role !== undefined) withRole.add(pairOf(relationship));
  }
  // Who is listed as a member twice, once with a role, is a member once.
  return [...stated.values()].filter(
    (one) => one.properties?.role !== undefined || !withRole.has(pairOf(one)),
  );

  function resolveEnd(reference: Reference, end: End): string | undefined {
    if ('id' in end) return end.id;
    const found = index.resolve(end.label, end.text, source);
    if (found !== 'unknown' && found !== 'ambiguous') return found;
    if (found === 'unknown' && end.label === 'Employee') options.onUnknownPerson(end.text, reference);
    const noun = nouns[end.label] ?? end.label;
    const fault =
      found === 'unknown'
        ? `no ${noun} is known by that key, e-mail address or name`
        : `several are called that; write the key`;
    report(reference, `The ${words[reference.type] ?? reference.type} '${end.text}' was left out: ${fault}`);
    return undefined;
  }

  function report(reference: Reference, message: string): void {
    const line = `${reference.place} ${message}`;
    if (reported.has(line)) return;
    reported.add(line);
    problems.add({ place: reference.place, message: `${message}.` });
  }
}

function tellVia(from: string, to: string, one: string, other: string): Pick<Found, 'via'> {
  if (from === one && to === other) return {};
  return { via: { ...(from !== one && { from }), ...(to !== other && { to }) } };
}

function pairOf(relationship: StatedRelationship): string {
  const { type, from, to, validFrom = '' } = relationship;
  return `${type} ${from} ${to} ${validFrom}`;
}

import type { AuditEntry, AuditRead } from '../audit.ts';

/** The parts of an answer that its audit line tells of. */
export interface AuditableAnswer {
  readonly query?:
    | { readonly find: string }
    | {
        readonly paths: {
          readonly from: { readonly label: string };
          readonly to: { readonly label: string };
        };
      };
  readonly model?: 'planned' | 'wrote' | 'planned_and_wrote';
  readonly rows?: { readonly rows: readonly { readonly ref?: { readonly id: string } }[] };
  readonly abstained?: {
    readonly reason: string;
    readonly closest?: { readonly id: string };
    readonly wouldKnow?: readonly { readonly id: string }[];
  };
  readonly candidates?: readonly { readonly id: string }[];
  readonly sources: readonly { readonly id: string }[];
}

/** Ids that one line names; of more, the number is told. */
const mostNodes = 100;

/** What an answer was made by and rests on: ids and labels, never what they say. */
export function auditAnswer(
  answer: AuditableAnswer,
): Required<Pick<AuditEntry, 'read' | 'understood' | 'abstained'>> {
  return {
    read: readTogether([answer]),
    understood: understoodBy(answer),
    abstained: answer.abstained?.reason ?? null,
  };
}

/** What several answers rest on that are shown at once; null for one that is not there. */
export function readTogether(answers: readonly (AuditableAnswer | null)[]): AuditRead {
  const given = answers.filter((one) => one !== null);
  const nodes = new Set(given.flatMap(nodesOf));
  // A citation of a query's result names no node.
  nodes.delete('');
  return {
    labels: [...new Set(given.flatMap(labelsOf))],
    nodes: [...nodes].slice(0, mostNodes),
    total: nodes.size,
  };
}

function nodesOf({ sources, rows, candidates = [], abstained }: AuditableAnswer): readonly string[] {
  return [
    ...sources.map((source) => source.id),
    ...(rows?.rows ?? []).flatMap((row) => (row.ref === undefined ? [] : [row.ref.id])),
    ...candidates.map((candidate) => candidate.id),
    ...(abstained?.closest === undefined ? [] : [abstained.closest.id]),
    ...(abstained?.wouldKnow ?? []).map((one) => one.id),
  ];
}

function labelsOf({ query }: AuditableAnswer): readonly string[] {
  if (query === undefined) return [];
  return 'find' in query ? [query.find] : [query.paths.from.label, query.paths.to.label];
}

const ofArticles: ReadonlySet<string> = new Set(['no_article', 'no_evidence']);

function understoodBy({ query, model, abstained, sources }: AuditableAnswer): 'rules' | 'model' | 'articles' {
  if (model === 'planned' || model === 'planned_and_wrote') return 'model';
  if (query !== undefined) return 'rules';
  if (abstained !== undefined) return ofArticles.has(abstained.reason) ? 'articles' : 'rules';
  return sources.length > 0 ? 'articles' : 'rules';
}

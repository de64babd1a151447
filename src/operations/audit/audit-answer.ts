import type { AuditEntry } from '../audit.ts';

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
  readonly model?: 'planned' | 'wrote';
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
  const { query } = answer;
  const nodes = new Set([
    ...answer.sources.map((source) => source.id),
    ...(answer.rows?.rows ?? []).flatMap((row) => (row.ref === undefined ? [] : [row.ref.id])),
    ...(answer.candidates ?? []).map((candidate) => candidate.id),
    ...(answer.abstained?.closest === undefined ? [] : [answer.abstained.closest.id]),
    ...(answer.abstained?.wouldKnow ?? []).map((one) => one.id),
  ]);
  // A citation of a query's result names no node.
  nodes.delete('');
  const labels =
    query === undefined
      ? []
      : 'find' in query
        ? [query.find]
        : [query.paths.from.label, query.paths.to.label];
  return {
    read: { labels, nodes: [...nodes].slice(0, mostNodes), total: nodes.size },
    understood: understoodBy(answer),
    abstained: answer.abstained?.reason ?? null,
  };
}

const ofArticles: ReadonlySet<string> = new Set(['no_article', 'no_evidence']);

function understoodBy({ query, model, abstained, sources }: AuditableAnswer): 'rules' | 'model' | 'articles' {
  if (model === 'planned') return 'model';
  if (query !== undefined) return 'rules';
  if (abstained !== undefined) return ofArticles.has(abstained.reason) ? 'articles' : 'rules';
  return sources.length > 0 ? 'articles' : 'rules';
}

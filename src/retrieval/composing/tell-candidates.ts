import type { Candidate } from '../answer.ts';
import type { NameCandidate } from '../linking/name-index.ts';
import { asCandidate } from '../linking/node-candidate.ts';
import type { AnswerContext } from './answer-context.ts';
import { nodeName } from './node-name.ts';

/** What a name may mean, each with what tells it from the others and the question asked anew with it. */
export async function tellCandidates(
  candidates: readonly NameCandidate[],
  surface: string,
  context: AnswerContext,
): Promise<Candidate[]> {
  if (candidates.length === 0) return [];
  const { wording } = context;
  const nodes = await context.graph.readNodes(
    candidates.map((one) => one.id),
    context.viewer,
  );
  const teams = await teamsOf(candidates, context);
  return nodes.map((node): Candidate => {
    const { title, status, email } = node.properties;
    const parts =
      node.label === 'Employee'
        ? [typeof title === 'string' ? title : '', teams.get(node.id) ?? '']
        : [typeof status === 'string' ? (wording.status[status] ?? status) : ''];
    const precise = node.label === 'Employee' ? String(email ?? node.key) : node.key;
    return {
      id: node.id,
      label: node.label,
      name: nodeName({ label: node.label, name: asCandidate(node).name, key: node.key }),
      detail: parts.filter((part) => part !== '').join(wording.comma),
      question: context.question.replace(surface, () => precise),
    };
  });
}

async function teamsOf(
  candidates: readonly NameCandidate[],
  context: AnswerContext,
): Promise<Map<string, string>> {
  const people = candidates.filter((one) => one.label === 'Employee').map((one) => one.id);
  if (people.length === 0) return new Map();
  const result = await context.graph.query(
    {
      find: 'Employee',
      where: { property: 'id', op: 'in', values: people },
      return: {
        kind: 'list',
        fields: [
          { related: { type: 'MEMBER_OF', direction: 'out', label: 'Team' }, property: 'name', as: 'teams' },
        ],
      },
    },
    context.viewer,
    context.today,
  );
  if (result.kind !== 'list') return new Map();
  return new Map(
    result.rows.map((row) => {
      const teams = row.values.teams;
      return [
        row.id,
        Array.isArray(teams)
          ? teams
              .map((team: unknown) =>
                typeof team === 'object' && team !== null && 'name' in team
                  ? String(team.name)
                  : String(team),
              )
              .join(context.wording.comma)
          : '',
      ];
    }),
  );
}

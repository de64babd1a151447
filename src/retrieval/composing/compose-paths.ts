import type { RelationshipType } from '../../../graph-schema/index.ts';
import type { NodeRef, Path } from '../../graph/graph-query.ts';
import type { Claim } from '../answer.ts';
import { citeNode } from './cite.ts';
import type { Wording } from './wording.ts';

/** What a relationship is called on the way from one node to the next. */
const links: Readonly<
  Record<'en' | 'zh', Partial<Record<RelationshipType, readonly [out: string, back: string]>>>
> = {
  en: {
    DESCRIBED_BY: ['is described in', 'describes'],
    ASSIGNED_TO: ['is assigned to', 'is assigned to'],
    APPROVED: ['approves', 'is approved by'],
    REPORTED: ['opened', 'was opened by'],
    AUTHORED: ['wrote', 'was written by'],
    HAS_PASSAGE: ['says', 'in'],
    MENTIONS: ['mentions', 'is mentioned in'],
    WORKS_FOR: ['works for', 'employs'],
    MEMBER_OF: ['is in', 'has as member'],
    OWNED_BY: ['is owned by', 'owns'],
    REPORTS_TO: ['reports to', 'manages'],
  },
  zh: {
    DESCRIBED_BY: ['记录于', '描述了'],
    ASSIGNED_TO: ['负责', '负责人'],
    APPROVED: ['审批', '审批人'],
    REPORTED: ['提出', '提出人'],
    AUTHORED: ['撰写', '作者'],
    HAS_PASSAGE: ['其中', '出自'],
    MENTIONS: ['提到', '被提及于'],
    WORKS_FOR: ['就职于', '雇用'],
    MEMBER_OF: ['属于', '成员'],
    OWNED_BY: ['归属', '拥有'],
    REPORTS_TO: ['汇报给', '管理'],
  },
};

const keyOf = (node: NodeRef): string => node.id.split(':').slice(2).join(':');

/** Tells each connection as a chain; passages are left out, their page speaks for them. */
export function composePaths(
  paths: readonly Path[],
  total: number,
  from: string,
  language: 'en' | 'zh',
  wording: Wording,
): { text: string; claims: Claim[] } {
  if (paths.length === 0) return { text: wording.noPath(from), claims: [] };
  const told = paths.map((path) => {
    const end = path.nodes.at(-1);
    const chain: string[] = [];
    path.nodes.forEach((node, index) => {
      if (node.label === 'Passage') return;
      const step = path.steps[index - 1];
      if (step !== undefined) {
        const words = links[language][step.type];
        const said = words?.[step.direction === 'out' ? 0 : 1] ?? step.type;
        chain.push(
          step.type === 'ASSIGNED_TO' && step.direction === 'in' && language === 'en'
            ? 'which is assigned to'
            : said,
        );
      }
      chain.push(
        node.label === 'Task'
          ? `${keyOf(node)} “${node.name}”`
          : index === 0 || index === path.nodes.length - 1
            ? node.name
            : `“${node.name}”`,
      );
    });
    return {
      end,
      text: `${end?.name ?? ''}: ${chain.join(' → ')}`,
      nodes: path.nodes.filter((node) => node.label !== 'Passage'),
    };
  });
  return {
    text: `${wording.pathsIntro(from, total)}\n${told.map((one) => `- ${one.text}`).join('\n')}`,
    claims: told.map((one) => ({
      text: one.text,
      citations: one.nodes.map((node) =>
        citeNode(node.id, { label: node.label, name: node.name, key: keyOf(node) }),
      ),
    })),
  };
}

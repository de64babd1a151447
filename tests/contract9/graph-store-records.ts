import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';
import type { ChangeBatch, NodeRecord, RelationshipRecord } from '../../src/graph/changes.ts';
import type { Viewer } from '../../src/graph/viewer.ts';

type NodeParts = Partial<Omit<NodeRecord, 'id' | 'label' | 'properties'>>;

/** A node whose hash follows from what it holds, as a sync's does. */
export function node(
  id: string,
  label: NodeLabel,
  properties: NodeRecord['properties'],
  parts: NodeParts = {},
): NodeRecord {
  const record = { source: 'hr', key: id, ...parts, id, label, properties };
  return { ...record, fingerprint: JSON.stringify(record) };
}

export function relationship(
  from: string,
  type: RelationshipType,
  to: string,
  parts: Partial<Pick<RelationshipRecord, 'id' | 'source' | 'properties' | 'period'>> = {},
): RelationshipRecord {
  const record = { id: `${from}-${type}-${to}`, source: 'hr', ...parts, type, from, to };
  return { ...record, fingerprint: JSON.stringify(record) };
}

export const today = '2025-06-15';
export const changedAt = '2025-06-15T08:00:00.000Z';

/** May read what everyone may, and nothing else. */
export const anybody: Viewer = { acls: new Set(['acl-everyone']) };
/** May also read what the board may. */
export const boardMember: Viewer = { acls: new Set(['acl-everyone', 'acl-board']) };

const open = { acl: 'acl-everyone' };
const secret = { acl: 'acl-board', source: 'tracker' };

/**
 * Ana reports to Ben, Ben to Chen. Ana has an open task and a secret one; the only way from the open task `t1` to `t3`
 * leads over the secret `t2`. One article is open, one secret; both speak of Project Aurora.
 */
export const company: ChangeBatch = {
  changedAt,
  upsertNodes: [
    node(
      'p-open',
      'Article',
      { title: 'SSO runbook', path: 'sso.md', body: 'How to restart Aurora sign-in.' },
      open,
    ),
    node(
      'p-secret',
      'Article',
      { title: 'Aurora layoffs', body: 'Aurora Aurora zeppelin', tags: ['Board'] },
      secret,
    ),
    node('p-zh', 'Article', { title: '故障检索', body: '如何重启数据库服务器' }, { ...open, source: 'wiki' }),
    node('acl-everyone', 'Acl', { clauses: '[["everyone"]]' }),
    node('acl-board', 'Acl', { clauses: '[["everyone"],["group:board"]]' }),
    node('ana', 'Employee', {
      name: 'Ana Ünal',
      title: 'Engineer',
      aliases: ['Annie'],
      email: 'ana@example.com',
    }),
    node('ben', 'Employee', {
      name: 'Ben Straße',
      title: 'Manager',
      location: 'Berlin',
      startDate: '2020-01-31',
    }),
    node('chen', 'Employee', { name: '陈晨', location: 'BERLIN', timeZone: 'Asia/Shanghai' }),
    node('sso', 'Team', { name: 'Identity', kind: 'Squad' }, { extra: { floor: '3' } }),
    node(
      't1',
      'Task',
      { title: 'Rotate keys', status: 'todo', dueDate: '2025-06-30' },
      { ...open, key: 'SSO-1' },
    ),
    node(
      't2',
      'Task',
      { title: 'Plan zeppelin layoffs', status: 'blocked', priority: 'Secret' },
      {
        ...secret,
        key: 'SSO-2',
        extra: { codename: 'Falcon' },
      },
    ),
    node(
      't3',
      'Task',
      { title: 'Write report', status: 'done', priority: 'High' },
      { ...open, key: 'SSO-3' },
    ),
    node(
      's1',
      'Passage',
      { heading: 'SSO runbook', text: 'Restart Aurora.', ordinal: 1, anchor: 'restart' },
      open,
    ),
    node('s0', 'Passage', { heading: 'SSO runbook › 😀 first', text: 'Before you start.', ordinal: 0 }, open),
    node('s2', 'Passage', { heading: 'Layoffs', text: 'zeppelin', ordinal: 2 }, secret),
    node('s3', 'Passage', { heading: 'Layoffs', text: 'open part of a secret page', ordinal: 0 }, open),
    node('source-hr', 'Source', { name: 'hr', connector: 'csv', syncedAt: changedAt }),
  ],
  upsertRelationships: [
    relationship('ana', 'REPORTS_TO', 'ben', { period: { from: null, to: null } }),
    relationship('ben', 'REPORTS_TO', 'chen', { period: { from: '2021-01-01', to: null } }),
    relationship('ana', 'MEMBER_OF', 'sso', { period: { from: '2024-01-01', to: '2025-01-01' } }),
    relationship('ana', 'ASSIGNED_TO', 't1', { period: { from: null, to: null } }),
    relationship('ana', 'ASSIGNED_TO', 't2', { period: { from: null, to: null } }),
    relationship('ben', 'ASSIGNED_TO', 't3', { period: { from: null, to: null } }),
    relationship('t1', 'BLOCKS', 't2'),
    relationship('t2', 'BLOCKS', 't3'),
    relationship('p-open', 'HAS_PASSAGE', 's0'),
    relationship('p-open', 'HAS_PASSAGE', 's1'),
    relationship('p-open', 'HAS_PASSAGE', 's2'),
    relationship('p-secret', 'HAS_PASSAGE', 's3'),
  ],
};

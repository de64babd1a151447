import type { ArticleRecord, Attachment, TaskRecord } from '../../connectors/connector.ts';
import type { NodeRecord } from '../graph/changes.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type End, type Reference, sealNode } from './graph-records.ts';
import { withIdentifier } from './moved/identifier-mark.ts';
import { recordId } from './node-ids.ts';
import { commonProperties, withoutNulls } from './record-properties.ts';
import type { SharedNodes } from './shared-nodes.ts';

/** Grows whenever passages are cut otherwise, so that unchanged articles are cut anew. */
const passageVersion = 1;

export function transformTask(
  record: TaskRecord,
  source: string,
  acl: string,
  shared: SharedNodes,
): { readonly node: NodeRecord; readonly references: readonly Reference[] } {
  const id = recordId('task', source, record.key);
  const task: End = { id };
  const { place } = record;
  const references: Reference[] = [];
  const person = (text: string): End => ({ label: 'Employee', text });
  for (const assignee of record.assignees ?? [])
    references.push({ type: 'ASSIGNED_TO', from: person(assignee), to: task, place });
  if (record.reporter !== undefined)
    references.push({ type: 'REPORTED', from: person(record.reporter), to: task, place });
  for (const approver of record.approvers ?? [])
    references.push({ type: 'APPROVED', from: person(approver), to: task, place });
  if (record.team !== undefined)
    references.push({ type: 'OWNED_BY', from: task, to: { label: 'Team', text: record.team }, place });
  if (record.project !== undefined && record.project.trim() !== '')
    references.push({
      type: 'IN_PROJECT',
      from: task,
      to: { id: shared.use('Project', record.project) },
      place,
    });
  if (record.parent !== undefined)
    references.push({ type: 'SUBTASK_OF', from: task, to: { label: 'Task', text: record.parent }, place });
  for (const blocker of record.blockedBy ?? [])
    references.push({ type: 'BLOCKS', from: { label: 'Task', text: blocker }, to: task, place });
  for (const article of record.articles ?? [])
    references.push({ type: 'DESCRIBED_BY', from: task, to: { label: 'Article', text: article }, place });
  const node = sealNode({
    id,
    label: 'Task',
    ...commonProperties(record, source),
    acl,
    properties: withoutNulls({
      title: record.title,
      description: record.description,
      status: record.status,
      sourceStatus: record.sourceStatus,
      priority: record.priority,
      createdAt: record.createdAt,
      dueDate: record.dueDate,
      completedAt: record.completedAt,
      formerKeys: record.formerKeys,
    }),
  });
  return { node: withIdentifier(node, record.identifier), references };
}

/** The article without its passages, which are cut only where it changed. */
export function transformArticle(
  record: ArticleRecord,
  source: string,
  acl: string,
  shared: SharedNodes,
): {
  readonly node: NodeRecord;
  readonly references: readonly Reference[];
  readonly attachments: readonly Attachment[];
} {
  const id = recordId('article', source, record.key);
  const article: End = { id };
  const { place } = record;
  const references: Reference[] = [];
  if (record.author !== undefined)
    references.push({
      type: 'AUTHORED',
      from: { label: 'Employee', text: record.author },
      to: article,
      place,
    });
  if (record.parent !== undefined)
    references.push({
      type: 'CHILD_OF',
      from: article,
      to: { label: 'Article', text: record.parent },
      place,
    });
  for (const link of record.links ?? [])
    references.push({ type: 'LINKS_TO', from: article, to: { label: 'Article', text: link }, place });
  for (const tag of record.tags ?? [])
    references.push({ type: 'ABOUT', from: article, to: { id: shared.use('Topic', tag) }, place });
  const unsealed = {
    id,
    label: 'Article' as const,
    ...commonProperties(record, source),
    acl,
    properties: withoutNulls({
      title: record.title,
      path: record.path,
      body: record.body,
      language: record.language,
      writtenOn: record.writtenOn,
      tags: record.tags,
    }),
  };
  const sealed = sealNode(unsealed);
  const { attachments = [] } = record;
  // Passages are cut of them as well, and only where something changed.
  const attached = attachments.length === 0 ? '' : `.${fingerprintOf(attachments)}`;
  const fingerprint = `${sealed.fingerprint}.${passageVersion}${attached}`;
  return { node: withIdentifier({ ...sealed, fingerprint }, record.identifier), references, attachments };
}

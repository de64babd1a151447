import { foldText } from '../graph/fold-text.ts';

/**
 * Nodes that several sources speak of (companies, positions, topics, projects, reading rules) belong to this source; no
 * configured source may have its name.
 */
export const sharedSource = 'shared';

/** Links found in texts belong to this source. */
export const mentionSource = 'mentions';

export type RecordKind = 'employee' | 'team' | 'task' | 'article';

/** Id of the node of a source's record. */
export function recordId(kind: RecordKind, source: string, key: string): string {
  return `${kind}:${source}:${key}`;
}

/** The record that the id of a node stands for; null for nodes that are no record of a source. */
export function nameOfRecordId(id: string): { readonly kind: RecordKind; readonly key: string } | null {
  const [, kind, key = ''] = /^(employee|team|task|article):[^:]*:(.*)$/s.exec(id) ?? [];
  return kind === undefined ? null : { kind: kind as RecordKind, key };
}

/** Id of a passage; `articleId` as `recordId` gives it. */
export function passageId(articleId: string, ordinal: number): string {
  return `${passagePrefix(articleId)}${ordinal}`;
}

/** What the ids of an article's passages begin with; the ordinal follows. */
export function passagePrefix(articleId: string): string {
  return `passage:${articleId.slice('article:'.length)}#`;
}

/** Id of the article that a passage is of. */
export function articleOfPassage(id: string): string {
  return `article:${id.slice('passage:'.length, id.lastIndexOf('#'))}`;
}

/** Id of a shared node named by people's words; `key` where names that differ mean the same, as `companyKey`. */
export function sharedId(label: 'Position' | 'Topic' | 'Project' | 'Company', key: string): string {
  return `${label.toLowerCase()}:${foldText(key)}`;
}

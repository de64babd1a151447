import type { NodeLabel } from '../../graph-schema/index.ts';
import { isHidden, readableOf } from '../graph/label-properties.ts';
import type { Viewer } from '../graph/viewer.ts';
import type { Answer } from '../retrieval/answer.ts';
import type { IncomingMessage } from './message.ts';
import { isUnknownAudience } from './unknown-members.ts';

const notes: Readonly<Record<Answer['language'], { readonly shared: string; readonly unknown: string }>> = {
  en: {
    shared: 'I used only what everybody here may see; ask me in a direct message for all that you may see.',
    unknown:
      'I could not find out who all reads here, so I used only what anybody may see; ask me in a direct message for all that you may see.',
  },
  zh: {
    shared: '这里的回答只用到所有成员都可查看的内容；如需查看您有权查看的全部内容，请私信我。',
    unknown:
      '我无法确定这里有哪些人会看到，因此只用到任何人都可查看的内容；如需查看您有权查看的全部内容，请私信我。',
  },
};

/** Whether one viewer may read something that the other may not. */
export function readsMore(one: Viewer, other: Viewer): boolean {
  if (other.acls === 'all') return false;
  if (one.acls === 'all') return true;
  const { acls } = other;
  return [...one.acls].some((id) => !acls.has(id)) || readsMoreFields(one, other);
}

/** Their own start date, say, which the others of a channel may not read. */
function readsMoreFields(one: Viewer, other: Viewer): boolean {
  const mine = Object.entries(one.ofSome ?? {}).flatMap(([label, fields]) =>
    [...fields].map(([name, ids]) => [label as NodeLabel, name, ids] as const),
  );
  const kept = Object.entries(other.hidden ?? {}).flatMap(([label, names]) =>
    [...names].map((name) => [label as NodeLabel, name] as const),
  );
  if (kept.some(([label, name]) => !isHidden(one, label, name))) return true;
  return mine.some(([label, name, ids]) => {
    const theirs = readableOf(other, label, name);
    return isHidden(other, label, name) && [...ids].some((id) => theirs?.has(id) !== true);
  });
}

/** An answer to a channel that may hold less than its asker could see says so: "0" would be read as none at all. */
export function withAudienceNote(answer: Answer, { audience }: Pick<IncomingMessage, 'audience'>): Answer {
  const note = notes[answer.language][isUnknownAudience(audience) ? 'unknown' : 'shared'];
  return { ...answer, text: `${answer.text}\n\n${note}`, notes: [...(answer.notes ?? []), note] };
}

/** Whether it says so. */
export function isNarrowed({ notes: told = [], language }: Answer): boolean {
  return Object.values(notes[language]).some((note) => told.includes(note));
}

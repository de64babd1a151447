import type { NodeLabel, RelationshipType } from '../../graph-schema/index.ts';
import type { Viewer } from '../graph/viewer.ts';

/** Who is meant beside whoever the record is of, who may always read it. */
export type FieldReader = 'self' | 'managers' | 'hr';

/**
 * Who may read a property: everyone who may ask; those whom a list names; nobody but the operator, who has the database
 * anyway; or `never`, and then no sync stores it. `managers` are all above somebody, `hr` the groups that the policy names.
 */
export type FieldReaders = 'everyone' | 'nobody' | 'never' | readonly FieldReader[];

/** Properties by label, and relationships; what is not named is everyone's. */
export type FieldPolicy = {
  readonly [label in NodeLabel]?: Readonly<Record<string, FieldReaders>> | undefined;
} & {
  readonly relations?: Readonly<Partial<Record<RelationshipType, RelationReaders>>> | undefined;
  /** Names or keys of the teams whose members are HR. */
  readonly hr?: readonly string[] | undefined;
};

export type RelationReaders = 'everyone' | 'hr' | 'nobody';

/** What of a person counts for a policy; null stands for somebody who is not known. */
export interface Standing {
  /** Node id. */
  readonly id: string;
  readonly isHr: boolean;
  /** Ids of all who report to them, directly or not. */
  readonly below: ReadonlySet<string>;
}

export type Restrictions = Pick<Viewer, 'hidden' | 'ofSome' | 'hiddenTypes'>;

/** What says the same as a property in another place, and must be hidden with it. */
const sameFact: readonly {
  readonly label: NodeLabel;
  readonly property: string;
  readonly also: Readonly<Partial<Record<NodeLabel, readonly string[]>>>;
}[] = [{ label: 'Employee', property: 'title', also: { Position: ['title', 'key'] } }];

/** Whether a policy asks who reports to whom. */
export function asksForManagers(policy: FieldPolicy): boolean {
  return Object.values(policy.Employee ?? {}).some(
    (readers) => typeof readers !== 'string' && readers.includes('managers'),
  );
}

/** What a policy keeps from somebody. */
export function restrictionsOf(policy: FieldPolicy, standing: Standing | null): Restrictions {
  const hidden = new Map<string, Set<string>>();
  const ofSome = new Map<string, Map<string, ReadonlySet<string>>>();
  const hide = (label: string, properties: readonly string[]): void => {
    hidden.set(label, new Set([...(hidden.get(label) ?? []), ...properties]));
  };
  const { relations = {}, hr: _, ...labels } = policy;
  for (const [label, fields] of Object.entries(labels)) {
    for (const [property, readers] of Object.entries(fields ?? {})) {
      const readable = readableRecords(label, readers, standing);
      if (readable === 'all') continue;
      if (readable.size === 0) hide(label, [property]);
      else ofSome.set(label, (ofSome.get(label) ?? new Map()).set(property, readable));
      for (const fact of sameFact) {
        if (fact.label !== label || fact.property !== property) continue;
        for (const [other, properties] of Object.entries(fact.also)) hide(other, properties);
      }
    }
  }
  const types = Object.entries(relations)
    .filter(([, readers]) => readers === 'nobody' || (readers === 'hr' && standing?.isHr !== true))
    .map(([type]) => type as RelationshipType);
  return {
    ...(hidden.size === 0 ? {} : { hidden: Object.fromEntries(hidden) }),
    ...(ofSome.size === 0 ? {} : { ofSome: Object.fromEntries(ofSome) }),
    ...(types.length === 0 ? {} : { hiddenTypes: new Set(types) }),
  };
}

function readableRecords(
  label: string,
  readers: FieldReaders,
  standing: Standing | null,
): 'all' | ReadonlySet<string> {
  if (readers === 'everyone') return 'all';
  if (readers === 'nobody' || readers === 'never' || standing === null) return new Set();
  if (readers.includes('hr') && standing.isHr) return 'all';
  if (label !== 'Employee') return new Set();
  return new Set([standing.id, ...(readers.includes('managers') ? standing.below : [])]);
}

/** What is kept from one of two viewers is kept from both of them together. */
export function restrictedForAny(one: Restrictions, other: Restrictions): Restrictions {
  const hidden = new Map<string, Set<string>>();
  const ofSome = new Map<string, Map<string, ReadonlySet<string>>>();
  for (const { hidden: fully = {} } of [one, other])
    for (const [label, names] of Object.entries(fully))
      hidden.set(label, new Set([...(hidden.get(label) ?? []), ...names]));
  for (const { ofSome: partly = {} } of [one, other]) {
    for (const [label, properties] of Object.entries(partly)) {
      const known = ofSome.get(label) ?? new Map<string, ReadonlySet<string>>();
      ofSome.set(label, known);
      for (const [name, ids] of properties) {
        const before = known.get(name);
        known.set(name, before === undefined ? ids : new Set([...ids].filter((id) => before.has(id))));
      }
    }
  }
  const types = new Set([...(one.hiddenTypes ?? []), ...(other.hiddenTypes ?? [])]);
  return {
    ...(hidden.size === 0 ? {} : { hidden: Object.fromEntries(hidden) }),
    ...(ofSome.size === 0 ? {} : { ofSome: Object.fromEntries(ofSome) }),
    ...(types.size === 0 ? {} : { hiddenTypes: types }),
  };
}

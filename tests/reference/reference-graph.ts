import {
  labels,
  propertyOf,
  type RelationshipDefinition,
  relationships,
  seenByOf,
} from '../../graph-schema/index.ts';
import type { NodeRecord, RelationshipRecord } from '../../src/graph/changes.ts';
import type {
  ComparedCondition,
  Condition,
  DaySpan,
  NodeRef,
  PropertyCondition,
  RelatedCondition,
  Scalar,
  Step,
  Value,
} from '../../src/graph/graph-query.ts';
import type { Viewer } from '../../src/graph/viewer.ts';
import { foldText, termsIn } from './remembered-text.ts';

/** A graph as it was handed to a store. */
export interface ReferenceGraph {
  readonly nodes: readonly NodeRecord[];
  readonly relationships: readonly RelationshipRecord[];
}

/** Compares texts by code points, as UTF-8 sorts and UTF-16 does not: there, surrogates come before U+E000. */
export function compareText(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let at = 0; at < length; at++) {
    const [mine, theirs] = [one.charCodeAt(at), other.charCodeAt(at)];
    if (mine !== theirs) return inCodePoints(mine) - inCodePoints(theirs);
  }
  return one.length - other.length;
}

function inCodePoints(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

type Links = ReadonlyMap<string, readonly RelationshipRecord[]>;

/** Finds what a whole company has of it by id, which the words of the interpreter alone would look for one by one. */
interface GraphIndex {
  readonly sorted: readonly NodeRecord[];
  readonly byId: ReadonlyMap<string, NodeRecord>;
  readonly byLabel: ReadonlyMap<string, readonly NodeRecord[]>;
  /** By type, then by the id of the end that they go out of or come into. */
  readonly out: ReadonlyMap<string, Links>;
  readonly in: ReadonlyMap<string, Links>;
}

const indexes = new WeakMap<ReferenceGraph, GraphIndex>();

function indexOf(graph: ReferenceGraph): GraphIndex {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const sorted = graph.nodes.toSorted((one, other) => compareText(one.id, other.id));
  const byType = [...Map.groupBy(graph.relationships, (one) => one.type)];
  const index: GraphIndex = {
    sorted,
    byId: new Map(sorted.map((node) => [node.id, node])),
    byLabel: Map.groupBy(sorted, (node) => node.label),
    out: new Map(byType.map(([type, links]) => [type, Map.groupBy(links, (one) => one.from)])),
    in: new Map(byType.map(([type, links]) => [type, Map.groupBy(links, (one) => one.to)])),
  };
  indexes.set(graph, index);
  return index;
}

export function compareScalars(one: Scalar, other: Scalar): number {
  return typeof one === 'string' || typeof other === 'string'
    ? compareText(String(one), String(other))
    : Number(one) - Number(other);
}

/** Nulls last, whichever the direction. */
export function compareKeys(one: Scalar | null, other: Scalar | null, descending = false): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return descending ? compareScalars(other, one) : compareScalars(one, other);
}

function isWithin(day: string | null, { from, to }: DaySpan): boolean {
  return day !== null && (from === undefined || day >= from) && (to === undefined || day < to);
}

/** The graph as one viewer sees it on one day, read the long way round. */
export class ReferenceView {
  /** Readable nodes, in the order of ids. */
  readonly nodes: readonly NodeRecord[];
  readonly #index: GraphIndex;
  readonly #viewer: Viewer;
  readonly #days: { readonly from: string; readonly to: string };
  readonly #isToday: boolean;
  /** What was told of a step or a condition of the query, which many nodes are asked about again and again. */
  readonly #reached = new Map<Step, Map<NodeRecord, readonly NodeRecord[]>>();
  readonly #met = new Map<Condition, Map<NodeRecord, boolean>>();

  /** @param days on one of which relationships must hold; both ends count. */
  constructor(
    graph: ReferenceGraph,
    viewer: Viewer,
    days: { readonly from: string; readonly to: string },
    today = days.from,
  ) {
    this.#isToday = days.from === today && days.to === today;
    this.#index = indexOf(graph);
    this.#viewer = viewer;
    this.#days = days;
    const { sorted } = this.#index;
    this.nodes = viewer.acls === 'all' ? sorted : sorted.filter((node) => this.#isReadable(node));
  }

  find(label: string, where: Condition | undefined): NodeRecord[] {
    return (this.#index.byLabel.get(label) ?? []).filter(
      (node) => this.#isReadable(node) && (where === undefined || this.meets(node, where)),
    );
  }

  #isReadable(node: NodeRecord): boolean {
    if (this.#viewer.acls === 'all') return true;
    const by = seenByOf(node.label);
    if (by !== undefined)
      return (this.#index.in.get(by.type)?.get(node.id) ?? []).some((link) => {
        const seeing = this.#index.byId.get(link.from);
        return seeing !== undefined && this.#isReadable(seeing);
      });
    if (!labels[node.label].restricted) return true;
    return node.acl !== undefined && this.#viewer.acls.has(node.acl);
  }

  /** A property as it is shown. */
  value(node: NodeRecord, name: string): Value {
    if (this.#viewer.hidden?.[node.label]?.has(name)) return null;
    if (this.#viewer.ofSome?.[node.label]?.get(name)?.has(node.id) === false) return null;
    if (name.startsWith('extra.')) return node.extra?.[name.slice('extra.'.length)] ?? null;
    if (name === 'id' || name === 'source' || name === 'key') return node[name];
    if (name === 'sourceUrl' || name === 'updatedAt') return node[name] ?? null;
    return node.properties[name] ?? null;
  }

  /** A property as it is compared and sorted by. */
  key(node: NodeRecord, name: string): Scalar | null {
    const value = this.value(node, name);
    if (typeof value === 'object') return null;
    return propertyOf(node.label, name)?.type === 'text' ? foldText(String(value)) : value;
  }

  name(node: NodeRecord): string | null {
    for (const name of ['name', 'title', 'heading']) {
      if (propertyOf(node.label, name) === undefined) continue;
      const value = this.value(node, name);
      return value === null ? null : String(value);
    }
    return null;
  }

  ref(node: NodeRecord): NodeRef {
    return { id: node.id, label: node.label, name: this.name(node) ?? '' };
  }

  holds(relationship: RelationshipRecord, step: Pick<Step, 'ever' | 'role' | 'began' | 'ended'>): boolean {
    if (this.#viewer.hiddenTypes?.has(relationship.type)) return false;
    if (step.role !== undefined) {
      const role = relationship.properties?.role;
      if (role === undefined || foldText(String(role)) !== foldText(step.role)) return false;
    }
    const definition: RelationshipDefinition = relationships[relationship.type];
    if (!definition.temporal) return true;
    const { to = null } = relationship.period ?? {};
    const from = this.begin(relationship);
    if (step.began !== undefined && !isWithin(from, step.began)) return false;
    if (step.ended !== undefined && !isWithin(to, step.ended)) return false;
    if (step.ever === true || step.began !== undefined || step.ended !== undefined) return true;
    const since = this.#isToday ? (relationship.period?.from ?? null) : from;
    return (since === null || since <= this.#days.to) && (to === null || to > this.#days.from);
  }

  /** When it began, where that is no first day which is kept from the viewer. */
  begin({ type, from: id, period }: RelationshipRecord): string | null {
    const from = period?.from ?? null;
    if (from === null || !/^(?:WORKS_FOR|HELD|MEMBER_OF|LEADS|REPORTS_TO)$/.test(type)) return from;
    const person = this.node(id);
    const firstDay = person?.properties.startDate;
    if (person === undefined || typeof firstDay !== 'string' || firstDay < from) return from;
    return this.value(person, 'startDate') === null ? null : from;
  }

  /** The different nodes one step away, in the order of ids. */
  neighbours(node: NodeRecord, step: Step): readonly NodeRecord[] {
    const linked = this.linked(node, step);
    if (linked.length < 2) return linked.map(({ other }) => other);
    return [...new Set(linked.map(({ other }) => other))].sort((one, other) => compareText(one.id, other.id));
  }

  /** Each relationship of a step with the readable node at its other end. */
  linked(
    node: NodeRecord,
    step: Step,
  ): readonly { readonly other: NodeRecord; readonly link: RelationshipRecord }[] {
    const found: { readonly other: NodeRecord; readonly link: RelationshipRecord }[] = [];
    for (const link of this.#index[step.direction].get(step.type)?.get(node.id) ?? []) {
      if (!this.holds(link, step)) continue;
      const other = this.node(step.direction === 'out' ? link.to : link.from);
      if (other?.label === step.label) found.push({ other, link });
    }
    return found;
  }

  /** A readable node. */
  node(id: string): NodeRecord | undefined {
    const node = this.#index.byId.get(id);
    return node !== undefined && this.#isReadable(node) ? node : undefined;
  }

  related(node: NodeRecord, step: Step): readonly NodeRecord[] {
    return remembered(this.#reached, step, node, () => this.#related(node, step));
  }

  #related(node: NodeRecord, step: Step): readonly NodeRecord[] {
    if (step.transitive !== true) return this.neighbours(node, step);
    const reached = new Set<NodeRecord>();
    const visit = (from: NodeRecord): void => {
      for (const next of this.neighbours(from, step)) {
        if (reached.has(next)) continue;
        reached.add(next);
        visit(next);
      }
    };
    visit(node);
    return [...reached].sort((one, other) => compareText(one.id, other.id));
  }

  relationshipsOf(node: NodeRecord): readonly RelationshipRecord[] {
    const { out, in: into } = this.#index;
    const both = new Set(
      [out, into].flatMap((types) => [...types.values()].flatMap((links) => links.get(node.id) ?? [])),
    );
    return [...both].filter((one) => this.holds(one, {}));
  }

  meets(node: NodeRecord, condition: Condition): boolean {
    if ('all' in condition) return condition.all.every((one) => this.meets(node, one));
    if ('any' in condition) return condition.any.some((one) => this.meets(node, one));
    if ('not' in condition) return !this.meets(node, condition.not);
    if ('employed' in condition) {
      const { endDate } = node.properties;
      return typeof endDate !== 'string' || endDate >= this.#days.from;
    }
    if ('compared' in condition) return this.#meetsCompared(node, condition);
    if ('related' in condition)
      return remembered(this.#met, condition, node, () => this.#meetsRelated(node, condition));
    return this.#meetsOwn(node, condition);
  }

  #meetsCompared(node: NodeRecord, { compared, op, with: other }: ComparedCondition): boolean {
    const all =
      other.related === undefined ? this.find(node.label, undefined) : this.related(node, other.related);
    const others = all.filter((one) => other.where === undefined || this.meets(one, other.where));
    if ('shared' in compared) {
      const own = new Set(this.related(node, compared.shared).map(({ id }) => id));
      return others.some((one) => this.related(one, compared.shared).some(({ id }) => own.has(id)));
    }
    const measure = (one: NodeRecord): Scalar | null =>
      'property' in compared
        ? this.key(one, compared.property)
        : this.related(one, compared.countOf).filter(
            (far) => compared.where === undefined || this.meets(far, compared.where),
          ).length;
    const mine = measure(node);
    return others.some((one) => {
      const theirs = measure(one);
      return mine !== null && theirs !== null && compares(mine, op, theirs);
    });
  }

  #meetsRelated(node: NodeRecord, { related, where, quantifier, count }: RelatedCondition): boolean {
    const all = this.related(node, related);
    const meeting = all.filter((other) => where === undefined || this.meets(other, where));
    if (count !== undefined) return compares(meeting.length, count.op, count.value);
    if (quantifier === 'none') return meeting.length === 0;
    return meeting.length > 0 && (quantifier !== 'all' || meeting.length === all.length);
  }

  #meetsOwn(node: NodeRecord, condition: PropertyCondition): boolean {
    const value = this.value(node, condition.property);
    if (value === null) return false;
    const isText = propertyOf(node.label, condition.property)?.type === 'text';
    const fold = (scalar: Scalar): Scalar => (isText ? foldText(String(scalar)) : scalar);
    switch (condition.op) {
      case 'exists':
        return true;
      case 'has':
        return typeof value === 'object' && value.some((one) => foldText(one) === foldText(condition.value));
      case 'words': {
        // An index tells of all nodes, so that it is not asked of a property that is hidden of some.
        if (this.#viewer.ofSome?.[node.label]?.has(condition.property)) return false;
        const terms = termsIn(String(value));
        for (const term of termsIn(condition.value)) if (!terms.has(term)) return false;
        return true;
      }
      default:
    }
    if (typeof value === 'object') return false;
    switch (condition.op) {
      case 'yearly': {
        const day = String(value).slice('YYYY-'.length, 'YYYY-MM-DD'.length);
        const { from, to } = condition;
        return from <= to ? day >= from && day <= to : day >= from || day <= to;
      }
      case 'in':
        return condition.values.some((one) => fold(one) === fold(value));
      case 'contains':
        return foldText(String(value)).includes(foldText(condition.value));
      case 'startsWith':
        return foldText(String(value)).startsWith(foldText(condition.value));
      default: {
        if ('value' in condition) return compares(fold(value), condition.op, fold(condition.value));
        const other = this.value(node, condition.otherProperty);
        if (other === null || typeof other === 'object') return false;
        return compares(fold(value), condition.op, fold(other));
      }
    }
  }
}

function remembered<Asked, Result>(
  known: Map<Asked, Map<NodeRecord, Result>>,
  asked: Asked,
  node: NodeRecord,
  work: () => Result,
): Result {
  const ofAsked = known.get(asked) ?? new Map<NodeRecord, Result>();
  known.set(asked, ofAsked);
  const before = ofAsked.get(node);
  if (before !== undefined) return before;
  const result = work();
  ofAsked.set(node, result);
  return result;
}

function compares(one: Scalar, op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte', other: Scalar): boolean {
  const order = compareScalars(one, other);
  if (op === 'eq') return order === 0;
  if (op === 'lt') return order < 0;
  if (op === 'lte') return order <= 0;
  return op === 'gt' ? order > 0 : order >= 0;
}

import { labels, propertyOf, type RelationshipDefinition, relationships } from '../../graph-schema/index.ts';
import { analyzeText } from '../../src/graph/analyze-text.ts';
import type { NodeRecord, RelationshipRecord } from '../../src/graph/changes.ts';
import { foldText } from '../../src/graph/fold-text.ts';
import type {
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

/** A graph as it was handed to a store. */
export interface ReferenceGraph {
  readonly nodes: readonly NodeRecord[];
  readonly relationships: readonly RelationshipRecord[];
}

/** Compares texts by code points, as UTF-8 sorts and UTF-16 does not. */
export function compareText(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
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
  readonly #graph: ReferenceGraph;
  readonly #viewer: Viewer;
  readonly #days: { readonly from: string; readonly to: string };

  /** @param days on one of which relationships must hold; both ends count. */
  constructor(graph: ReferenceGraph, viewer: Viewer, days: { readonly from: string; readonly to: string }) {
    this.#graph = graph;
    this.#viewer = viewer;
    this.#days = days;
    this.nodes = graph.nodes
      .filter((node) => this.#isReadable(node))
      .sort((one, other) => compareText(one.id, other.id));
  }

  find(label: string, where: Condition | undefined): NodeRecord[] {
    return this.nodes.filter(
      (node) => node.label === label && (where === undefined || this.meets(node, where)),
    );
  }

  #isReadable(node: NodeRecord): boolean {
    if (!labels[node.label].restricted || this.#viewer.acls === 'all') return true;
    return node.acl !== undefined && this.#viewer.acls.has(node.acl);
  }

  /** A property as it is shown. */
  value(node: NodeRecord, name: string): Value {
    if (this.#viewer.hidden?.[node.label]?.has(name)) return null;
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
    if (step.role !== undefined) {
      const role = relationship.properties?.role;
      if (role === undefined || foldText(String(role)) !== foldText(step.role)) return false;
    }
    const definition: RelationshipDefinition = relationships[relationship.type];
    if (!definition.temporal) return true;
    const { from = null, to = null } = relationship.period ?? {};
    if (step.began !== undefined && !isWithin(from, step.began)) return false;
    if (step.ended !== undefined && !isWithin(to, step.ended)) return false;
    if (step.ever === true || step.began !== undefined || step.ended !== undefined) return true;
    return (from === null || from <= this.#days.to) && (to === null || to > this.#days.from);
  }

  /** The different nodes one step away. */
  neighbours(node: NodeRecord, step: Step): NodeRecord[] {
    const ids = this.#graph.relationships
      .filter((one) => one.type === step.type && this.holds(one, step))
      .filter((one) => (step.direction === 'out' ? one.from : one.to) === node.id)
      .map((one) => (step.direction === 'out' ? one.to : one.from));
    return this.nodes.filter((other) => other.label === step.label && ids.includes(other.id));
  }

  /** Each relationship of a step with the node at its other end. */
  linked(node: NodeRecord, step: Step): { readonly other: NodeRecord; readonly link: RelationshipRecord }[] {
    return this.#graph.relationships
      .filter((one) => one.type === step.type && this.holds(one, step))
      .filter((one) => (step.direction === 'out' ? one.from : one.to) === node.id)
      .flatMap((link) =>
        this.nodes
          .filter(
            (other) =>
              other.label === step.label && other.id === (step.direction === 'out' ? link.to : link.from),
          )
          .map((other) => ({ other, link })),
      );
  }

  related(node: NodeRecord, step: Step): NodeRecord[] {
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
    return this.#graph.relationships.filter(
      (one) => (one.from === node.id || one.to === node.id) && this.holds(one, {}),
    );
  }

  meets(node: NodeRecord, condition: Condition): boolean {
    if ('all' in condition) return condition.all.every((one) => this.meets(node, one));
    if ('any' in condition) return condition.any.some((one) => this.meets(node, one));
    if ('not' in condition) return !this.meets(node, condition.not);
    return 'related' in condition ? this.#meetsRelated(node, condition) : this.#meetsOwn(node, condition);
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
        const terms = analyzeText(String(value));
        return analyzeText(condition.value).every((term) => terms.includes(term));
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

function compares(one: Scalar, op: 'eq' | 'lt' | 'lte' | 'gt' | 'gte', other: Scalar): boolean {
  const order = compareScalars(one, other);
  if (op === 'eq') return order === 0;
  if (op === 'lt') return order < 0;
  if (op === 'lte') return order <= 0;
  return op === 'gt' ? order > 0 : order >= 0;
}

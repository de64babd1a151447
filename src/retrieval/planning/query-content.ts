import type { NodeLabel } from '../../../graph-schema/index.ts';
import type {
  ComparedCondition,
  Condition,
  DaySpan,
  Field,
  GraphQuery,
  GroupKey,
  Step,
} from '../../graph/graph-query.ts';

/** What a query says, as far as a word of a question may ask for it. */
export interface Content {
  readonly labels: Set<string>;
  readonly types: Set<string>;
  readonly properties: Set<string>;
  /** Those of them that something is said of, and that are not only given. */
  readonly conditioned: Set<string>;
  /** Values, bounds, limits and counts, as text. */
  readonly values: Set<string>;
  /** How many conditions there are, groups of them included. */
  conditions: number;
  denies: boolean;
  /** How many denials stand within each other at most; that of a single node, "other than Ana", is none. */
  denialDepth: number;
  counts: boolean;
  /** What is counted in conditions, "more than 2 tasks". */
  countedLabels: Set<NodeLabel>;
  transitive: boolean;
  comparesProperties: boolean;
  /** Whether a node is compared with another of its kind. */
  comparesNodes: boolean;
  /** Whether relationships are meant that held before, or that began or ended then. */
  ofThePast: boolean;
  /** Whether days of any year are meant. */
  yearly: boolean;
  /** Whether one of several will do. */
  alternatives: boolean;
}

/** Reads a query for what it says; how its parts hang together is no matter. */
export function readContent(query: GraphQuery): Content {
  const content: Content = {
    labels: new Set(),
    types: new Set(),
    properties: new Set(),
    conditioned: new Set(),
    values: new Set(),
    conditions: 0,
    denies: false,
    denialDepth: 0,
    counts: false,
    countedLabels: new Set(),
    transitive: false,
    comparesProperties: false,
    comparesNodes: false,
    ofThePast: false,
    yearly: false,
    alternatives: false,
  };
  if ('paths' in query) {
    for (const end of [query.paths.from, query.paths.to]) {
      content.labels.add(end.label);
      readCondition(end.where, content);
    }
    for (const type of query.paths.via ?? []) content.types.add(type);
    return content;
  }
  content.labels.add(query.find);
  readCondition(query.where, content);
  readDaySpan({ from: query.at ?? '', ...query.during }, content);
  const returns = query.return;
  if (returns.kind === 'list') {
    for (const field of returns.fields ?? []) readField(field, content);
    for (const order of returns.orderBy ?? []) content.properties.add(order.by);
    content.values.add(String(returns.limit ?? ''));
  }
  if (returns.kind === 'groups') {
    for (const key of returns.by) readKey(key, content);
    for (const measure of returns.measures) if ('days' in measure) readDays(measure.days, content);
    content.values.add(String(returns.limit ?? ''));
  }
  return content;
}

function readKey(key: GroupKey, content: Content): void {
  if ('property' in key) {
    content.properties.add(key.property);
    return;
  }
  readStep(key.related, content);
  readCondition(key.where, content);
}

function readField(field: Field, content: Content): void {
  if ('days' in field) {
    readDays(field.days, content);
    return;
  }
  if ('countOf' in field) {
    readStep(field.countOf, content);
    readCondition(field.where, content);
    return;
  }
  if ('related' in field) {
    readStep(field.related, content);
    readCondition(field.where, content);
    return;
  }
  content.properties.add(field.property);
}

function readDaySpan({ from, to }: DaySpan, content: Content): void {
  for (const day of [from, to]) if (day !== undefined) content.values.add(day);
}

function readDays({ from, to }: { from: string; to?: string }, content: Content): void {
  content.properties.add(from);
  if (to !== undefined) content.properties.add(to);
}

function readStep(step: Step, content: Content): void {
  content.types.add(step.type);
  content.labels.add(step.label);
  if (step.transitive === true) content.transitive = true;
  if (step.ever === true || step.began !== undefined || step.ended !== undefined) content.ofThePast = true;
  for (const span of [step.began, step.ended]) if (span !== undefined) readDaySpan(span, content);
}

/** @param depth how many denials it stands within. */
function readCondition(condition: Condition | undefined, content: Content, depth = 0): void {
  if (condition === undefined) return;
  content.conditions++;
  if ('all' in condition) for (const one of condition.all) readCondition(one, content, depth);
  else if ('any' in condition) {
    content.alternatives = true;
    for (const one of condition.any) readCondition(one, content, depth);
  } else if ('not' in condition) {
    content.denies = true;
    const denied = isOneNode(condition.not) ? depth : depth + 1;
    content.denialDepth = Math.max(content.denialDepth, denied);
    readCondition(condition.not, content, denied);
  } else if ('related' in condition) {
    readStep(condition.related, content);
    if (condition.quantifier === 'none') content.denies = true;
    if (condition.count !== undefined) {
      content.counts = true;
      content.countedLabels.add(condition.related.label);
      content.values.add(String(condition.count.value));
    }
    readCondition(condition.where, content, depth);
  } else if ('compared' in condition) {
    readCompared(condition, content, depth);
  } else if (!('employed' in condition)) {
    content.properties.add(condition.property);
    content.conditioned.add(condition.property);
    if (condition.op === 'words') content.types.add('words');
    if (condition.op === 'yearly') content.yearly = true;
    if ('otherProperty' in condition) {
      content.comparesProperties = true;
      content.properties.add(condition.otherProperty);
    }
    if ('value' in condition) content.values.add(String(condition.value));
    if ('values' in condition && condition.values.length > 1) content.alternatives = true;
    if ('values' in condition) for (const value of condition.values) content.values.add(String(value));
  }
}

function readCompared({ compared, with: other }: ComparedCondition, content: Content, depth: number): void {
  content.comparesNodes = true;
  if (other.related !== undefined) readStep(other.related, content);
  readCondition(other.where, content, depth);
  if ('property' in compared) content.properties.add(compared.property);
  else if ('shared' in compared) readStep(compared.shared, content);
  else {
    readStep(compared.countOf, content);
    content.countedLabels.add(compared.countOf.label);
    readCondition(compared.where, content, depth);
  }
}

/** "Other than Ana" */
const isOneNode = (condition: Condition): boolean => 'property' in condition && condition.property === 'id';

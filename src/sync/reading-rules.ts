import type { ReadingRule } from '../../connectors/connector.ts';
import type { NodeRecord } from '../graph/changes.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sharedSource } from './node-ids.ts';

const everyone: ReadingRule = [['everyone']];

/**
 * The shortest rule that means the same, in one order, so that equal rules share an `Acl` node: clauses that everyone
 * meets go, and so do those that another clause implies.
 */
export function normalizeRule(rule: ReadingRule): ReadingRule {
  const clauses = rule
    .filter((clause) => !clause.includes('everyone'))
    .map((clause) => [...new Set(clause)].sort());
  const needed = clauses.filter(
    (clause, index) =>
      !clauses.some(
        (other, place) =>
          place !== index &&
          other.every((reader) => clause.includes(reader)) &&
          (other.length < clause.length || place < index),
      ),
  );
  if (needed.length === 0) return everyone;
  return needed.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

/** Whether a normalised rule lets everyone read. */
export function isOpen(rule: ReadingRule): boolean {
  return rule.length === 1 && rule[0]?.length === 1 && rule[0][0] === 'everyone';
}

/** The node of a normalised rule; its id is a hash of its clauses. */
export function buildAcl(rule: ReadingRule): NodeRecord {
  const hash = fingerprintOf(rule);
  return {
    id: `acl:${hash}`,
    label: 'Acl',
    source: sharedSource,
    key: hash,
    properties: { clauses: JSON.stringify(rule) },
    fingerprint: hash,
  };
}

/** Id of the rule that lets everyone read. */
export const openAclId = buildAcl(everyone).id;

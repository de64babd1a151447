import type { QueryResult, Row } from '../../graph/graph-query.ts';
import type { AnswerTable, Claim } from '../answer.ts';
import type { QueryPlan } from '../planning/planner.ts';
import {
  composeDeadline,
  composeDuration,
  composeEmployment,
  composeNamedFacts,
  composeProfile,
  composeProperty,
} from './compose-facts.ts';
import { composeComparison, composeCounts, composeMean, composeMeasures } from './compose-figures.ts';
import { composeGroups } from './compose-groups.ts';
import { composeFirst, composeList } from './compose-list.ts';
import { composeOrder, composeSame } from './compose-pairs.ts';
import { composeEvery, composeShare, composeShares, composeTwoCounts } from './compose-parts.ts';
import { describeDated, describeGroups, describeOne, describeStatement } from './describe-query.ts';
import { nodeName } from './node-name.ts';
import { refOf } from './row-values.ts';
import type { Wording } from './wording.ts';

/** What a structured answer says; `missing` names the property that the data lack, when that is why. */
export interface Composed {
  readonly text: string;
  readonly claims: readonly Claim[];
  readonly rows?: AnswerTable;
  readonly total?: number;
  readonly missing?: string;
  /** Whether the data do not say what was asked to be so. */
  readonly isDenied?: boolean;
  /** Whether it only says what is not known. */
  readonly unknown?: boolean;
}

export interface RowOptions {
  readonly wording: Wording;
  readonly today: string;
  /** How many there are of what the answer is a part of. */
  readonly whole?: number;
  /** Lines of tasks and articles that are written out; names in a row are short and all given. */
  readonly lines: number;
  /** Rows on the pages before this one. */
  readonly before?: number;
}

/** Writes the result of a typed query: rows and figures come from the engine, words from the wording. */
export function composeRows(plan: QueryPlan, result: QueryResult, options: RowOptions): Composed {
  const { wording } = options;
  const { query, shape, named } = plan;
  if (!('find' in query)) return { text: '', claims: [] };
  const between = shape.kind === 'list' || shape.kind === 'count' ? shape.between : undefined;
  const phrase = (total?: number): string =>
    between === undefined
      ? describeDated(query, named, wording, total)
      : wording.peopleBetween(total, ...between);
  switch (result.kind) {
    case 'count': {
      if (shape.kind === 'twoCounts') return composeTwoCounts(plan, shape, result.total, options);
      if (shape.kind === 'share') return composeShare(plan, shape, result.total, options);
      const text = wording.count(result.total, phrase(result.total), wording.plural[query.find]);
      return { text, claims: [{ text, citations: [] }], total: result.total };
    }
    case 'exists': {
      const statement = describeStatement(query, named, wording);
      const text = result.exists ? wording.yes(statement) : wording.no(statement);
      return { text, claims: [{ text, citations: [] }], isDenied: !result.exists };
    }
    case 'groups':
      if (shape.kind === 'comparison') return composeComparison(plan, result, shape, options);
      if (shape.kind === 'mean') return composeMean(result, plan, shape, options);
      return shape.kind === 'measure'
        ? composeMeasures(result, shape, phrase, options)
        : composeGroups(
            result.rows,
            result.total,
            (count) => {
              const among = describeGroups(query, named, wording);
              return among === null
                ? phrase(count)
                : `${phrase(count)}${wording.comma}${wording.among(among)}`;
            },
            {
              ...(shape.kind === 'groups' ? shape : { ranked: false }),
              by: query.return.kind === 'groups' ? query.return.by : [],
            },
            options,
          );
    case 'list':
      break;
    default:
      return { text: '', claims: [] };
  }
  const { rows, total } = result;
  if (shape.kind === 'every') return composeEvery(plan, shape, rows, total, options);
  if (rows.length === 0) {
    const text =
      shape.kind === 'exists'
        ? wording.notExisting(phrase())
        : shape.kind === 'knowers'
          ? wording.noKnowers(shape.about)
          : wording.noneOf(phrase());
    return { text, claims: [], total: 0 };
  }
  switch (shape.kind) {
    case 'property':
      return composeProperty(rows, shape, options);
    case 'duration':
      return composeDuration(rows, shape.from, options);
    case 'facts':
      return composeNamedFacts(rows, shape.facts, options);
    case 'deadline':
      return composeDeadline(rows, options);
    case 'employment':
      return composeEmployment(rows, shape.asksIfLeft === true, options);
    case 'counts':
      return composeCounts(rows, total, plan, shape.counted, options);
    case 'shares':
      return composeShares(plan, shape, rows, options);
    case 'comparison':
      return composeComparison(plan, result, shape, options);
    case 'same':
      return composeSame(rows, shape, options);
    case 'order':
      return composeOrder(rows, shape, options);
    case 'profile':
      return composeProfile(rows, options);
    case 'first':
      return composeFirst(rows, shape.property, options);
    case 'exists': {
      const told = composeList(rows, total, wording.listOf(total, phrase(total)), options);
      return { ...told, text: wording.existing(told.text) };
    }
    case 'knowers':
      return composeList(rows.map(withoutCounts), total, wording.knowers(total, shape.about), options, true);
    default: {
      const isDetailed = shape.kind === 'list' && shape.isDetailed === true;
      const list = composeList(rows, total, wording.listOf(total, phrase(total)), options, isDetailed);
      const [row] = rows;
      const [claim] = list.claims;
      if (total !== 1 || row === undefined || claim?.text !== nodeName(refOf(row))) return list;
      // One person of whom nothing but the name is told makes a sentence.
      const said = describeOne(query, named, wording, claim.text);
      return said === null ? list : { ...list, text: wording.sentence(said) };
    }
  }
}

/** The figures that people were ranked by say nothing beside the tasks and pages themselves. */
function withoutCounts(row: Row): Row {
  const { titleCount: _, pageCount: __, doneCount: ___, taskCount: ____, mentions, ...values } = row.values;
  return {
    ...row,
    values: mentions === 0 ? values : { ...values, ...(mentions === undefined ? {} : { mentions }) },
  };
}

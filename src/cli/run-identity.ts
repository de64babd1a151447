import { type Command, Option } from 'commander';
import type { Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import { findClaim } from '../sync/identity/find-claim.ts';
import {
  decide,
  type IdentityDecision,
  readDecisions,
  undoDecision,
} from '../sync/identity/identity-decisions.ts';
import { forgetProposal, readProposal, readProposals } from '../sync/identity/identity-proposals.ts';
import { readSuccessions } from '../sync/identity/successions.ts';
import type { CommonOptions } from './common-options.ts';
import { formatDecision, formatProposal, formatSuccession } from './format-identity.ts';
import { noteAct } from './note-act.ts';
import { askerFor, openOrgwise } from './open-orgwise.ts';

interface DecisionOptions extends CommonOptions {
  readonly why?: string;
  readonly as?: string;
}

type Decided = Pick<IdentityDecision, 'act' | 'one' | 'other' | 'isSame' | 'names'>;

/** `orgwise identity`: who may be whom, and what somebody says of it. What is decided holds from the next sync on. */
export function addIdentityCommands(
  identity: Command,
  common: (command: Command) => Command,
  finish: (code: number) => void,
): void {
  const deciding = (name: string): Command =>
    common(identity.command(name))
      .addOption(new Option('--why <text>', 'the reason, for the audit trail'))
      .addOption(new Option('--as <email>', 'who decides, where it is not the operator'));
  common(identity.command('list'))
    .description('who may be whom, and what was decided')
    .option('--json', 'print it as JSON')
    .action(async (options) => finish(await runList(options)));
  deciding('accept')
    .description('the two of a proposal are one person')
    .argument('<proposal>', 'its id')
    .action(async (id: string, options) =>
      finish(await runDecision(options, (orgwise) => settle(orgwise, id, true))),
    );
  deciding('reject')
    .description('the two of a proposal are not one person')
    .argument('<proposal>', 'its id')
    .action(async (id: string, options) =>
      finish(await runDecision(options, (orgwise) => settle(orgwise, id, false))),
    );
  deciding('merge')
    .description('two records or accounts are one person')
    .argument('<one>', 'as SOURCE:KEY')
    .argument('<other>', 'as SOURCE:KEY')
    .action(async (one: string, other: string, options) =>
      finish(await runDecision(options, (orgwise) => join(orgwise, one, other))),
    );
  deciding('split')
    .description('a record or account is not the person that it is taken for')
    .argument('<one>', 'as SOURCE:KEY')
    .argument('[other]', 'as SOURCE:KEY; the person that it is taken for where absent')
    .action(async (one: string, other: string | undefined, options) =>
      finish(await runDecision(options, (orgwise) => split(orgwise, one, other))),
    );
  deciding('undo')
    .description('take a decision back')
    .argument('[number]', 'of the decision; the last one where absent')
    .action(async (number: string | undefined, options) => finish(await runUndo(number, options)));
}

async function runList(options: CommonOptions & { readonly json?: boolean }): Promise<number> {
  const orgwise = await openOrgwise(options);
  try {
    noteAct(orgwise.audit, 'identity_list');
    const proposals = await readProposals(orgwise.state);
    const decisions = await readDecisions(orgwise.state);
    const successions = await readSuccessions(orgwise.state);
    if (options.json === true)
      process.stdout.write(`${JSON.stringify({ proposals, decisions, successions })}\n`);
    else {
      const none = proposals.length === 0 ? 'Nobody waits to be told apart.\n' : '';
      process.stdout.write(
        none +
          [
            ...proposals.map(formatProposal),
            ...decisions.map(formatDecision),
            ...successions.map(formatSuccession),
          ].join(''),
      );
    }
    return 0;
  } finally {
    await orgwise.close();
  }
}

async function runDecision(
  options: DecisionOptions,
  choose: (orgwise: Orgwise) => Promise<Decided & { readonly proposal?: string }>,
): Promise<number> {
  const orgwise = await openOrgwise(options);
  try {
    const by = (await askerFor(orgwise, options.as)).employeeId ?? 'operator';
    const { proposal, ...decided } = await choose(orgwise);
    const noted = { ...decided, by, at: new Date().toISOString(), why: options.why ?? '' };
    const decision = await decide(orgwise.state, noted);
    if (proposal !== undefined) await forgetProposal(orgwise.state, proposal);
    audit(orgwise, decision.act, decision, by, options.why);
    process.stdout.write(`${formatDecision(decision)}It holds from the next sync on.\n`);
    return 0;
  } finally {
    await orgwise.close();
  }
}

async function settle(
  orgwise: Orgwise,
  id: string,
  isSame: boolean,
): Promise<Decided & { readonly proposal: string }> {
  const { one, other, names } = await readProposal(orgwise.state, id);
  return { act: isSame ? 'accept' : 'reject', one, other, names, isSame, proposal: id };
}

async function claimFinder({ graph, state, connectors }: Orgwise) {
  const sources = connectors.map(({ source }) => source);
  const gone = await readSuccessions(state);
  return (text: string) => findClaim(graph, text, sources, gone);
}

async function join(orgwise: Orgwise, one: string, other: string): Promise<Decided> {
  const find = await claimFinder(orgwise);
  const [first, second] = [await find(one), await find(other)];
  if (first.person === null && second.person === null)
    throw new AppError(
      'invalid_input',
      `Neither '${one}' nor '${other}' is a person that the graph has; one of them must be.`,
    );
  if (first.id === second.id) throw new AppError('invalid_input', `'${one}' and '${other}' are one record.`);
  return { act: 'merge', one: first.id, other: second.id, names: [first.name, second.name], isSame: true };
}

async function split(orgwise: Orgwise, one: string, other: string | undefined): Promise<Decided> {
  const find = await claimFinder(orgwise);
  const first = await find(one);
  const person = first.person?.slice('employee:'.length);
  if (other === undefined && (first.person === null || first.person === first.id))
    throw new AppError('invalid_input', `'${one}' is taken for nobody else; name the other one as well.`);
  const second = await find(other ?? person ?? '');
  return { act: 'split', one: first.id, other: second.id, names: [first.name, second.name], isSame: false };
}

async function runUndo(text: string | undefined, options: DecisionOptions): Promise<number> {
  const number = text === undefined ? undefined : Number(text);
  if (number !== undefined && !Number.isSafeInteger(number))
    throw new AppError('invalid_input', `The number of a decision is ${text}; a whole number is needed.`);
  const orgwise = await openOrgwise(options);
  try {
    const by = (await askerFor(orgwise, options.as)).employeeId ?? 'operator';
    const undone = { by, at: new Date().toISOString(), why: options.why ?? '' };
    const decision = await undoDecision(orgwise.state, number, undone);
    audit(orgwise, 'undo', decision, by, options.why);
    process.stdout.write(`${formatDecision(decision)}It holds from the next sync on.\n`);
    return 0;
  } finally {
    await orgwise.close();
  }
}

function audit(
  orgwise: Orgwise,
  act: string,
  { one, other }: IdentityDecision,
  who: string,
  reason = '',
): void {
  noteAct(orgwise.audit, `identity_${act}`, {
    who,
    about: [one, other],
    ...(reason !== '' && { reason }),
  });
}

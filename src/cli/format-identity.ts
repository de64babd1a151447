import type { IdentityDecision } from '../sync/identity/identity-decisions.ts';
import { readClaimId } from '../sync/identity/person-claim.ts';
import type { Evidence, IdentityProposal } from '../sync/identity/propose-matches.ts';
import type { Succession } from '../sync/identity/successions.ts';

const kinds: Readonly<Record<Evidence['kind'], string>> = {
  name: 'name',
  login: 'login',
  team: 'team',
  location: 'location',
};

/** `SOURCE:KEY`, as the commands take it. */
function tellClaim(id: string): string {
  const { source, key } = readClaimId(id) ?? { source: id, key: '' };
  return `${source}:${key}`;
}

/** Who may be whom, and what speaks for it. */
export function formatProposal({ id, one, other, names, evidence, place }: IdentityProposal): string {
  const reasons = evidence.map(({ kind, text }) => `${kinds[kind]} ${text}`).join('; ');
  return `${id}  ${names[0]} (${tellClaim(one)}) may be ${names[1]} (${tellClaim(other)})\n  ${reasons}\n  ${place}\n`;
}

/** What was decided, by whom, when and why. */
export function formatDecision({
  number,
  one,
  other,
  names,
  isSame,
  by,
  at,
  why,
  undone,
}: IdentityDecision): string {
  const verb = isSame ? 'is' : 'is not';
  const said = `${names[0]} (${tellClaim(one)}) ${verb} ${names[1]} (${tellClaim(other)})`;
  const back = undone === undefined ? '' : `; taken back ${tellBy(undone)}`;
  return `${number}. ${said}, ${tellBy({ by, at, why })}${back}\n`;
}

/** Whose record is gone, and with which one their history goes on. */
export function formatSuccession({ claim, heir, on }: Succession): string {
  return `${tellClaim(claim)} is gone since ${on}; its person goes on as ${tellClaim(heir)}.\n`;
}

function tellBy({ by, at, why }: { readonly by: string; readonly at: string; readonly why: string }): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC by ${by}${why === '' ? '' : ` (${why})`}`;
}

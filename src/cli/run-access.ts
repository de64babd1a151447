import { type AccessDescription, describeAccess } from '../access/describe-access.ts';
import { readErasedPeople } from '../access/erased-people.ts';
import type { NameRecord } from '../graph/graph-store.ts';
import type { Orgwise } from '../main.ts';
import { AppError } from '../operations/app-error.ts';
import type { ScrubOutcome } from '../operations/scrub-database.ts';
import { readBeside } from '../sync/identity/read-beside.ts';
import { readSuccessions } from '../sync/identity/successions.ts';
import type { CommonOptions } from './common-options.ts';
import { findRecordedPerson } from './find-recorded-person.ts';
import { noteAct } from './note-act.ts';
import { openOrgwise } from './open-orgwise.ts';

export interface AccessOptions extends CommonOptions {
  /** Whether the act is meant, and not only looked at. */
  readonly yes?: boolean;
  readonly json?: boolean;
}

type Act = 'access_revoke' | 'access_restore' | 'access_erase' | 'access_show';

/** `orgwise access revoke PERSON`: they may ask nothing more from now on, on any platform. */
export async function runAccessRevoke(text: string, options: AccessOptions): Promise<number> {
  return await onPerson(text, 'access_revoke', options, async (orgwise, person) => {
    const confirm = `${told(person)} will be refused from now on, in every chat; what was kept of their conversations and buttons goes.`;
    if (!isMeant(options, confirm)) return 2;
    const { claims, addresses } = await readBeside(orgwise.graph, person.id);
    const former = (await readSuccessions(orgwise.state))
      .filter(({ heir }) => heir === person.id || claims.includes(heir))
      .map(({ claim }) => claim);
    const beside = { ids: [...claims, ...former], addresses };
    const isNew = await orgwise.revocations.revoke({ ...person, beside });
    const texts = [person.id, ...(person.email === null ? [] : [person.email]), ...beside.ids, ...addresses];
    // What sources told of them goes with a sync; only what was kept of their talk ends at once.
    await orgwise.state.forgetMentions(texts, ['scim ', 'identity ', 'deleted ']);
    print(isNew ? `${told(person)} has no access any more.` : `${told(person)} had no access already.`);
    return 0;
  });
}

/** `orgwise access restore PERSON`: takes a revocation back. */
export async function runAccessRestore(text: string, options: AccessOptions): Promise<number> {
  return await onPerson(text, 'access_restore', options, async (orgwise, person) => {
    if (!isMeant(options, `${told(person)} will be answered again, as the directory allows.`)) return 2;
    const hadLeft = await orgwise.departures.restore(person);
    const wasRevoked = (await orgwise.revocations.restore(person)) || hadLeft;
    print(wasRevoked ? `The access of ${told(person)} is restored.` : `${told(person)} was not revoked.`);
    return 0;
  });
}

/** `orgwise access erase PERSON`: removes their personal data for good. */
export async function runAccessErase(text: string, options: AccessOptions): Promise<number> {
  return await onPerson(text, 'access_erase', options, async (orgwise, person) => {
    const confirm = `The personal data of ${told(person)} will be removed for good, and no sync will bring them back; counts stay, under a pseudonym.`;
    if (!isMeant(options, confirm)) return 2;
    const { id, kept, forgotten, named } = await orgwise.erase(person);
    print(
      `Erased. ${kept} relationships are counted under ${id}; ${forgotten} records and conversations are forgotten.`,
    );
    print(scrubbed[await orgwise.scrub()]);
    if (named.length > 0)
      print(
        `These texts and fields name them still, and their sources have to change that: ${named.slice(0, 20).join(', ')}${named.length > 20 ? ` and ${named.length - 20} more` : ''}.`,
      );
    return 0;
  });
}

/** What became of the traces in the files of the databases. */
const scrubbed: Readonly<Record<ScrubOutcome, string>> = {
  done: 'Nothing of what was removed stands in the database files any more.',
  busy: 'Another process was at the database, so that its files may still hold traces in free pages: run the command again.',
  left: 'Neo4j overwrites what was deleted as it needs the room; docs/access.md says what to do where that is too late.',
};

/** `orgwise access show PERSON`: what they are, what they may read, and why. */
export async function runAccessShow(text: string, options: AccessOptions): Promise<number> {
  return await onPerson(text, 'access_show', options, async (orgwise, person) => {
    const { graph, access, revocations, departures } = orgwise;
    const described = await describeAccess(person, {
      graph,
      access,
      revocations,
      departures,
      today: orgwise.today(),
      sources: new Set(orgwise.config.sources.map((one) => one.name)),
    });
    print(options.json === true ? JSON.stringify(described, null, 2) : formatAccess(described));
    return 0;
  });
}

/** @throws AppError `invalid_input` where nobody is meant, or several are. */
async function onPerson(
  text: string,
  act: Act,
  options: AccessOptions,
  run: (orgwise: Orgwise, person: NameRecord) => Promise<number>,
): Promise<number> {
  const orgwise = await openOrgwise(options);
  const note = (allowed: boolean, nodes: readonly string[], why?: string): void =>
    noteAct(orgwise.audit, act, {
      allowed,
      ...(why === undefined ? {} : { why }),
      read: { labels: ['Employee'], nodes, total: nodes.length },
    });
  try {
    const { person, record } = await findRecordedPerson(orgwise, text);
    if (person === null) {
      const gone = act === 'access_erase' && record !== null ? `employee:${record}` : null;
      if ((await readErasedPeople(orgwise.state)).byRecord(gone ?? text, text) === null) {
        if (gone !== null) {
          if (
            !isMeant(
              options,
              `What is kept of ${record}, whom no source has any more, will be forgotten for good, and a record of that key stays out.`,
            )
          )
            return 2;
          const forgotten = await orgwise.eraseGone(gone);
          print(
            `Erased. ${forgotten} records and conversations are forgotten; a record that comes back stays out.`,
          );
          print(scrubbed[await orgwise.scrub()]);
          note(true, []);
          return 0;
        }
        const further = act === 'access_erase' ? '; of somebody who is gone, SOURCE:KEY of their record' : '';
        throw new AppError(
          'invalid_input',
          `Nobody is known as "${text}"; an e-mail address, a key, SOURCE:KEY, a node id or a full name of the directory is needed${further}.`,
        );
      }
      print('This person was erased already.');
      if (act === 'access_erase' && options.yes === true) print(scrubbed[await orgwise.scrub()]);
      note(true, [], 'erased_before');
      return 0;
    }
    const code = await run(orgwise, person);
    // The trail must not name again whom it was told to forget.
    if (code === 0) note(true, act === 'access_erase' ? [] : [person.id]);
    return code;
  } catch (error) {
    // Whom it was meant for stays out: words that name nobody known may name anybody.
    note(false, [], error instanceof AppError ? error.code : 'internal');
    throw error;
  } finally {
    await orgwise.close();
  }
}

function isMeant({ yes }: AccessOptions, what: string): boolean {
  if (yes === true) return true;
  print(`${what} Nothing was done: say --yes if this is meant.`);
  return false;
}

const told = ({ name, id, email }: NameRecord): string => `${name} (${email ?? id})`;

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const refusals: Readonly<Record<NonNullable<AccessDescription['refusedFor']>, string>> = {
  revoked: 'no: access was revoked (orgwise access restore gives it back)',
  left: 'no: a source that goes first told their last day and lost them since (orgwise access restore lets them ask)',
  lost: 'no: the source that goes first has lost them (orgwise access restore lets them ask, access.lost: ask all of these)',
  not_configured:
    'no: the source of this record is not in the configuration any more, so that nothing tells whether they are still there',
  no_address: 'no: the directory has no e-mail address of theirs',
  shared_address: 'no: several people have this address, and nobody is guessed',
  not_here: 'no: they have left, or work for another company',
};

/** For people, a line each. */
export function formatAccess(described: AccessDescription): string {
  const { person, refusedFor, principals, rules, readable, hidden } = described;
  return [
    `${person.name}  ${person.email ?? 'no address'}  ${person.id} (key ${person.key} of ${person.source})`,
    `may ask   ${refusedFor === null ? 'yes' : refusals[refusedFor]}`,
    'answers in reading rules to',
    ...principals.map(({ principal, why }) => `  ${principal}  ${why}`),
    `reads     ${rules.satisfied} of ${rules.total} reading rules let them in`,
    ...readable.map(({ label, visible, total }) => `  ${visible} of ${total} ${label} nodes`),
    `hidden    ${hidden.length === 0 ? 'no field' : hidden.join(', ')}`,
  ].join('\n');
}

/** Records of one place that their queries tell apart, by the names of their parameters and then by the values. */
type Queried = Map<string, { readonly names: readonly string[]; readonly ids: Map<string, string | null> }>;

/** What several records have names none of them. */
const several = null;
/** Parts after the key of a record in its address: a title, a comment. */
const trailing = 2;

/**
 * Tasks and pages of all sources by the addresses that the records themselves have, so that nothing is known of vendors here. An
 * address names the same record with the host in other letters, with a slash at its end, with a query or a place within the page, and
 * with another title where the record's key stands in it, as services keep addresses from before a page was renamed.
 */
export class AddressBook {
  /** By host and path. */
  readonly #places = new Map<string, string | null>();
  /** By host and path up to the record's key. */
  readonly #stems = new Map<string, string | null>();
  /** By host and an identifier that is long enough to be of one record alone, wherever it stands in the path. */
  readonly #marks = new Map<string, string | null>();
  /** By host and path, of records told apart by the query (`index.php?title=…`). */
  readonly #queried = new Map<string, Queried>();

  add(id: string, key: string, url: string | null): void {
    const address = url === null ? null : parseAddress(url);
    if (address === null) return;
    const { host, place, parameters } = address;
    if (parameters.length > 0) {
      this.#addQueried(place, parameters, id);
      return;
    }
    // The front page of a service names none of its records.
    if (place === host) return;
    addUnique(this.#places, place, id);
    const steps = place.split('/');
    const at = steps.lastIndexOf(key);
    if (at > 0) addUnique(this.#stems, steps.slice(0, at + 1).join('/'), id);
    for (const step of at > 0 ? new Set([key, steps.at(-1) ?? '']) : steps.slice(-1)) {
      const mark = markOf(step);
      if (mark !== undefined) addUnique(this.#marks, `${host}#${mark}`, id);
    }
  }

  /** The record that an address leads to; undefined where it is none, or that of several. */
  find(written: string): string | undefined {
    const address = parseAddress(written);
    if (address === null) return undefined;
    const { host, place, parameters } = address;
    const queried = parameters.length > 0 ? this.#findQueried(place, parameters) : null;
    if (queried !== null) return queried;
    const whole = this.#places.get(place);
    if (whole !== undefined) return whole ?? undefined;
    let stem = place;
    for (let left = trailing; left >= 0 && stem.length > host.length; left--) {
      const id = this.#stems.get(stem);
      if (id !== undefined) return id ?? undefined;
      stem = stem.slice(0, stem.lastIndexOf('/'));
    }
    return this.#findByMark(host, place);
  }

  #addQueried(place: string, parameters: readonly Parameter[], id: string): void {
    const names = parameters.map(([name]) => name).sort();
    const kinds: Queried = this.#queried.get(place) ?? new Map();
    this.#queried.set(place, kinds);
    const kind = kinds.get(names.join('&')) ?? { names, ids: new Map() };
    kinds.set(names.join('&'), kind);
    addUnique(kind.ids, valuesOf(names, parameters), id);
  }

  /** Whatever else the query has, all parameters of the record's own must be in it; of one record alone. */
  #findQueried(place: string, parameters: readonly Parameter[]): string | null {
    const found = [...(this.#queried.get(place)?.values() ?? [])].flatMap(
      ({ names, ids }) => ids.get(valuesOf(names, parameters)) ?? [],
    );
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  #findByMark(host: string, place: string): string | undefined {
    if (this.#marks.size === 0) return undefined;
    for (const step of place.split('/').toReversed()) {
      const mark = markOf(step);
      const id = mark === undefined ? undefined : this.#marks.get(`${host}#${mark}`);
      if (id !== undefined) return id ?? undefined;
    }
    return undefined;
  }
}

interface Address {
  /** In small letters, without `www.` and the port that the scheme has anyway. */
  readonly host: string;
  /** Host and path, whose steps are decoded. */
  readonly place: string;
  /** Decoded. */
  readonly parameters: readonly Parameter[];
}

type Parameter = readonly [name: string, value: string];

const valuesOf = (names: readonly string[], parameters: readonly Parameter[]): string => {
  const values = new Map(parameters);
  return JSON.stringify(names.map((name) => values.get(name) ?? null));
};

/** An address that reads as it is, in letters that nothing stands for, which most are: reading these by `URL` takes ten times as long. */
const plainAddress =
  /^https?:\/\/(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)((?:\/[a-zA-Z0-9_~-][a-zA-Z0-9._~-]*)+)$/;

function parseAddress(written: string): Address | null {
  const plain = plainAddress.exec(written);
  if (plain?.[1] !== undefined && plain[2] !== undefined)
    return { host: plain[1], place: plain[1] + plain[2], parameters: [] };
  const url = parseUrl(written);
  if (url === null) return null;
  const host = url.host.replace(/^www\./, '');
  const steps = url.pathname.split('/').filter((step) => step !== '');
  const parameters = [...url.searchParams];
  return { host, place: [host, ...steps.map(decodeStep)].join('/'), parameters };
}

function parseUrl(written: string): URL | null {
  if (!/^https?:\/\//i.test(written)) return null;
  try {
    return new URL(written);
  } catch {
    return null;
  }
}

/** `Leave+rules`, `Leave%20rules` and `Leave rules` are one title. */
function decodeStep(step: string): string {
  const spaced = step.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Of a step that is an identifier, or ends in one after a title: ten letters and digits or more, digits among them. */
function markOf(step: string): string | undefined {
  const last = step.slice(step.lastIndexOf('-') + 1);
  return last.length >= 10 && /^(?=.*\d)[\p{L}\p{N}]+$/u.test(last) ? last : undefined;
}

export function addUnique(map: Map<string, string | null>, key: string, id: string): void {
  const before = map.get(key);
  map.set(key, before === undefined || before === id ? id : several);
}

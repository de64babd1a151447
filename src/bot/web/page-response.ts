/** What the page's server answers. */
export interface PageResponse {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

export function json(status: number, value: unknown, headers: PageResponse['headers'] = {}): PageResponse {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value), headers };
}

/** @param error one sentence for whoever looks at the page. */
export function failed(status: number, error: string, headers?: PageResponse['headers']): PageResponse {
  return json(status, { error }, headers);
}

/** Sends a browser on, by GET (RFC 9110, 303). */
export function sentOn(location: string, headers: PageResponse['headers'] = {}): PageResponse {
  return { status: 303, type: 'text/plain; charset=utf-8', body: '', headers: { ...headers, location } };
}

import type { IncomingMessage as HttpRequest } from 'node:http';
import type { PageResponse } from './page-response.ts';
import type { WebPerson } from './parse-message.ts';

/** Who looks at the page, and as whom they may speak. */
export interface PageVisitors {
  /** Whether a request names the page as its host. @param port that it listens on. */
  hasOwnHost(request: HttpRequest, port: number): boolean;
  /** Whether a request comes from the page itself. */
  hasOwnOrigin(request: HttpRequest, port: number): boolean;
  /** Null for whoever must sign in first. */
  visitorOf(request: HttpRequest): Promise<PageVisitor | null>;
  /** Addresses of their own, such as those of signing in; null for any other. */
  answer?(request: HttpRequest, path: string): Promise<PageResponse | null>;
  /** Sent with every response, beside the page's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where the page is seen, with the port that it listens on. */
  url(port: number): string;
}

export interface PageVisitor {
  /** As whom they may speak. */
  readonly people: readonly WebPerson[];
  /** Whether it is they themselves. */
  readonly isSignedIn: boolean;
}

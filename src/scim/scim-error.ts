import { urn } from './scim-schemas.ts';

/** Why a request is refused (RFC 7644, 3.12). */
export type ScimType =
  | 'invalidFilter'
  | 'invalidPath'
  | 'invalidSyntax'
  | 'invalidValue'
  | 'noTarget'
  | 'uniqueness';

/** A request that is refused, in words for whoever connects an identity provider. */
export class ScimError extends Error {
  readonly status: number;
  readonly scimType: ScimType | undefined;

  constructor(status: number, detail: string, scimType?: ScimType) {
    super(detail);
    this.name = 'ScimError';
    this.status = status;
    this.scimType = scimType;
  }

  /** The body of the answer. */
  toBody(): object {
    const { status, scimType, message: detail } = this;
    return {
      schemas: [urn.error],
      status: String(status),
      ...(scimType === undefined ? {} : { scimType }),
      detail,
    };
  }
}

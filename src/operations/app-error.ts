export type ErrorCode =
  | 'invalid_config'
  | 'invalid_query'
  | 'invalid_input'
  | 'storage_unusable'
  | 'storage_unreachable'
  | 'source_unreadable'
  | 'sync_busy'
  | 'sync_stopped'
  | 'plan_outdated'
  | 'not_allowed'
  | 'model_failed'
  | 'internal';

/**
 * An error of Orgwise's own: `code` is what callers branch on, `message` one plain sentence for people that names the
 * place, what was found and what would be right.
 */
export class AppError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
  }
}

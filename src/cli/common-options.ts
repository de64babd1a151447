/** What every command takes. */
export interface CommonOptions {
  /** Configuration file. */
  readonly config?: string;
  /** Folder of the embedded stores. */
  readonly data?: string;
}

/**
 * Whether `ORGWISE_TESTS_DEMAND` (names with commas between them) says that a test which needs something beyond npm must
 * run: it then fails where that is absent, and is listed as not run otherwise.
 */
export function isDemanded(
  name:
    | 'chromium'
    | 'directories'
    | 'embedder'
    | 'kubernetes'
    | 'mediawiki'
    | 'neo4j'
    | 'scim'
    | 'specifications',
): boolean {
  return (process.env.ORGWISE_TESTS_DEMAND ?? '').split(',').includes(name);
}

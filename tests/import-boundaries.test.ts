import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * What each part may import beside itself; the longest path that a file begins with is its part. `types` names parts of
 * which only types may be imported.
 */
const parts: Readonly<
  Record<string, { readonly may: readonly string[]; readonly types?: readonly string[] }>
> = {
  'graph-schema': { may: [] },
  connectors: { may: ['graph-schema', 'src/operations'] },
  'src/operations': { may: [] },
  'src/graph': { may: ['graph-schema', 'src/operations'] },
  'src/state': { may: ['src/operations'] },
  'src/models': { may: ['src/operations'] },
  'src/scim': { may: ['src/state', 'src/access', 'src/operations'], types: ['connectors'] },
  'src/access': { may: ['graph-schema', 'src/graph', 'src/operations'], types: ['src/state'] },
  'src/retrieval': { may: ['graph-schema', 'src/graph', 'src/access', 'src/models', 'src/operations'] },
  'src/sync': {
    may: ['graph-schema', 'src/graph', 'src/state', 'src/access', 'src/models', 'src/operations'],
    types: ['connectors'],
  },
  'src/bot': {
    may: ['src/graph', 'src/state', 'src/access', 'src/operations'],
    types: ['src/retrieval', 'graph-schema'],
  },
  'src/evaluation': { may: ['src/operations'], types: ['src/retrieval'] },
  // Reads each part's own section, so it sees their option schemas and the types of their settings.
  'src/config': {
    may: ['graph-schema', 'src/operations', 'connectors'],
    types: ['src/graph', 'src/bot', 'src/models'],
  },
  'src/cli': {
    may: [
      'graph-schema',
      'src/access',
      'src/graph',
      'src/config',
      'src/evaluation',
      'src/operations',
      'src',
      'src/sync',
    ],
    types: ['src/retrieval', 'connectors'],
  },
  // The composition root; only it chooses implementations.
  src: {
    may: [
      'connectors',
      'src/access',
      'src/bot',
      'src/cli',
      'src/config',
      'src/graph',
      'src/models',
      'src/operations',
      'src/retrieval',
      'src/scim',
      'src/state',
      'src/sync',
    ],
  },
};

/** Folders that hold one implementation of a port: only the composition root and they themselves import them. */
const implementations = [
  'connectors/bamboohr',
  'connectors/confluence',
  'connectors/csv',
  'connectors/entra',
  'connectors/github',
  'connectors/jira',
  'connectors/ldap',
  'connectors/mediawiki',
  'connectors/notion',
  'connectors/outline',
  'connectors/scim',
  'connectors/slack',
  'connectors/wiki',
  'src/bot/slack',
  'src/bot/teams',
  'src/bot/web',
  'src/graph/neo4j',
  'src/graph/sqlite',
  'src/models/local',
  'src/models/openai',
  'src/state/neo4j',
  'src/state/sqlite',
];

/** The composition root: what each of its files may choose. */
const choosers: Readonly<Record<string, readonly string[]>> = {
  'src/main.ts': ['src/graph', 'src/state'],
  'src/open-models.ts': ['src/models', 'src/graph'],
  'src/create-connector.ts': ['connectors'],
  'src/create-adapters.ts': ['src/bot'],
  'src/create-page.ts': ['src/bot'],
  'src/create-page-links.ts': ['src/bot'],
  'src/create-push-reader.ts': ['src/state'],
  'src/serve.ts': ['src/bot'],
  'src/examine.ts': ['src/bot', 'src/graph', 'src/models'],
  'src/look-at-state.ts': ['src/state'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const statement =
  /^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'\)/gm;

function readImports(): Import[] {
  return ['graph-schema', 'connectors', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|mjs)$/.test(path))
      .flatMap((path) => {
        const from = join(folder, path);
        const text = readFileSync(join(root, from), 'utf8');
        return [...text.matchAll(statement)].map(([, type, stated, loaded]) => ({
          from,
          to: normalize(join(dirname(from), stated ?? loaded ?? '')),
          typeOnly: type !== undefined,
        }));
      }),
  );
}

function partOf(path: string): string {
  const names = Object.keys(parts).filter((name) => path.startsWith(`${name}/`));
  return names.sort((one, other) => other.length - one.length)[0] ?? path;
}

/** The implementation that a file is part of. */
function within(path: string): string | undefined {
  return implementations.find((folder) => path.startsWith(`${folder}/`));
}

const imports = readImports();

test('there are imports to look at', () => {
  expect(imports.length).toBeGreaterThan(500);
});

test('imports go one way', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const [mine, theirs] = [partOf(from), partOf(to)];
    if (mine === theirs) return false;
    const { may = [], types = [] } = parts[mine] ?? {};
    return !may.includes(theirs) && !(typeOnly && types.some((name) => to.startsWith(`${name}/`)));
  });
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('nothing but the composition root sees an implementation', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const folder = within(to);
    if (folder === undefined || within(from) === folder || partOf(from) === 'src') return false;
    // Settings and option schemas are what the configuration is made of.
    if (partOf(from) === 'src/config') return !typeOnly && !to.endsWith('-options.ts');
    return true;
  });
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test('each file of the composition root chooses what is its own', () => {
  const wrong = imports.filter(({ from, to }) => {
    const folder = within(to);
    if (folder === undefined || partOf(from) !== 'src') return false;
    return !choosers[from]?.some((part) => folder.startsWith(`${part}/`));
  });
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

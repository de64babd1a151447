import type { NodeRef, Path } from '../../graph/graph-query.ts';
import type { StoredNode } from '../../graph/graph-store.ts';
import type { Citation, Claim } from '../answer.ts';
import type { AnswerContext } from './answer-context.ts';
import { citeNode, citePassage } from './cite.ts';
import { inSeries } from './in-series.ts';
import { mentionSentence } from './mention-sentence.ts';
import { nodeName } from './node-name.ts';
import { relatedOf } from './read-history.ts';

/** One link of a connection; a passage is left out, its page speaks for it. */
interface Link {
  readonly type: Path['steps'][number]['type'];
  /** In the relationship's own direction, whichever way the path goes. */
  readonly from: NodeRef;
  /** Two where one passage speaks of both. */
  readonly to: readonly NodeRef[];
  readonly passage?: NodeRef;
}

/**
 * Tells each connection, a sentence a link. Where a link is that a text speaks of something, the sentence that does so is
 * quoted, as far as the viewer may read it.
 *
 * @param searched links within which connections were looked for.
 */
export async function composePaths(
  { paths, total }: { readonly paths: readonly Path[]; readonly total: number },
  from: string,
  searched: number,
  context: AnswerContext,
): Promise<{ text: string; claims: Claim[] }> {
  const { wording } = context;
  if (paths.length === 0) return { text: wording.noPath(from, searched), claims: [] };
  const pages = await readPages(paths, context);
  const nodes = await readNodes([...paths.flatMap((path) => path.nodes), ...pages.values()], context);
  const told = paths.map((path) => {
    const end = path.nodes.at(-1);
    const links = linksOf(path, ({ id }) => pages.get(id)).map((link) => tellLink(link, nodes, context));
    const ways = path.ways > 1 ? [wording.otherWays(path.ways - 1)] : [];
    const sentences = [...links.map((link) => link.text), ...ways].join(wording.betweenSentences);
    return { name: end === undefined ? '' : nameOf(end), sentences, links };
  });
  const [only, another] = told;
  const text =
    only !== undefined && another === undefined && total === 1
      ? `${wording.pathBetween(from, only.name)}${wording.betweenSentences}${only.sentences}`
      : `${wording.pathsIntro(from, total)}\n${told.map((one) => `- ${one.name}: ${one.sentences}`).join('\n')}`;
  const rest = total - told.length;
  return {
    text: rest > 0 ? `${text}\n${wording.more(rest, total)}` : text,
    claims: told.flatMap((one) => one.links),
  };
}

async function readNodes(
  refs: readonly NodeRef[],
  { graph, viewer }: AnswerContext,
): Promise<ReadonlyMap<string, StoredNode>> {
  const nodes = await graph.readNodes([...new Set(refs.map((node) => node.id))], viewer);
  return new Map(nodes.map((node) => [node.id, node]));
}

/** The page of each passage on the way. */
async function readPages(
  paths: readonly Path[],
  { graph, viewer, today }: AnswerContext,
): Promise<ReadonlyMap<string, NodeRef>> {
  const passages = paths.flatMap((path) => path.nodes.filter((node) => node.label === 'Passage'));
  if (passages.length === 0) return new Map();
  const values = [...new Set(passages.map((node) => node.id))].slice(0, 1_000);
  const result = await graph.query(
    {
      find: 'Passage',
      where: { property: 'id', op: 'in', values },
      return: {
        kind: 'list',
        fields: [
          {
            related: { type: 'HAS_PASSAGE', direction: 'in', label: 'Article' },
            property: 'title',
            as: 'page',
          },
        ],
        limit: 1_000,
      },
    },
    viewer,
    today,
  );
  if (result.kind !== 'list') return new Map();
  return new Map(result.rows.flatMap((row) => relatedOf(row, 'page').map((page) => [row.id, page] as const)));
}

function linksOf({ nodes, steps }: Path, pageOf: (passage: NodeRef) => NodeRef | undefined): Link[] {
  const links: Link[] = [];
  for (let index = 0; index < steps.length; index++) {
    const [near, far, step] = [nodes[index], nodes[index + 1], steps[index]];
    if (near === undefined || far === undefined || step === undefined) continue;
    const [first, second] = step.direction === 'out' ? [near, far] : [far, near];
    const next = steps[index + 1];
    const beyond = nodes[index + 2];
    // Page, passage, and what it speaks of: one link; so are two things of which one passage speaks.
    if (far.label === 'Passage' && next !== undefined && beyond !== undefined) {
      const [before, after] = [step.type === 'HAS_PASSAGE', next.type === 'HAS_PASSAGE'];
      const page = before ? near : after ? beyond : pageOf(far);
      if (page === undefined) continue;
      const spoken = [near, beyond].filter((node) => node !== page);
      links.push({ type: 'MENTIONS', from: page, to: spoken, passage: far });
      index++;
    } else links.push({ type: step.type, from: first, to: [second] });
  }
  return links;
}

function tellLink(
  { type, from, to, passage }: Link,
  nodes: ReadonlyMap<string, StoredNode>,
  { wording }: AnswerContext,
): Claim {
  const names = inSeries(
    to.map((node) => nameOf(node, wording.quote)),
    wording,
  );
  const said = wording.link(type, nameOf(from, wording.quote), names);
  const quotes = type === 'MENTIONS' ? to.map((one) => quoteFrom(passage ?? from, one, nodes)) : [];
  const found = [...new Set(quotes.filter((one) => one !== null))];
  const quote = found.length === 0 ? null : found.join(' … ');
  const page = nodes.get(from.id);
  const section = passage === undefined ? undefined : nodes.get(passage.id);
  const source: Citation =
    passage !== undefined && page !== undefined && section !== undefined && quote !== null
      ? citePassage(page, asPassage(section, page), found[0] ?? '')
      : cite(from);
  return {
    text: quote === null ? wording.sentence(said) : wording.quoted(said, quote),
    citations: [source, ...to.map(cite)],
  };
}

/** The sentence of a passage, or of a task's title and description, that speaks of the other node. */
function quoteFrom(text: NodeRef, of: NodeRef, nodes: ReadonlyMap<string, StoredNode>): string | null {
  const [source, spoken] = [nodes.get(text.id), nodes.get(of.id)];
  if (source === undefined || spoken === undefined) return null;
  const { title, description, heading, text: body } = source.properties;
  const texts = text.label === 'Task' ? [title, description] : [body, heading];
  for (const one of texts) {
    const found = typeof one === 'string' ? mentionSentence(one, spoken) : null;
    if (found !== null) return found;
  }
  return null;
}

function asPassage({ id, properties }: StoredNode, page: StoredNode) {
  const { heading, text, anchor } = properties;
  return {
    id,
    articleId: page.id,
    ordinal: 0,
    heading: typeof heading === 'string' ? heading : '',
    text: typeof text === 'string' ? text : '',
    anchor: typeof anchor === 'string' ? anchor : null,
  };
}

const keyOf = (node: NodeRef): string => node.id.split(':').slice(2).join(':');

function nameOf(node: NodeRef, quote: (text: string) => string = (text) => text): string {
  if (node.label === 'Task') return nodeName({ ...node, key: keyOf(node) });
  return node.label === 'Article' ? quote(node.name) : node.name;
}

const cite = (node: NodeRef): Citation =>
  citeNode(node.id, { label: node.label, name: node.name, key: keyOf(node) });

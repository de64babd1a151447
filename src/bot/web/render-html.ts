import type { Answer, AnswerTable, Candidate, Citation } from '../../retrieval/answer.ts';
import { type AnswerLabels, answerLabels, asOfLine } from '../answer-labels.ts';
import { answerParts } from '../answer-parts.ts';
import type { Reply } from '../reply.ts';
import { totalNote } from '../total-note.ts';
import { webAddress } from '../web-address.ts';
import { escapeHtml } from './escape-html.ts';
import { renderActions, renderProfiles, renderSettings } from './render-frame.ts';
import { renderHome } from './render-home.ts';
import { renderText } from './render-text.ts';

type AnswerReply = Extract<Reply, { kind: 'answer' }>;

/** Sources shown at once; the rest unfolds, so that a long list of them does not bury the answer. */
const sourcesAtOnce = 4;

/** Characters of a cell that never breaks: a date, a status, a given name. */
const longestUnbroken = 12;

/** A reply as the HTML of one bubble. Pure; every word of the reply is escaped, and only web addresses become links. */
export function renderHtml(reply: Reply): string {
  switch (reply.kind) {
    case 'text':
      return `<div class="answer"><div class="text">${renderText(reply.text)}</div>${renderActions(reply.actions)}</div>`;
    case 'settings':
      return `<div class="answer"><div class="text">${renderText(reply.text.split('\n')[0] ?? '')}</div>${renderSettings(reply.settings)}</div>`;
    case 'home':
      return renderHome(reply.home, reply.timeZone);
    case 'nothing':
      return '';
    case 'failure':
      return (
        `<div class="answer failure"><div class="text">${renderText(reply.text)}</div>` +
        `<p class="note">id <code>${escapeHtml(reply.id)}</code></p></div>`
      );
    case 'answer':
      return renderAnswer(reply.answer, reply);
  }
}

function renderAnswer(answer: Answer, { timeZone, profiles, actions }: AnswerReply): string {
  const labels = answerLabels[answer.language];
  const { text, table, candidates, sources, sourcesAre } = answerParts(answer, profiles);
  return [
    `<div class="answer${answer.abstained === undefined ? '' : ' abstained'}" lang="${answer.language}">`,
    answer.abstained === undefined ? '' : `<p class="tag">${labels.unanswered}</p>`,
    `<div class="text">${renderText(text)}</div>`,
    renderProfiles(profiles),
    table === null ? '' : renderTable(table, labels),
    renderTotal(totalNote(answer, table?.rows.length ?? 0, labels)),
    renderCandidates(candidates),
    renderSources(sources, labels[sourcesAre], labels),
    renderAsOf(asOfLine(answer, timeZone)),
    renderHow(answer, labels),
    renderFollowUps(answer.followUps),
    renderActions(actions),
    '</div>',
  ].join('');
}

function renderTable({ columns, rows }: AnswerTable, labels: AnswerLabels): string {
  const classes = columns.map((_, at) => classOfColumn(rows.map((row) => row.cells[at] ?? '')));
  const draw = (cells: readonly string[], tag: 'th scope="col"' | 'td'): string =>
    columns
      .map((_, at) => {
        const name = classes[at] ?? '';
        const attribute = name === '' ? '' : ` class="${name}"`;
        return `<${tag}${attribute}>${escapeHtml(cells[at] ?? '')}</${tag.slice(0, 2)}>`;
      })
      .join('');
  const body = rows.map((row) => `<tr>${draw(row.cells, 'td')}</tr>`).join('');
  return (
    `<div class="table" role="region" aria-label="${labels.results}" tabindex="0"><table>` +
    `<thead><tr>${draw(columns, 'th scope="col"')}</tr></thead><tbody>${body}</tbody></table></div>`
  );
}

/** How a column is set: figures line up at the end, and dates and states stay on one line. */
function classOfColumn(cells: readonly string[]): 'number' | 'short' | '' {
  if (cells.every((cell) => /^[\d.,]*\d ?%?$/.test(cell))) return 'number';
  return cells.every((cell) => cell.length <= longestUnbroken) ? 'short' : '';
}

function renderTotal(note: string): string {
  return note === '' ? '' : `<p class="note total">${note}</p>`;
}

function renderCandidates(candidates: readonly Candidate[]): string {
  if (candidates.length === 0) return '';
  const buttons = candidates.map(
    (one) =>
      `<li><button type="button" data-question="${escapeHtml(one.question)}"><strong>${escapeHtml(one.name)}</strong>` +
      `${one.detail === '' ? '' : ` <span class="detail">${escapeHtml(one.detail)}</span>`}</button></li>`,
  );
  return `<ul class="candidates">${buttons.join('')}</ul>`;
}

function renderSources(sources: readonly Citation[], title: string, labels: AnswerLabels): string {
  if (sources.length === 0) return '';
  const items = sources.map((one) => `<li>${renderCitation(one)}</li>`);
  const rest = items.slice(sourcesAtOnce);
  const more =
    rest.length === 0
      ? ''
      : `<details><summary>${labels.moreSources(rest.length)}</summary><ul>${rest.join('')}</ul></details>`;
  return (
    `<section class="sources" aria-label="${title}"><h3>${title}</h3>` +
    `<ul>${items.slice(0, sourcesAtOnce).join('')}</ul>${more}</section>`
  );
}

function renderCitation({ title, heading, url, key }: Citation): string {
  const name = escapeHtml(heading === undefined || heading === '' ? title : `${title} › ${heading}`);
  const address = webAddress(url);
  if (address === null)
    return key === '' || key === title ? name : `${name} <span class="key">${escapeHtml(key)}</span>`;
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${name}</a>`;
}

function renderAsOf(line: string): string {
  return line === '' ? '' : `<p class="note as-of">${escapeHtml(line)}</p>`;
}

function renderHow({ explanation }: Answer, labels: AnswerLabels): string {
  if (explanation === undefined) return '';
  const sections = explanation.sections.map(({ title, lines, isCode }) => {
    const heading = `<h4>${escapeHtml(title)}</h4>`;
    if (isCode) return `${heading}<pre tabindex="0"><code>${escapeHtml(lines.join('\n'))}</code></pre>`;
    if (lines.length === 0) return `<p>${escapeHtml(title)}</p>`;
    return `${heading}<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
  });
  return `<details class="how"><summary>${labels.how}</summary>${sections.join('')}</details>`;
}

function renderFollowUps(followUps: readonly string[]): string {
  if (followUps.length === 0) return '';
  const chips = followUps.map((question) => {
    const escaped = escapeHtml(question);
    return `<li><button type="button" class="chip" data-question="${escaped}">${escaped}</button></li>`;
  });
  return `<ul class="follow-ups">${chips.join('')}</ul>`;
}

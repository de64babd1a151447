import type { Action, Profile } from '../reply.ts';
import type { SettingsView } from '../settings/personal-settings.ts';
import { webAddress } from '../web-address.ts';
import { escapeHtml } from './escape-html.ts';

/** Shown by the answer itself: choices and next questions as buttons of their own, the explanation as a fold. */
const shownElsewhere: ReadonlySet<Action['kind']> = new Set(['choose', 'follow_up', 'explain']);

/** The buttons under a reply; one that asks for words unfolds a field. Pure, like all of this file. */
export function renderActions(actions: readonly Action[] = []): string {
  const shown = actions.filter((one) => !shownElsewhere.has(one.kind));
  if (shown.length === 0) return '';
  return `<ul class="actions">${shown.map((one) => `<li>${renderAction(one)}</li>`).join('')}</ul>`;
}

function renderAction({ kind, label, ref, reasonLabel }: Action): string {
  const [name, reference] = [escapeHtml(label), escapeHtml(ref)];
  const button = `type="${reasonLabel === undefined ? 'button' : 'submit'}" class="chip ${kind}"`;
  if (reasonLabel === undefined) return `<button ${button} data-action="${reference}">${name}</button>`;
  return (
    `<details class="reason"><summary>${name}</summary><form data-action-form="${reference}">` +
    `<label>${escapeHtml(reasonLabel)} <input name="reason" maxlength="1000" autocomplete="off"></label>` +
    `<button ${button}>${name}</button></form></details>`
  );
}

/** People as cards. */
export function renderProfiles(profiles: readonly Profile[] = []): string {
  if (profiles.length === 0) return '';
  return `<ul class="profiles">${profiles.map((one) => `<li class="profile">${renderProfile(one)}</li>`).join('')}</ul>`;
}

function renderProfile({ name, title, manager, teams, location, localTime, email, url }: Profile): string {
  const address = webAddress(url);
  const heading =
    address === null
      ? escapeHtml(name)
      : `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${escapeHtml(name)}</a>`;
  const place = [location, localTime].filter((one) => one !== null).join(' · ');
  const lines = [title, teams.join(' · '), manager === null ? null : `↑ ${manager}`, place];
  const told = lines
    .filter((one) => one !== null && one !== '')
    .map((one) => `<p>${escapeHtml(one ?? '')}</p>`);
  // As text: nothing that a source says is a link.
  const mail = email === null ? '' : `<p>${escapeHtml(email)}</p>`;
  return `<strong>${heading}</strong>${told.join('')}${mail}`;
}

/** A form whose changes are sent as the command `settings`. */
export function renderSettings({ fields }: SettingsView): string {
  const drawn = fields.map(({ name, label, value, options }) => {
    const control =
      options === undefined
        ? `<input data-setting="${name}" value="${escapeHtml(value)}" autocomplete="off">`
        : `<select data-setting="${name}">${options
            .map(
              (one) =>
                `<option value="${escapeHtml(one.value)}"${one.value === value ? ' selected' : ''}>${escapeHtml(one.label)}</option>`,
            )
            .join('')}</select>`;
    return `<label>${escapeHtml(label)} ${control}</label>`;
  });
  return `<div class="settings">${drawn.join('')}</div>`;
}

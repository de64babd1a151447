import { createPersonPicker } from './person-picker.js';
import { showSignedIn } from './signed-in.js';

const byId = (id) => document.getElementById(id);
const log = byId('log');
const composer = byId('composer');
const field = byId('message');
const send = byId('send');
const rememberedKey = 'orgwise.person';
/** Milliseconds after which a question counts as lost. */
const patience = 120_000;

/** One for each person and place, as on a chat platform; a page that is loaded anew begins anew. */
const conversations = new Map();
let person = null;
let examples = [];

const mode = () => document.querySelector('input[name="mode"]:checked').value;

function conversation() {
  const key = `${mode()} ${person.email}`;
  let one = conversations.get(key);
  if (one === undefined) {
    const section = document.createElement('section');
    section.className = 'conversation';
    one = {
      id: crypto.randomUUID(),
      section,
      waiting: 0,
      email: person.email,
      name: person.name,
      mode: mode(),
    };
    section.append(welcome(one));
    log.append(section);
    void showHome(one);
    conversations.set(key, one);
  }
  return one;
}

function show() {
  if (person === null) return;
  const current = conversation();
  for (const one of conversations.values()) one.section.hidden = one !== current;
  field.placeholder = current.mode === 'mention' ? 'Mention @Orgwise in #general' : 'Ask a question';
  send.disabled = current.waiting > 0;
  scrollToEnd();
}

function welcome({ name, mode: where }) {
  const content = byId('welcome').content.cloneNode(true);
  content.querySelector('p').textContent =
    where === 'mention'
      ? `You write in #general as ${name}. Everybody there sees the answer, so it holds what all of them may see.`
      : `You write to Orgwise as ${name}. Ask about people, teams, tasks and articles, in English or 中文.`;
  content.querySelector('.examples').append(
    ...examples.map((question) => {
      const item = document.createElement('li');
      const button = document.createElement('button');
      button.type = 'button';
      button.dataset.question = question;
      button.textContent = question;
      item.append(button);
      return item;
    }),
  );
  return content;
}

/** The start page of whoever speaks: what is theirs, and how fresh everything is. */
async function showHome(one) {
  const place = one.section.querySelector('.home-place');
  try {
    const { html } = await post(one, { text: '', home: true }, () => {});
    // The server has escaped all that is not its own markup.
    place.innerHTML = html;
  } catch {
    place.remove();
  }
}

/** Sends something to the bot; hears what is being done until the reply is there. */
async function post(one, said, onProgress) {
  const { timeZone, locale } = Intl.DateTimeFormat().resolvedOptions();
  const response = await fetch('/messages', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/x-ndjson' },
    body: JSON.stringify({
      kind: one.mode,
      email: one.email,
      conversationId: one.id,
      timeZone,
      locale,
      ...said,
    }),
    signal: AbortSignal.timeout(patience),
  });
  if (response.status === 401) location.assign('/sign-in');
  if (!response.ok) throw new Refusal((await response.json()).error);
  let rest = '';
  let reply = null;
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      const told = JSON.parse(line);
      if (told.progress === undefined) reply = told;
      else onProgress(told.progress);
    }
  }
  if (reply === null) throw new TypeError('the answer broke off');
  return reply;
}

/** What the server said is wrong. */
class Refusal extends Error {}

function addAsked(one, text) {
  const article = document.createElement('article');
  article.className = 'asked';
  const who = document.createElement('p');
  who.className = 'who';
  const isCommand = text.startsWith('/');
  who.textContent = one.name;
  if (one.mode === 'mention') who.textContent += isCommand ? ' · only you see this' : ' in #general';
  const bubble = document.createElement('p');
  bubble.className = 'bubble';
  if (one.mode === 'mention' && !isCommand) {
    const at = document.createElement('span');
    at.className = 'at';
    at.textContent = '@Orgwise';
    bubble.append(at, ' ');
  }
  bubble.append(text);
  article.append(who, bubble);
  one.section.append(article);
}

function addReply(one) {
  const article = document.createElement('article');
  article.className = 'reply waiting';
  const who = document.createElement('p');
  who.className = 'who';
  who.textContent = 'Orgwise';
  const body = document.createElement('div');
  body.className = 'body';
  body.innerHTML =
    '<p class="dots"><span></span><span></span><span></span><span class="progress">Looking that up</span></p>';
  article.append(who, body);
  one.section.append(article);
  return {
    /** The server has escaped all that is not its own markup. */
    answer({ html, isPrivate }) {
      article.classList.remove('waiting');
      if (isPrivate && one.mode === 'mention') who.textContent += ' · only you see this';
      body.innerHTML = html;
    },
    progress(text) {
      const told = body.querySelector('.progress');
      if (told !== null) told.textContent = text;
    },
    fail(sentence, text) {
      article.classList.remove('waiting');
      const box = document.createElement('div');
      box.className = 'answer failure';
      const said = document.createElement('p');
      said.textContent = sentence;
      const again = document.createElement('button');
      again.type = 'button';
      again.className = 'chip';
      again.dataset.question = text;
      again.textContent = 'Try again';
      box.append(said, again);
      body.replaceChildren(box);
    },
  };
}

async function ask(text) {
  if (person === null || text === '') return;
  await say(text, { text });
}

/** Presses a button of a reply; the conversation shows its words as what was said. */
async function press(label, ref, reason) {
  await say(label, { text: '', action: { ref, ...(reason === undefined ? {} : { reason }) } });
}

async function say(text, said) {
  const one = conversation();
  if (one.waiting > 0) return;
  one.waiting += 1;
  one.section.querySelector('.welcome')?.remove();
  addAsked(one, text);
  const reply = addReply(one);
  show();
  try {
    reply.answer(await post(one, said, reply.progress));
  } catch (error) {
    reply.fail(
      error instanceof Refusal
        ? error.message
        : error.name === 'TimeoutError'
          ? 'The answer took longer than two minutes.'
          : 'The server could not be reached. Is Orgwise still running?',
      text,
    );
  }
  one.waiting -= 1;
  if (!one.section.hidden) {
    send.disabled = false;
    showReply(one.section.lastElementChild);
  }
}

/** A long answer is read from its beginning. */
function showReply(article) {
  const asked = article.previousElementSibling ?? article;
  const top = asked.offsetTop - 24;
  log.scrollTo({ top: Math.min(top, log.scrollHeight) });
}

function scrollToEnd() {
  log.scrollTo({ top: log.scrollHeight });
}

function fitField() {
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

function write(text) {
  field.value = text;
  fitField();
  field.focus();
}

composer.addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (text === '' || send.disabled) return;
  write('');
  void ask(text);
});
field.addEventListener('input', fitField);
field.addEventListener('keydown', (event) => {
  // While a Chinese word is being composed, Enter belongs to the input method.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  composer.requestSubmit();
});
log.addEventListener('submit', (event) => {
  const form = event.target.closest('[data-action-form]');
  if (form === null) return;
  event.preventDefault();
  const label = form.querySelector('button').textContent;
  void press(label, form.dataset.actionForm, form.elements.reason.value);
});
log.addEventListener('change', (event) => {
  const { setting } = event.target.dataset;
  if (setting !== undefined) void ask(`/settings ${setting} ${event.target.value.trim()}`);
});
log.addEventListener('click', (event) => {
  const pressed = event.target.closest('[data-action]');
  if (pressed !== null) {
    field.focus();
    void press(pressed.textContent, pressed.dataset.action);
    return;
  }
  const button = event.target.closest('[data-question]');
  if (button === null) return;
  field.focus();
  void ask(button.dataset.question);
});
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-insert]');
  if (button !== null) write(button.dataset.insert);
});
for (const radio of document.querySelectorAll('input[name="mode"]')) radio.addEventListener('change', show);

function remembered(people) {
  try {
    const email = localStorage.getItem(rememberedKey);
    return people.find((one) => one.email === email);
  } catch {
    return undefined;
  }
}

function remember(email) {
  try {
    localStorage.setItem(rememberedKey, email);
  } catch {
    // A browser that keeps nothing asks anew next time.
  }
}

async function begin() {
  const response = await fetch('/people');
  if (response.status === 401) location.assign('/sign-in');
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  const { company, people } = answer;
  examples = answer.examples;
  byId('company').textContent = company;
  document.title = `${company} · Orgwise`;
  if (answer.isSignedIn) {
    [person] = people;
    showSignedIn(person);
    show();
    field.focus();
    return;
  }
  if (people.length === 0)
    throw new Error('There are no people yet: run "orgwise sync" and load this page again.');
  const picker = createPersonPicker({
    input: byId('person'),
    list: byId('person-list'),
    people,
    onChoose(chosen) {
      person = chosen;
      remember(chosen.email);
      show();
      field.focus();
    },
  });
  picker.choose(remembered(people) ?? people[0]);
}

begin().catch((error) => {
  const said = document.createElement('p');
  said.className = 'answer failure';
  said.textContent = error.message;
  log.replaceChildren(said);
  send.disabled = true;
});

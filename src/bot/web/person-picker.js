/**
 * A searchable list of people after the ARIA combobox pattern: typing filters by name, title and address; arrows move,
 * Enter chooses, Escape leaves things as they were.
 *
 * @param {{ input: HTMLInputElement, list: HTMLElement, people: { email: string, name: string, title: string | null }[],
 *   onChoose: (person: { email: string, name: string, title: string | null }) => void }} options
 * @returns {{ choose: (person: { email: string, name: string, title: string | null }) => void }}
 */
export function createPersonPicker({ input, list, people, onChoose }) {
  let chosen = null;
  let shown = [];
  let active = -1;

  // Letters that Unicode does not take apart, as people without them on the keyboard write them.
  const plainLetters = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' };
  const fold = (text) =>
    text
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase()
      .replace(/[łøđßæœı]/g, (letter) => plainLetters[letter]);
  const searchable = people.map((person) => ({
    person,
    text: fold(`${person.name} ${person.title ?? ''} ${person.email}`),
  }));

  function open(words) {
    const parts = fold(words).split(/\s+/).filter(Boolean);
    shown = searchable
      .filter(({ text }) => parts.every((part) => text.includes(part)))
      .map(({ person }) => person);
    list.replaceChildren(...shown.map(option));
    if (shown.length === 0) {
      const none = document.createElement('div');
      none.className = 'none';
      none.textContent = 'Nobody by that name';
      list.append(none);
    }
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    setActive(words === '' ? shown.indexOf(chosen) : 0);
  }

  function option(person, index) {
    const item = document.createElement('div');
    item.className = 'person';
    item.id = `person-${index}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', String(person === chosen));
    const name = document.createElement('span');
    name.textContent = person.name;
    const title = document.createElement('small');
    title.textContent = person.title ?? person.email;
    item.append(name, title);
    // Before the input loses the focus, which would close the list.
    item.addEventListener('pointerdown', (event) => event.preventDefault());
    item.addEventListener('click', () => choose(person));
    return item;
  }

  function setActive(index) {
    list.children[active]?.classList.remove('active');
    active = index >= 0 && index < shown.length ? index : -1;
    const item = active === -1 ? null : list.children[active];
    item?.classList.add('active');
    item?.scrollIntoView({ block: 'nearest' });
    if (item) input.setAttribute('aria-activedescendant', item.id);
    else input.removeAttribute('aria-activedescendant');
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    input.value = chosen === null ? '' : chosen.name;
  }

  function choose(person) {
    const changed = person !== chosen;
    chosen = person;
    close();
    if (changed) onChoose(person);
  }

  input.addEventListener('focus', () => {
    input.select();
    open('');
  });
  input.addEventListener('click', () => {
    if (list.hidden) open('');
  });
  input.addEventListener('input', () => open(input.value));
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (list.hidden) open('');
      else if (shown.length > 0) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setActive((active + step + shown.length) % shown.length);
      }
    } else if (event.key === 'Enter' && !list.hidden) {
      event.preventDefault();
      const person = shown[active];
      if (person !== undefined) choose(person);
    } else if (event.key === 'Escape') {
      close();
    }
  });

  return { choose };
}

/** A link of the bot has its token behind a #, which no server, proxy or preview sees; it is used when its owner says so. */
const token = /^#link=([\w.-]+)$/.exec(location.hash)?.[1];
const button = document.getElementById('by-link');

async function signIn() {
  button.disabled = true;
  const response = await fetch('/sign-in/link', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (response.ok) {
    location.replace('/');
    return;
  }
  const said = document.createElement('p');
  said.className = 'answer failure';
  said.role = 'alert';
  said.textContent = (await response.json()).error;
  document.getElementById('problem').replaceChildren(said);
  button.hidden = true;
}

if (token !== undefined) {
  history.replaceState(null, '', '/sign-in');
  button.hidden = false;
  button.addEventListener('click', () => void signIn());
}

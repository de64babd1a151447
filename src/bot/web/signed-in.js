/**
 * Shows whose page it is in place of the list of people, and signs out.
 *
 * @param {{ name: string, email: string }} person
 */
export function showSignedIn(person) {
  for (const one of document.querySelectorAll('.picker, .mode')) one.hidden = true;
  const place = document.getElementById('signed-in');
  place.querySelector('.name').textContent = person.name;
  place.hidden = false;
  place.querySelector('button').addEventListener('click', async () => {
    await fetch('/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    location.assign('/sign-in');
  });
}

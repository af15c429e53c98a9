/** The demo's first page: who is there, and links that sign in by name, which only a demo does. */
const lookEveryMs = 3_000;

async function signIn(link: HTMLAnchorElement): Promise<void> {
  const { signIn: kind = 'coach', name = '' } = link.dataset;
  const answer = await fetch(`demo/${kind}-token?name=${encodeURIComponent(name)}`);
  if (!answer.ok) return;
  const { token } = (await answer.json()) as { token: string };
  link.href = `console/#token=${token}`;
}

async function look(place: HTMLElement): Promise<void> {
  const answer = await fetch('v1/communities/demo/availability').catch(() => null);
  const { open = false, coachesOnline = 0 } = answer?.ok ? await answer.json() : {};
  const said = open
    ? `${coachesOnline === 1 ? 'One coach is' : `${coachesOnline} coaches are`} there: shops show their window.`
    : 'Nobody is at a desk: shops show no window yet.';
  // A live region speaks only of what is new.
  if (place.textContent !== said) place.textContent = said;
}

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-sign-in]')) void signIn(link);
const place = document.getElementById('now');
if (place) {
  void look(place);
  setInterval(() => void look(place), lookEveryMs);
}

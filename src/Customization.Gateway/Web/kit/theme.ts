/** Dark or light: the browser's setting until the button was used, then what it said, kept for the next page. */
export function wireTheme(): void {
  const button = document.getElementById('theme');
  if (!button) {
    return;
  }
  const root = document.documentElement;
  const isDark = () => (root.dataset['theme'] ?? preferred()) === 'dark';
  const show = () => button.setAttribute('aria-pressed', String(isDark()));
  button.hidden = false;
  button.addEventListener('click', () => {
    root.dataset['theme'] = isDark() ? 'light' : 'dark';
    document.cookie = `theme=${root.dataset['theme']}; path=/; max-age=31536000; samesite=lax`;
    show();
  });
  // The browser's setting may change while the page is open.
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
  show();
}

function preferred(): string {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** The language links lead to where the page is now: its address may have changed since the server wrote them. */
export function wireLanguages(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.languages a')) {
    link.addEventListener('click', () => {
      const query = new URLSearchParams(location.search);
      query.set('language', link.hreflang);
      link.search = query.toString();
    });
  }
}

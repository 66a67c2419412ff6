import { render } from 'preact';
import { pageData, say } from '../kit/page';
import { wireLanguages, wireTheme } from '../kit/theme';
import { App } from './App';
import { Catalog } from './catalog';
import { Configuring } from './configuring';
import { Join } from './Join';
import type { Product } from './resources';
import './store.css';

wireTheme();
wireLanguages();
const main = document.getElementById('main')!;
const query = new URLSearchParams(location.search);
const catalog = new Catalog(pageData<{ product: Product }>().product);

if (query.has('session') && !query.has('as')) {
  main.replaceChildren();
  render(<Join product={catalog.product.title} query={query} />, main);
} else {
  Configuring.open(catalog, query).then(start, () => {
    main.querySelector('[role=status]')!.textContent = say('cannotOpen');
  });
}

function start(configuring: Configuring): void {
  if (query.has('code')) {
    // The session is this page's from now on; a reload goes on with it instead of starting from the code again.
    query.delete('code');
    history.replaceState(null, '', location.pathname + (query.size > 0 ? `?${query}` : ''));
  }
  main.replaceChildren();
  render(<App configuring={configuring} />, main);
}

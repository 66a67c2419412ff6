import { render } from 'preact';
import { wireLanguages, wireTheme } from '../kit/theme';
import { OwnedPage } from './OwnedPage';
import './owned.css';

wireTheme();
wireLanguages();
const main = document.getElementById('main')!;
const serial = decodeURIComponent(location.pathname.split('/')[2] ?? '');
main.replaceChildren();
render(<OwnedPage serial={serial} />, main);

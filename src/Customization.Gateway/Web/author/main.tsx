import { render } from 'preact';
import { say } from '../kit/page';
import { wireLanguages, wireTheme } from '../kit/theme';
import { Gate } from '../staff/Gate';
import { Desk } from './Desk';
import './author.css';

wireTheme();
wireLanguages();
const main = document.getElementById('main')!;
main.replaceChildren();
render(<Gate role="author" title={say('author.title')}><Desk /></Gate>, main);

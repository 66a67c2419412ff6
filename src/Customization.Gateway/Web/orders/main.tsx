import { render } from 'preact';
import { wireLanguages, wireTheme } from '../kit/theme';
import { OrderList } from './OrderList';
import { OrderPage } from './OrderPage';
import './orders.css';

wireTheme();
wireLanguages();
const main = document.getElementById('main')!;
const id = location.pathname.split('/')[2];
main.replaceChildren();
render(id ? <OrderPage id={decodeURIComponent(id)} /> : <OrderList />, main);

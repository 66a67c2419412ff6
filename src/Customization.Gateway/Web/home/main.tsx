import { wireTheme } from '../kit/theme';
import './home.css';

wireTheme();

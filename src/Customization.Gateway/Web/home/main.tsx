import { wireLanguages, wireTheme } from '../kit/theme';
import './home.css';

wireTheme();
wireLanguages();

import { render } from 'preact';
import { createResetApi } from '../shared/api';
import '../shared/theme/kit.css';
import '../shared/theme/password.css';
import { App } from './app';
import './reset.css';
import { readUrlParameters } from './url_parameters';

const root = document.getElementById('root');
if (root !== null) render(<App api={createResetApi()} parameters={readUrlParameters(location.search)} />, root);

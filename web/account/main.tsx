import { render } from 'preact';
import '../shared/theme/kit.css';
import '../shared/theme/password.css';
import './account.css';
import { createAccountApi } from './api';
import { App } from './app';

const root = document.getElementById('root');
if (root !== null) render(<App api={createAccountApi()} parameters={new URLSearchParams(location.search)} />, root);

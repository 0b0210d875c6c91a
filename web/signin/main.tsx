import { render } from 'preact';
import '../shared/theme/kit.css';
import { createSigninApi } from './api';
import { App } from './app';
import { readAddress } from './address';
import '../shared/theme/authenticator.css';
import './signin.css';

const root = document.getElementById('root');
if (root !== null) render(<App api={createSigninApi()} address={readAddress(location)} />, root);

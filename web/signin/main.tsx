import { render } from 'preact';
import { chooseLanguage } from '../shared/language';
import { start } from '../shared/start';
import { STRINGS } from '../shared/strings';
import '../shared/theme/kit.css';
import { createSigninApi } from './api';
import { App } from './app';
import { readAddress } from './address';
import { SIGNIN_STRINGS } from './strings';
import '../shared/theme/authenticator.css';
import './signin.css';

const address = readAddress(location);
const language = chooseLanguage(address.market, navigator.languages);
start(language, [STRINGS, SIGNIN_STRINGS], (root) =>
  render(<App api={createSigninApi()} firstLanguage={language} address={address} />, root),
);

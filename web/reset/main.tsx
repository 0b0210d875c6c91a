import { render } from 'preact';
import { createResetApi } from '../shared/api';
import { chooseLanguage } from '../shared/language';
import { start } from '../shared/start';
import { STRINGS } from '../shared/strings';
import '../shared/theme/kit.css';
import '../shared/theme/password.css';
import { App } from './app';
import './reset.css';
import { readUrlParameters } from './url_parameters';

const parameters = readUrlParameters(location.search);
const language = chooseLanguage(parameters.market, navigator.languages);
start(language, [STRINGS], (root) =>
  render(<App api={createResetApi()} firstLanguage={language} parameters={parameters} />, root),
);

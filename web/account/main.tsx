import { render } from 'preact';
import { chooseLanguage } from '../shared/language';
import { start } from '../shared/start';
import { STRINGS } from '../shared/strings';
import '../shared/theme/kit.css';
import '../shared/theme/password.css';
import '../shared/theme/authenticator.css';
import './account.css';
import { createAccountApi } from './api';
import { App } from './app';
import { ACCOUNT_STRINGS } from './strings';

const parameters = new URLSearchParams(location.search);
const report = takeReport();
const language = chooseLanguage(parameters.get('mkt'), navigator.languages);
start(language, [STRINGS, ACCOUNT_STRINGS], (root) =>
  render(
    <App
      api={createAccountApi()}
      firstLanguage={language}
      parameters={parameters}
      report={report}
      flow={fragment('application')}
      signOut={fragment('sign-out')}
    />,
    root,
  ),
);

/** What an application asks for. It stays in the address, so that a reload goes on with it. */
function fragment(name: 'application' | 'sign-out'): string | null {
  return new URLSearchParams(location.hash.slice(1)).get(name);
}

/**
 * What a mail's "this was not me" brought along. Behind the # it reaches no server before the button is pressed, and
 * it does not stay in the address.
 */
function takeReport(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('not-me');
  if (token !== null) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

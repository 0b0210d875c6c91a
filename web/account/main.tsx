import { render } from 'preact';
import '../shared/theme/kit.css';
import '../shared/theme/password.css';
import '../shared/theme/authenticator.css';
import './account.css';
import { createAccountApi } from './api';
import { App } from './app';

const root = document.getElementById('root');
if (root !== null) render(<App api={createAccountApi()} parameters={new URLSearchParams(location.search)} report={takeReport()} />, root);

/**
 * What a mail's "this was not me" brought along. Behind the # it reaches no server before the button is pressed, and
 * it does not stay in the address.
 */
function takeReport(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('not-me');
  if (token !== null) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

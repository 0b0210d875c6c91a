/** People sign in to other applications with their account; those are somebody else's OpenID Connect clients. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { AccountVisitor } from '../lib/account.mjs';
import { accessibilityProblems, openBrowser, openPage } from '../lib/browser.mjs';
import { Environment } from '../lib/environment.mjs';
import { RelyingParty } from '../lib/relying_party.mjs';

const NEXT = 'Ny-Adgangskode-2026';

let environment;
let browser;
let intranet;
let wiki;
before(async () => {
  environment = await Environment.up();
  browser = await openBrowser(environment);
  intranet = await RelyingParty.up(environment, 'Intranettet');
  wiki = await RelyingParty.up(environment, 'Wiki', '--public');
});
after(async () => {
  await intranet?.down();
  await wiki?.down();
  await browser?.close();
  await environment?.down();
});

async function visitor(language = 'en', options = {}) {
  const page = await openPage(browser, { locale: language === 'da' ? 'da-DK' : 'en-US', ...options });
  return new AccountVisitor(page, environment, language);
}
const go = (visit, party, query = '') => visit.page.goto(`${party.url}/login${query}`);
const who = (visit) => visit.page.locator('#who').textContent();
const error = (visit) => visit.page.locator('#error').textContent();

for (const [language, lead] of [['en', 'Sign in to go on to Intranettet.'], ['da', 'Log på for at gå videre til Intranettet.']]) {
  test(`a person signs in to an application, is told which, and is not asked by the next one, in ${language}`, async () => {
    const person = await environment.freshPerson();
    const visit = await visitor(language);
    await go(visit, intranet);
    await visit.heading(visit.words.signIn).waitFor();
    await visit.page.getByText(lead, { exact: true }).waitFor();
    assert.deepEqual(await accessibilityProblems(visit.page), []);
    await visit.signIn(environment.upnOf(person), environment.password);
    assert.equal(await who(visit), environment.upnOf(person));
    assert.equal(intranet.claims.sub, intranet.claims.oid);
    assert.deepEqual(intranet.claims.amr, ['pwd']);
    assert.equal(intranet.userinfo.preferred_username, environment.upnOf(person));
    const first = intranet.claims;

    await go(visit, wiki);
    assert.equal(await who(visit), environment.upnOf(person));
    assert.equal(wiki.claims.sub, first.sub);
    assert.equal(wiki.claims.sid, first.sid, 'one session');
    assert.equal(wiki.claims.auth_time, first.auth_time, 'the person proved who they are once');
    assert.deepEqual(visit.page.troubles, []);
    await visit.page.context().close();
  });
}

test('an application that asks without a page is told whether somebody is signed in', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await go(visit, intranet, '?prompt=none');
  assert.equal(await error(visit), 'login_required');
  await go(visit, intranet);
  await visit.signIn(environment.upnOf(person), environment.password);
  await who(visit);
  await go(visit, wiki, '?prompt=none');
  assert.equal(await who(visit), environment.upnOf(person));
  await visit.page.context().close();
});

test('an application may want the person to prove who they are now', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await go(visit, intranet);
  await visit.signIn(environment.upnOf(person), environment.password);
  await who(visit);
  for (const query of ['?prompt=login', '?max_age=0']) {
    await go(visit, intranet, query);
    await visit.signIn(environment.upnOf(person), environment.password);
    assert.equal(await who(visit), environment.upnOf(person));
  }
  await visit.page.context().close();
});

test('the answer can come as a form', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await go(visit, intranet, '?response_mode=form_post');
  await visit.signIn(environment.upnOf(person), environment.password);
  assert.equal(await who(visit), environment.upnOf(person));
  assert.deepEqual(visit.page.troubles, []);
  await visit.page.context().close();
});

test('whoever must change the password first is back in the application after it', async () => {
  const person = await environment.person('pwexpired');
  const visit = await visitor();
  await go(visit, intranet);
  await visit.signIn(environment.upnOf(person), environment.password);
  await visit.heading(visit.words.change).waitFor();
  await visit.page.reload();
  await visit.field(visit.words.next).waitFor();
  await visit.change(environment.password, NEXT);
  assert.equal(await who(visit), environment.upnOf(person));
  await visit.page.context().close();
});

test('a reload of the sign-in page, and a way back that is lost', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor('da', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await go(visit, intranet);
  await visit.heading(visit.words.signIn).waitFor();
  await visit.page.reload();
  await visit.page.getByText('Intranettet').waitFor();
  const address = visit.page.url();
  const stranger = await visitor('da', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  await stranger.page.goto(address);
  await stranger.heading('Du er ikke blevet logget på').waitFor();
  assert.deepEqual(await accessibilityProblems(stranger.page), []);
  await visit.signIn(environment.upnOf(person), environment.password);
  assert.equal(await who(visit), environment.upnOf(person));
  await stranger.page.context().close();
  await visit.page.context().close();
});

test('tokens are refreshed until the password is reset', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await go(visit, wiki);
  await visit.signIn(environment.upnOf(person), environment.password);
  await who(visit);
  assert.equal((await wiki.refresh()).claims().sub, wiki.claims.sub);
  await visit.open();
  await visit.toChange();
  await visit.change(environment.password, NEXT);
  await visit.message(visit.words.changed).waitFor();
  await assert.rejects(wiki.refresh(), { error: 'invalid_grant' });
  await visit.page.context().close();
});

for (const [language, title, text] of [['en', 'Sign out', /asks you to sign out here as well/], ['da', 'Log af', /beder dig også logge af her/]]) {
  test(`an application signs a person out, and asks first when it does not show whom it means, in ${language}`, async () => {
    const person = await environment.freshPerson();
    const visit = await visitor(language, { viewport: { width: 390, height: 844 } });
    await go(visit, intranet);
    await visit.signIn(environment.upnOf(person), environment.password);
    await who(visit);
    await visit.page.goto(intranet.signOutAddress({ post_logout_redirect_uri: `${intranet.url}/bye`, state: 'so long' }));
    await visit.heading(title).waitFor();
    await visit.page.getByText(text).waitFor();
    assert.deepEqual(await accessibilityProblems(visit.page), []);
    await visit.button(title).click();
    assert.equal(await visit.page.locator('#bye').textContent(), 'so long');
    await go(visit, intranet, '?prompt=none');
    assert.equal(await error(visit), 'login_required');

    await go(visit, intranet);
    await visit.signIn(environment.upnOf(person), environment.password);
    await who(visit);
    await visit.page.goto(intranet.signOutAddress({ id_token_hint: intranet.tokens.id_token }));
    await visit.message(visit.words.signIn === 'Log på' ? 'Du er logget af' : 'You are signed out').waitFor();
    await go(visit, wiki, '?prompt=none');
    assert.equal(await error(visit), 'login_required');
    await visit.page.context().close();
  });
}

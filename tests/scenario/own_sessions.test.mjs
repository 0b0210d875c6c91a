/** People see where they are signed in, and sign out elsewhere: two browsers of the same person. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { AccountVisitor } from '../lib/account.mjs';
import { inspector } from '../lib/administrator.mjs';
import { openBrowser, openPage } from '../lib/browser.mjs';
import { Environment } from '../lib/environment.mjs';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0';
const WORDS = {
  en: {
    where: 'Where you’re signed in', here: 'Chrome on Linux', there: 'Firefox on Windows', thisOne: 'This browser', end: 'Sign out',
    ended: 'You’re signed out there', endOthers: 'Sign out everywhere else', allEnded: 'You’re signed out everywhere else',
    again: 'Enter your password again', goOn: 'Continue', back: 'Back to my account', notAnyMore: 'You are not signed in any more',
  },
  da: {
    where: 'Her er du logget på', here: 'Chrome på Linux', there: 'Firefox på Windows', thisOne: 'Denne browser', end: 'Log af',
    ended: 'Du er logget af der', endOthers: 'Log af alle andre steder', allEnded: 'Du er logget af alle andre steder',
    again: 'Skriv din adgangskode igen', goOn: 'Fortsæt', back: 'Tilbage til min konto', notAnyMore: 'Du er ikke længere logget på',
  },
};

let environment;
let browser;
before(async () => {
  environment = await Environment.up();
  browser = await openBrowser(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

/** One of the person's browsers. */
class Visitor extends AccountVisitor {
  static async arrive(person, language, options = {}) {
    const page = await openPage(browser, { locale: language === 'da' ? 'da-DK' : 'en-US', ...options });
    const visit = new Visitor(page, environment, language);
    visit.words = { ...visit.words, ...WORDS[language] };
    Object.assign(visit, inspector(page, `own-sessions-${language}`));
    await visit.open();
    await visit.signIn(environment.upnOf(person), environment.password);
    await visit.heading(visit.words.home).waitFor();
    return visit;
  }

  tile(name) { return this.page.locator('.methods .tile').filter({ hasText: name }); }
  async toList() {
    await this.button(this.words.where).click();
    await this.heading(this.words.where).waitFor();
  }
  /** The page is asked for anew, and nobody is signed in. */
  async findsItselfSignedOut() {
    await this.page.reload();
    await this.heading(this.words.signIn).waitFor();
  }
  async leave() {
    assert.deepEqual(this.problems, []);
    assert.deepEqual(this.page.troubles, []);
    await this.page.context().close();
  }
}

for (const language of ['en', 'da']) {
  test(`a person signs another browser out, in ${language}, and it has to sign in again`, async () => {
    const person = await environment.freshPerson();
    const here = await Visitor.arrive(person, language);
    const there = await Visitor.arrive(person, language, { userAgent: FIREFOX });
    const { words } = here;
    await here.look('home');
    await here.toList();
    await here.tile(words.thisOne).filter({ hasText: words.here }).waitFor();
    await here.tile(words.there).waitFor();
    assert.equal(await here.tile(words.here).getByRole('button').count(), 0, 'this one is signed out at home');
    await here.look('list');
    await here.button(`${words.end}: ${words.there}`).focus();
    await here.page.keyboard.press('Enter');
    await here.message(words.ended).waitFor();
    await here.tile(words.there).waitFor({ state: 'detached' });
    assert.equal(await here.button(words.endOthers).count(), 0, 'there is nowhere else');
    await here.look('ended');

    await there.button(words.where).click();
    await there.message(words.notAnyMore).waitFor();
    await there.findsItselfSignedOut();
    await there.signIn(environment.upnOf(person), environment.password);
    await there.heading(words.home).waitFor();

    await here.button(words.back).click();
    await here.toList();
    await here.tile(words.there).waitFor();
    await here.button(words.endOthers).click();
    await here.message(words.allEnded).waitFor();
    await here.tile(words.there).waitFor({ state: 'detached' });
    await there.findsItselfSignedOut();
    await here.page.reload();
    await here.heading(words.home).waitFor();
    await there.leave();
    await here.leave();
  });
}

test('long after the sign-in the password is asked for again, and then it ends what was meant', async () => {
  const person = await environment.freshPerson();
  const here = await Visitor.arrive(person, 'da');
  const there = await Visitor.arrive(person, 'da', { userAgent: FIREFOX });
  const { words } = here;
  await here.toList();
  let refused = 0;
  await here.page.route('**/account/v1/sessions/*', (route) => {
    if (route.request().method() !== 'DELETE' || refused++ > 0) return route.continue();
    return route.fulfill({ status: 403, json: { error: { code: 'sign_in_too_old', message: '' } } });
  });
  await here.button(`${words.end}: ${words.there}`).click();
  await here.heading(words.again).waitFor();
  await here.field(words.password).fill(environment.password);
  await here.button(words.goOn).click();
  await here.message(words.ended).waitFor();
  await here.tile(words.there).waitFor({ state: 'detached' });
  assert.equal(refused, 2);
  await there.findsItselfSignedOut();
  await there.leave();
  await here.leave();
});

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { argumentsOf, compileMessage, parseMessage } from '../scripts/message.mjs';
import { generate, mistakesIn, readLanguages } from '../scripts/words.mjs';

const LANGUAGES = readLanguages();

test('every language says everything that English says, with the same arguments', () => {
  assert.deepEqual(mistakesIn(LANGUAGES), []);
  assert.ok(LANGUAGES.size >= 2);
});

describe('a third language', () => {
  const ENGLISH = {
    language: { name: 'English', locale: 'en-US' },
    page: { hello: 'Hello {name}', mails: '{count, plural, one {# mail} other {# mails}}', steps: ['one', 'two'], late: '{wait, select, none {Later} other {In {wait}}}' },
  };
  const GERMAN = {
    language: { name: 'Deutsch', locale: 'de-DE' },
    page: { hello: 'Hallo {name}', mails: '{count, plural, one {# Mail} other {# Mails}}', steps: ['eins', 'zwei'], late: '{wait, select, none {Später} other {In {wait}}}' },
  };
  const broken = (change) => {
    const german = structuredClone(GERMAN);
    change(german);
    return new Map([['en', ENGLISH], ['de', german]]);
  };
  const cases = [
    ['that is whole', () => undefined, []],
    ['without a text', (one) => delete one.page.hello, ['de.json: page.hello is missing']],
    ['with an empty text', (one) => (one.page.hello = ''), ['de.json: page.hello is empty']],
    ['without a group', (one) => delete one.page, ['de.json: page is missing']],
    ['without its own name', (one) => delete one.language.name, ['de.json: language.name is missing']],
    ['with a text of its own', (one) => (one.page.bye = 'Tschüss'), ['de.json: page.bye is not in English']],
    ['without an argument', (one) => (one.page.hello = 'Hallo'), ['de.json: page.hello does not use {name}']],
    ['with another argument', (one) => (one.page.hello = 'Hallo {name} {surname}'), ['de.json: page.hello uses {surname}, which English does not have']],
    ['with nothing for what may be missing', (one) => (one.page.late = 'In {wait}'), ['de.json: page.late has no "none" for {wait}']],
    ['with a part too few', (one) => one.page.steps.pop(), ['de.json: page.steps has 1 parts, and in English there are 2']],
    ['with a text for a group', (one) => (one.page = 'x'), ['de.json: page is a text, and in English it is a group']],
  ];
  for (const [what, change, mistakes] of cases) {
    test(what, () => assert.deepEqual(mistakesIn(broken(change)), mistakes));
  }

  for (const text of ['Hallo {name', '{count, plural, one {#}}', '{when, date}', '{count, plural, offset:1 other {#}}']) {
    test(`with ${text}, which cannot be read`, () => {
      const [mistake, ...others] = mistakesIn(broken((one) => (one.page.hello = text)));
      assert.match(mistake, /^de\.json: page\.hello cannot be read: /);
      assert.deepEqual(others, []);
    });
  }

  test('says in English what it lacks, or has wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'words-'));
    try {
      generate(broken((one) => {
        delete one.page.hello;
        one.page.late = 'In {wait}';
      }), folder);
      const made = readFileSync(join(folder, 'de', 'page.ts'), 'utf8');
      assert.match(made, /`Hello \$\{a\.name\}`/);
      assert.match(made, /'Later'|"Later"|`Later`/);
      assert.match(made, /"eins"/);
      const known = readFileSync(join(folder, 'languages.ts'), 'utf8');
      assert.match(known, /LANGUAGES = \["en","de"\]/);
      assert.match(known, /"de": "Deutsch"/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a message', () => {
  const f = { number: (n) => `<${n}>`, duration: (s) => `${s} s`, plural: (n) => new Intl.PluralRules('da').select(n) };
  const say = (text, a) => {
    const code = compileMessage(text, argumentsOf(parseMessage(text)));
    return new Function('a', 'f', `return ${code}`)(a, f);
  };
  const cases = [
    ['Hej', {}, 'Hej'],
    ['{name}', { name: 'Ane' }, 'Ane'],
    ['{n, number} af {of, number}', { n: 1, of: 3 }, '<1> af <3>'],
    ['om {s, duration}', { s: 5 }, 'om 5 s'],
    ['{n, plural, =0 {ingen} one {# kode} other {# koder}}', { n: 0 }, 'ingen'],
    ['{n, plural, =0 {ingen} one {# kode} other {# koder}}', { n: 1 }, '<1> kode'],
    ['{n, plural, =0 {ingen} one {# kode} other {# koder}}', { n: 2 }, '<2> koder'],
    ['{n, plural, one {én} =1 {præcis én} other {#}}', { n: 1 }, 'præcis én'],
    ['{kind, select, unlock {låst op} other {nulstillet}}', { kind: 'unlock' }, 'låst op'],
    ['{kind, select, unlock {låst op} other {nulstillet}}', { kind: 'reset' }, 'nulstillet'],
    ['{on, select, true {til} other {fra}}', { on: true }, 'til'],
    ['{on, select, true {til} other {fra}}', { on: false }, 'fra'],
    ['{t, select, none {aldrig} other {kl. {t}}}', { t: null }, 'aldrig'],
    ['{t, select, none {aldrig} other {kl. {t}}}', {}, 'aldrig'],
    ['{t, select, none {aldrig} other {kl. {t}}}', { t: '12' }, 'kl. 12'],
    ['{t, select, none {} other {{t, plural, one {# gang} other {# gange}}}}.', { t: 2 }, '<2> gange.'],
    ["It's '{'not'}' it''s `${name}` \\ {name}", { name: 'x' }, "It's {not} it's `$x` \\ x"],
    ['a\nb', {}, 'a\nb'],
  ];
  for (const [text, args, said] of cases) test(`${text} of ${JSON.stringify(args)}`, () => assert.equal(say(text, args), said));

  for (const text of ['{n, number} {n, select, true {x} other {y}}', '{n, selectordinal, other {#}}', '{n, time}']) {
    test(`${text} is refused`, () => assert.throws(() => argumentsOf(parseMessage(text))));
  }
});

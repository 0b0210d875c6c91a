import assert from 'node:assert/strict';
import { test } from 'node:test';
import { API_ERROR_CODES, ApiError, decodeApiError } from '../dist/lib/api_error.mjs';
import { createFormats } from '../dist/lib/format.mjs';
import { chooseLanguage, formatLocale } from '../dist/lib/language.mjs';
import { REASONS } from '../dist/lib/reasons.mjs';
import { errorText, reasonText, stringsOf } from '../dist/lib/strings.mjs';

const formats = createFormats('en-GB', () => Date.UTC(2026, 10, 22, 12));
const STRINGS = stringsOf(formats);
const EVERY_NUMBER = {
  minLength: 14,
  maxLength: 256,
  categories: 2,
  categoriesNeeded: 3,
  historyLength: 24,
  minAgeSeconds: 86_400,
  mayChangeAt: Date.UTC(2026, 10, 24, 12),
  triesLeft: 2,
};

function keyPaths(value, prefix = '') {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [prefix];
  return Object.entries(value).flatMap(([key, inner]) => keyPaths(inner, `${prefix}.${key}`));
}

function assertSentence(text, where) {
  assert.equal(typeof text, 'string', where);
  assert.doesNotMatch(text, /undefined|null|NaN|\{|\}|\[object/, where);
  assert.ok(text.trim().length > 0, where);
}

test('no Danish text is left in English', () => {
  const flat = (strings) =>
    new Map(
      keyPaths(strings).map((path) => [
        path,
        path
          .split('.')
          .slice(1)
          .reduce((at, key) => at[key], strings),
      ]),
    );
  const danish = flat(STRINGS.da);
  const same = [...flat(STRINGS.en)]
    .filter(([path, text]) => typeof text === 'string' && danish.get(path) === text)
    .map(([path]) => path);
  assert.deepEqual(same.sort(), ['.product']);
});

for (const [language, strings] of Object.entries(STRINGS)) {
  test(`every reason says what happened, with its numbers and without them, in ${language}`, () => {
    for (const reason of REASONS) {
      for (const kind of ['reset', 'unlock']) {
        for (const details of [{}, EVERY_NUMBER]) {
          const { title, text, next } = reasonText(reason, details, kind, strings, formats);
          assertSentence(title, reason);
          assertSentence(text, reason);
          if (reason !== 'succeeded') assertSentence(next, `${reason}: what to do next`);
        }
      }
    }
  });

  test(`every reason has words of its own in ${language}`, () => {
    const titles = REASONS.map((reason) => reasonText(reason, EVERY_NUMBER, 'reset', strings, formats).title);
    assert.equal(new Set(titles).size, REASONS.length);
  });

  test(`the rule's number stands in the text in ${language}`, () => {
    const expected = [
      ['password_too_short', '14'],
      ['password_too_long', '256'],
      ['password_not_complex', '3'],
      ['password_in_history', '24'],
      ['password_refused', '24'],
      ['password_too_young', '24 November 2026'],
      ['current_password_wrong', '2'],
    ];
    for (const [reason, number] of expected) {
      assert.ok(reasonText(reason, EVERY_NUMBER, 'reset', strings, formats).text.includes(number), reason);
    }
  });

  test(`every error of the API has words in ${language}`, () => {
    for (const code of API_ERROR_CODES) {
      for (const details of [
        { triesLeft: null, retryAfterSeconds: null },
        { triesLeft: 3, retryAfterSeconds: 90_000 },
      ]) {
        const { title, text } = errorText({ code, details }, strings, formats);
        assertSentence(title, code);
        assertSentence(text, code);
      }
    }
  });
}

test('the asked-for market rules, then the browser, then English', () => {
  assert.equal(chooseLanguage('da-DK', ['en-US']), 'da');
  assert.equal(chooseLanguage('en-US', ['da-DK']), 'en');
  assert.equal(chooseLanguage('DA', []), 'da');
  assert.equal(chooseLanguage('xx-XX', ['fr-FR', 'da', 'en']), 'da');
  assert.equal(chooseLanguage('dav', []), 'en', 'another language that begins so');
  assert.equal(chooseLanguage(null, ['fr-FR', 'sv-SE']), 'en');
  assert.equal(chooseLanguage(null, []), 'en');
});

test("numbers and times follow the person's own variant of the language", () => {
  assert.equal(formatLocale('en', ['en-GB', 'da']), 'en-GB');
  assert.equal(formatLocale('da', ['en-GB']), 'da-DK');
});

test('a time today has no date, another day has one', () => {
  const noon = new Date(2026, 10, 22, 12).getTime();
  const local = createFormats('en-GB', () => noon);
  assert.equal(local.clock(noon + 2 * 3_600_000 + 300_000), '14:05');
  assert.equal(local.otherDay(noon + 3_600_000), null);
  assert.equal(local.otherDay(noon + 24 * 3_600_000), '23 November 2026');
});

test('a wait is told in the unit that fits', () => {
  const danish = createFormats('da-DK');
  assert.deepEqual(
    [1, 59, 119, 120, 300, 7_199, 7_200, 86_400, 172_800].map((seconds) => danish.duration(seconds)),
    [
      '1 sekund',
      '59 sekunder',
      '119 sekunder',
      '2 minutter',
      '5 minutter',
      '120 minutter',
      '2 timer',
      '24 timer',
      '2 dage',
    ],
  );
});

test("an answer that is no error of ours is 'unexpected', and keeps its status", () => {
  for (const body of [undefined, null, 'x', [], {}, { error: 7 }, { error: { code: 'brand_new' } }]) {
    const error = decodeApiError(502, body, null);
    assert.ok(error instanceof ApiError);
    assert.deepEqual([error.code, error.status], ['unexpected', 502]);
  }
});

test('the wait is read from the details, else from the header', () => {
  const body = (details) => ({ error: { code: 'too_many_attempts', message: '', details } });
  assert.equal(decodeApiError(429, body({ retryAfterSeconds: 60 }), '90').details.retryAfterSeconds, 60);
  assert.equal(decodeApiError(429, body(undefined), '90').details.retryAfterSeconds, 90);
  assert.equal(decodeApiError(429, body({}), 'Wed, 21 Oct 2026 07:28:00 GMT').details.retryAfterSeconds, null);
});

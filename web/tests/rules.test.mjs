import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCode } from '../dist/lib/code_text.mjs';
import { findProblem, isSamePassword } from '../dist/lib/password_check.mjs';
import { characterKinds, countUnits, hasLoneSurrogate } from '../dist/lib/password_text.mjs';
import * as answers from '../dist/lib/reset_answers.mjs';
import { failedRule, measure, NOTHING_TYPED, rulesOf, stateOf } from '../dist/lib/rules.mjs';
import { readUrlParameters } from '../dist/lib/url_parameters.mjs';
import { DOMAIN_POLICY } from './mock_tenant.mjs';

const UNKNOWN_POLICY = {
  source: 'unknown',
  minLength: null,
  complexity: null,
  historyLength: null,
  historyEnforced: false,
  minAgeSeconds: null,
  minAgeEnforced: false,
  mayChangeAt: null,
  maxLength: 256,
};

function refusal(reason, details = {}) {
  return { reason, details, kind: 'reset', supportCode: 'c', retry: true };
}

test('characters are counted as the directory counts: UTF-16 units after NFC', () => {
  assert.equal(countUnits('A\u030Angstro\u0308m'), 8);
  assert.equal(countUnits('🫐'), 2);
  assert.equal(countUnits(''), 0);
});

test('the five kinds of characters', () => {
  const cases = [
    ['ÅØÆ', ['uppercase']],
    ['æøåß', ['lowercase']],
    ['0129', ['digit']],
    [' !~\\"', ['symbol']],
    ['日本ء', ['otherLetter']],
    ['🫐§€ ٣', []],
    ['aA1!漢', ['lowercase', 'uppercase', 'digit', 'symbol', 'otherLetter']],
    ['o\u0308', ['lowercase']],
  ];
  for (const [text, kinds] of cases) assert.deepEqual([...characterKinds(text)].sort(), [...kinds].sort(), text);
});

test('lone surrogates are found, pairs are not', () => {
  for (const text of ['\ud83e', 'a\udeb0', '\udeb0\ud83e', '🫐\ud83e']) assert.ok(hasLoneSurrogate(text));
  for (const text of ['', 'abc', '🫐', '\uffff']) assert.ok(!hasLoneSurrogate(text));
});

test('the rules are those that the directory told', () => {
  assert.deepEqual(rulesOf(DOMAIN_POLICY, null), [
    { id: 'minLength', value: 14 },
    { id: 'kinds', value: 3 },
    { id: 'notName', value: 0 },
    { id: 'notInHistory', value: 24 },
    { id: 'maxLength', value: 256 },
  ]);
});

test('history that is not enforced is not claimed', () => {
  const ids = rulesOf({ ...DOMAIN_POLICY, historyEnforced: false }, null).map(({ id }) => id);
  assert.ok(!ids.includes('notInHistory'));
});

test('of an unknown policy only the longest length is shown', () => {
  assert.deepEqual(rulesOf(UNKNOWN_POLICY, null), [{ id: 'maxLength', value: 256 }]);
  assert.deepEqual(rulesOf(null, null), [{ id: 'maxLength', value: 256 }]);
});

test("a refusal's number replaces the policy's, and a rule that was not told appears", () => {
  const short = rulesOf(DOMAIN_POLICY, refusal('password_too_short', { minLength: 20 }));
  assert.deepEqual(short[0], { id: 'minLength', value: 20 });
  for (const [reason, details, rule] of [
    ['password_in_history', { historyLength: 5 }, { id: 'notInHistory', value: 5 }],
    ['password_not_complex', { categories: 2, categoriesNeeded: 4 }, { id: 'kinds', value: 4 }],
    ['password_contains_name', {}, { id: 'notName', value: 0 }],
  ]) {
    assert.deepEqual(rulesOf(UNKNOWN_POLICY, refusal(reason, details))[0], rule);
  }
});

test('marks follow what is typed; what only the directory knows is never marked as met', () => {
  const rules = rulesOf(DOMAIN_POLICY, null);
  const states = (text) => rules.map((rule) => stateOf(rule, text === null ? NOTHING_TYPED : measure(text), null));
  assert.deepEqual(states(null), ['notMet', 'notMet', 'later', 'later', 'notMet']);
  assert.deepEqual(states('Blåbærgrød'), ['notMet', 'notMet', 'later', 'later', 'met']);
  assert.deepEqual(states('Blåbærgrød-2026'), ['met', 'met', 'later', 'later', 'met']);
  assert.deepEqual(states('aA1'.repeat(100)), ['met', 'met', 'later', 'later', 'failed']);
});

test('a refusal marks its rule as failed', () => {
  assert.equal(failedRule(refusal('password_in_history')), 'notInHistory');
  assert.equal(failedRule(refusal('password_banned')), null);
  assert.equal(failedRule(null), null);
});

test('only what is certain to be refused is stopped', () => {
  const rules = rulesOf(DOMAIN_POLICY, null);
  const cases = [
    ['', 'missing'],
    ['a'.repeat(13), 'tooShort'],
    ['🫐'.repeat(6), 'tooShort'],
    ['a'.repeat(257), 'tooLong'],
    ['o\u0308'.repeat(257), 'tooLong'],
    [`${'a'.repeat(20)}\ud83e`, 'loneSurrogate'],
    [`${'a'.repeat(20)}\0`, 'nul'],
  ];
  for (const [typed, id] of cases) assert.equal(findProblem(typed, rules)?.id, id, id);
  for (const typed of ['a'.repeat(14), '🫐'.repeat(7), 'o\u0308'.repeat(256), ' '.repeat(14), 'a'.repeat(256)]) {
    assert.equal(findProblem(typed, rules), null, typed);
  }
  assert.equal(
    findProblem('a', rulesOf(null, null)),
    null,
    'without rules, one character is for the directory to judge',
  );
});

test('passwords that normalise alike are the same', () => {
  assert.ok(isSamePassword('\u00e5', 'a\u030a'));
  assert.ok(!isSamePassword('a ', 'a'));
});

test('a code is read with whatever stands between its digits', () => {
  for (const typed of ['123456', ' 123 456 ', '123-456', '12\u00a034\u201356', '\t123456\n']) {
    assert.deepEqual(readCode(typed), { code: '123456', problem: null }, typed);
  }
  assert.equal(readCode('  ').problem, 'codeMissing');
  for (const typed of ['12345', '1234567', '12345a', '１２３４５６'])
    assert.equal(readCode(typed).problem, 'codeMalformed');
});

test('what a link says is read, and cut to a sane length', () => {
  assert.deepEqual(readUrlParameters('?mkt=da-DK&whr=example.org&username=lise%40example.org'), {
    market: 'da-DK',
    whr: 'example.org',
    userId: 'lise@example.org',
  });
  assert.deepEqual(readUrlParameters(''), { market: null, whr: null, userId: '' });
  assert.equal(readUrlParameters(`?username=${'a'.repeat(1000)}`).userId.length, 256);
  assert.equal(readUrlParameters(`?whr=${'a'.repeat(1000)}`).whr, null);
});

test('answers are decoded strictly, and members that are not known are ignored', () => {
  const settings = { tenantName: 'N', unlockAllowed: true, helpdesk: { url: null, text: 'x' }, brandNew: 1 };
  assert.deepEqual(answers.settings(settings), {
    tenantName: 'N',
    unlockAllowed: true,
    helpdesk: { url: null, text: 'x' },
    contactAdministrator: false,
    look: { logo: null, accentColor: null, identifyText: { da: '', en: '' } },
  });
  for (const broken of [null, [], { ...settings, tenantName: 7 }, { ...settings, unlockAllowed: 'yes' }]) {
    assert.throws(() => answers.settings(broken));
  }
  const description = { policy: DOMAIN_POLICY, account: { locked: false, disabled: false, expired: false } };
  assert.deepEqual(answers.description(description), description);
  assert.throws(() => answers.description({ ...description, policy: { ...DOMAIN_POLICY, minLength: -1 } }));
});

test('a reason that this page does not know is an outcome that is not known', () => {
  const outcome = {
    reason: 'brand_new',
    kind: 'reset',
    supportCode: 'c',
    details: { minLength: 'x', secret: 1 },
    retry: false,
  };
  const decoded = answers.pendingOutcome({ outcome });
  assert.deepEqual(decoded, { reason: 'outcome_unknown', kind: 'reset', supportCode: 'c', details: {}, retry: false });
  assert.equal(answers.pendingOutcome({ outcome: null }), null);
});

test('a ticket with a key of another curve is refused', () => {
  const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
  const ticket = {
    requestId: 'r',
    tenantId: 't',
    sourceAnchor: 's',
    kind: 'reset',
    iat: 1,
    exp: 2,
    recipients: [{ kid: 'k', jwk }],
  };
  assert.equal(answers.ticket(ticket).recipients.length, 1);
  assert.throws(() => answers.ticket({ ...ticket, recipients: [{ kid: 'k', jwk: { ...jwk, crv: 'P-384' } }] }));
  assert.deepEqual(answers.ticket({ ...ticket, kind: 'unlock', recipients: undefined }).recipients, []);
});

import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { makeVectors, readVectors } from '../scripts/make_vectors.mjs';
import { concatKdf, layOutPlaintext, PLAINTEXT_BYTES, sealPasswords, UnsealableText } from '../dist/lib/seal.mjs';
import { openCompact, readPlaintext } from './open_jwe.mjs';

const fromBase64Url = (text) => new Uint8Array(Buffer.from(text, 'base64url'));

function makeRecipient(kid) {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, jwk: pair.publicKey.export({ format: 'jwk' }), privateJwk: pair.privateKey.export({ format: 'jwk' }) };
}

function makeTicket(recipients) {
  return {
    requestId: 'b4b9c8a6-31a6-4f0c-8f0d-0d2d8cbf9d02',
    tenantId: '5e3f4a0e-93a7-4a52-8b57-5d7f3df0b1aa',
    sourceAnchor: 'AAECAwQFBgcICQoLDA0ODw==',
    kind: 'reset',
    iat: 1795370400,
    exp: 1795370520,
    recipients: recipients.map(({ kid, jwk }) => ({ kid, jwk })),
  };
}

test('the Concat KDF gives the key of RFC 7518 Appendix C', async () => {
  const vector = readVectors().concat_kdf;
  const key = await concatKdf({
    sharedSecret: fromBase64Url(vector.shared_secret),
    algorithmId: vector.algorithm_id,
    partyUInfo: fromBase64Url(vector.party_u_info),
    partyVInfo: fromBase64Url(vector.party_v_info),
    keyBits: vector.key_bits,
  });
  assert.equal(Buffer.from(key).toString('base64url'), vector.derived_key);
});

test('the shared secret of the vectors is that of RFC 7518 Appendix C, whose two keys they use', () => {
  const { concat_kdf: rfc, vectors } = readVectors();
  for (const vector of vectors) assert.equal(vector.shared_secret, rfc.shared_secret, vector.name);
});

test('sealing with the fixed keys gives the vectors in the file, byte for byte', async () => {
  assert.deepEqual(await makeVectors(), readVectors());
});

test('every vector opens with an independent implementation and holds its passwords', () => {
  const { recipient_private_jwk: privateJwk, vectors } = readVectors();
  for (const vector of vectors) {
    const { current, next } = readPlaintext(openCompact(vector.jwe, privateJwk).plaintext);
    assert.deepEqual({ current, next }, { current: vector.current, next: vector.next });
  }
});

test('each recipient gets a JWE that opens with its own key alone', async () => {
  const recipients = [makeRecipient('agent-1'), makeRecipient('agent-2')];
  const sealed = await sealPasswords(makeTicket(recipients), { current: '', next: 'Blåbærgrød-2026!' });
  assert.deepEqual(
    sealed.map(({ kid }) => kid),
    ['agent-1', 'agent-2'],
  );
  for (const [index, { jwe }] of sealed.entries()) {
    assert.equal(readPlaintext(openCompact(jwe, recipients[index].privateJwk).plaintext).next, 'Blåbærgrød-2026!');
    assert.throws(() => openCompact(jwe, recipients[1 - index].privateJwk));
  }
  const [first, second] = sealed.map(({ jwe }) =>
    openCompact(jwe, recipients[sealed.findIndex((s) => s.jwe === jwe)].privateJwk),
  );
  assert.notEqual(first.header.epk.x, second.header.epk.x, 'a fresh ephemeral key each');
  assert.notEqual(first.iv, second.iv, 'a fresh IV each');
});

test('the protected header has exactly the members of the protocol and repeats the ticket', async () => {
  const recipient = makeRecipient('agent-1');
  const ticket = makeTicket([recipient]);
  const [sealed] = await sealPasswords(ticket, { current: '', next: 'x' });
  const { epk, ...header } = openCompact(sealed.jwe, recipient.privateJwk).header;
  assert.deepEqual(Object.keys(epk).sort(), ['crv', 'kty', 'x', 'y']);
  assert.deepEqual(header, {
    alg: 'ECDH-ES',
    enc: 'A256GCM',
    kid: 'agent-1',
    rid: ticket.requestId,
    tid: ticket.tenantId,
    sub: ticket.sourceAnchor,
    knd: 'reset',
    iat: ticket.iat,
    exp: ticket.exp,
  });
});

test('the length of a JWE does not depend on the password', async () => {
  const ticket = makeTicket([makeRecipient('agent-1')]);
  const lengths = new Set();
  for (const next of ['', 'a', 'Blåbærgrød-2026!', '🫐'.repeat(128)]) {
    const [sealed] = await sealPasswords(ticket, { current: '', next });
    lengths.add(sealed.jwe.length);
  }
  assert.equal(lengths.size, 1);
});

test('any changed character of a JWE is noticed', () => {
  const { recipient_private_jwk: privateJwk, vectors } = readVectors();
  const { jwe } = vectors[0];
  for (let at = 0; at < jwe.length; at += 7) {
    if (jwe[at] === '.') continue;
    const changed = jwe.slice(0, at) + (jwe[at] === 'A' ? 'Q' : 'A') + jwe.slice(at + 1);
    assert.throws(() => openCompact(changed, privateJwk), `position ${at}`);
  }
});

test('a lone surrogate is refused rather than replaced', () => {
  for (const next of ['\ud83e', 'a\udc00b', '\udc00\ud83e']) {
    assert.throws(
      () => layOutPlaintext({ current: '', next }),
      (error) => error instanceof UnsealableText && error.why === 'lone_surrogate',
    );
  }
});

test('the layout holds what fits to the last byte and refuses one byte more', () => {
  const room = PLAINTEXT_BYTES - 4;
  const full = layOutPlaintext({ current: '', next: 'a'.repeat(room) });
  assert.equal(full.length, PLAINTEXT_BYTES);
  const split = layOutPlaintext({ current: 'c'.repeat(800), next: 'n'.repeat(800) });
  assert.deepEqual(readPlaintext(Buffer.from(split)), { current: 'c'.repeat(800), next: 'n'.repeat(800) });
  const tooLong = [
    { current: '', next: 'a'.repeat(room + 1) },
    { current: '', next: `${'a'.repeat(room - 1)}å` },
    { current: 'c'.repeat(room + 1), next: 'n' },
    { current: 'c'.repeat(room + 2), next: '' },
  ];
  for (const passwords of tooLong) {
    assert.throws(
      () => layOutPlaintext(passwords),
      (error) => error instanceof UnsealableText && error.why === 'too_long',
    );
  }
});

test('a recipient key that is no point on the curve is refused', async () => {
  const recipient = makeRecipient('agent-1');
  const off = { kid: 'agent-1', jwk: { ...recipient.jwk, y: recipient.jwk.x } };
  await assert.rejects(sealPasswords(makeTicket([off]), { current: '', next: 'x' }));
});

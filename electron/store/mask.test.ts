import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MASKED, maskDeep, maskLiterals, maskSecrets } from './mask.ts';

test.each([
  ['type 4111 1111 1111 1111 into Card', `type ${MASKED} into Card`],
  ['card 5500-0000-0000-0004 ok', `card ${MASKED} ok`],
  ['use ghp_0123456789abcdefghijABCDEFGHIJ012345', `use ${MASKED}`],
  ['key sk-proj-abcdefghijklmnop1234', `key ${MASKED}`],
  ['Authorization: Bearer abcdef0123456789abc', `Authorization: Bearer ${MASKED}`],
  ['open https://ann:hunter2@example.org/x', `open https://ann:${MASKED}@example.org/x`],
  ['password: hunter2 then Enter', `password: ${MASKED} then Enter`],
  ['Passwort=geheim, weiter', `Passwort=${MASKED}, weiter`],
  ['the API key is abc123', `the API key is ${MASKED}`],
  ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', MASKED],
])('%s is stored without the secret', (text, stored) => {
  expect(maskSecrets(text)).toBe(stored);
});

test.each([
  'click the Password field',
  'Dear team, the total is 42 € (incl. 7% tax) @ 10:30 — ¡olé!',
  'order 1234 5678 9012 3456 of Monday',
  'call 0049 30 1234567',
  'pinned: no',
  'work out 12 × 34',
])('%s is stored as it is', (text) => {
  expect(maskSecrets(text)).toBe(text);
});

test('a text named as secret is hidden wherever it occurs, the longest first', () => {
  const mask = maskLiterals((t) => t, ['correct', 'correct horse']);
  expect(mask('say correct horse, or correct')).toBe(`say ${MASKED}, or ${MASKED}`);
});

test('masking reaches every text of a value and leaves its shape and identities alone', () => {
  const value = { runId: 'password: x', list: [{ note: 'password: x', n: 1, none: null, yes: true }] };
  expect(maskDeep(value, maskSecrets)).toEqual({
    runId: 'password: x',
    list: [{ note: `password: ${MASKED}`, n: 1, none: null, yes: true }],
  });
});

test('masking twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const once = maskSecrets(text);
      expect(maskSecrets(once)).toBe(once);
    }),
  );
});

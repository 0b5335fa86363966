import { expect, test } from 'vitest';
import { describerFor, secretsOf } from './secrets.ts';

test('what is typed into a password field is a secret, what is typed elsewhere is not', () => {
  expect(
    secretsOf([
      { do: 'click', target: 'User name field' },
      { do: 'type', text: 'ada' },
      { do: 'click', target: 'Password field' },
      { do: 'type', text: 'hunter2' },
      { do: 'hotkey', keys: ['enter'] },
      { do: 'type', text: 'hello' },
    ]),
  ).toEqual(['hunter2']);
});

test.each(['Passwort', 'Kennwort', 'Mot de passe', 'Contraseña', '密码', 'PIN', 'API key'])(
  '%s is a secret field',
  (name) => {
    expect(
      secretsOf([
        { do: 'click', target: name },
        { do: 'type', text: 's3cret' },
      ]),
    ).toEqual(['s3cret']);
  },
);

test('a wait, a look or selecting what is there does not leave the password field', () => {
  expect(
    secretsOf([
      { do: 'click', target: 'Password' },
      { do: 'wait', seconds: 1 },
      { do: 'hotkey', keys: ['ctrl', 'a'] },
      { do: 'hotkey', keys: ['delete'] },
      { do: 'type', text: 'hunter2' },
    ]),
  ).toEqual(['hunter2']);
});

test('a spinner or an opinion is no PIN', () => {
  expect(
    secretsOf([
      { do: 'click', target: 'Opinions' },
      { do: 'type', text: 'many' },
    ]),
  ).toEqual([]);
});

test('of a secret only the length is said, however long it is', () => {
  const secret = 'correct horse battery staple '.repeat(5);
  const describe = describerFor([secret]);
  expect(describe({ type: 'type', text: secret }, null)).toBe('Type 145 hidden characters');
  expect(describe({ type: 'type', text: 'ada' }, null)).toBe('Type “ada”');
});

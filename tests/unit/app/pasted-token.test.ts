import fc from 'fast-check';
import { expect, describe as suite, test } from 'vitest';
import { takeApart } from '../../../src/app/state/pasted-token.ts';

const token = 'eyJhbGciOi.J9-_~+/x=';
const parts = (pasted: string) => {
  const apart = takeApart(pasted);
  return apart.kind === 'fault' ? apart.fault : [apart.kind, apart.parts];
};

suite('a pasted token', () => {
  test.each([[token], [`  ${token}\n`], [`"${token}"`], [`'${token}'`], [`\u200b${token}\ufeff`]])('stands alone: %j', (pasted) => {
    expect(parts(pasted)).toEqual(['plain', { access_token: token }]);
  });

  test.each([[`Bearer ${token}`], [`bearer   ${token}`], [`Authorization: Bearer ${token}`], [`authorization:Token ${token}`]])(
    'is taken out of a header: %j',
    (pasted) => expect(parts(pasted)).toEqual(['header', { access_token: token }]),
  );

  test('is taken out of a token reply, with what stands beside it', () => {
    const reply = { access_token: token, token_type: 'Bearer', expires_in: 3600, refresh_token: 'r-1', scope: 'read write' };
    const whole = ['reply', { access_token: token, refresh_token: 'r-1', expires_in: '3600', scope: 'read write' }];
    expect(parts(JSON.stringify(reply, null, 2))).toEqual(whole);
    expect(parts(JSON.stringify({ success: true, payload: reply }))).toEqual(whole);
    expect(parts(JSON.stringify({ access_token: token, expires_in: '6000', scope: null }))).toEqual([
      'reply',
      { access_token: token, expires_in: '6000' },
    ]);
  });

  test.each([
    ['https://app.example/callback/#access_token=abc-1&expires_in=60&scope=a+b&account=9'],
    ['https://app.example/callback/?p=1#/access_token=abc-1&expires_in=60&scope=a%20b'],
    ['https://app.example/#!#access_token=abc-1&expires_in=60&scope=a+b'],
    ['#access_token=abc-1&expires_in=60&scope=a+b'],
    ['access_token=abc-1&expires_in=60&scope=a+b'],
    ['https://api.example/me?access_token=abc-1&expires_in=60&scope=a+b'],
  ])('is taken out of an address: %s', (pasted) => {
    expect(parts(pasted)).toEqual(['address', { access_token: 'abc-1', expires_in: '60', scope: 'a b' }]);
  });

  test.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['one two', 'spaces'],
    [`Bearer ${token} more`, 'spaces'],
    ['tökén', 'letters'],
    ['https://app.example/callback/?code=abc&state=x', 'code'],
    ['code=abc', 'code'],
    ['https://app.example/callback/#error=access_denied', 'refusal'],
    ['{"error":"invalid_grant"}', 'refusal'],
    ['{"token":"x"}', 'nothing'],
    ['{"access_token":', 'nothing'],
    ['{"access_token":{"a":1}}', 'nothing'],
    ['https://app.example/', 'nothing'],
  ])('%j is %s', (pasted, fault) => {
    expect(parts(pasted)).toBe(fault);
  });

  test('comes out of any reply and any address as it went in, and nothing else throws', () => {
    const anyToken = fc.stringMatching(/^[\w.~+/-]{1,64}=?$/);
    fc.assert(
      fc.property(anyToken, fc.nat(), (access_token, life) => {
        const expected = { access_token, expires_in: String(life) };
        expect(parts(JSON.stringify({ access_token, expires_in: life }))).toEqual(['reply', expected]);
        const query = new URLSearchParams({ access_token, expires_in: String(life) });
        expect(parts(`https://app.example/callback/#${query}`)).toEqual(['address', expected]);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (any) => {
        const apart = takeApart(any);
        if (apart.kind !== 'fault') expect(apart.parts.access_token).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});

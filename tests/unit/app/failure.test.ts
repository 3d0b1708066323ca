import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../src/app/state/failure.ts';
import { SingletError } from '../../../src/core/base/errors.ts';

const saidOf = (error: string, error_description?: string) =>
  failureOf(new SingletError('authorization_rejected', { oauth: { error, ...(error_description && { error_description }) } })).said;

describe('a failure as it is shown', () => {
  test.each([
    ["'Missing the auth code: access_denied'", undefined, 'Missing the auth code: access_denied'],
    ['"access_denied"', '“The user said no.”', 'access_denied: The user said no.'],
    ['access_denied', "'No' was said", "access_denied: 'No' was said"],
    ["'a' and 'b'", undefined, "'a' and 'b'"],
    ["'The user didn't say'", undefined, "The user didn't say"],
    ["''", undefined, "''"],
    ['\'"twice"\'', undefined, '"twice"'],
    ["  'padded'  ", undefined, 'padded'],
  ])('%s (%s): one layer of quotation marks comes off', (error, description, shown) => {
    expect(saidOf(error, description)).toBe(shown);
  });

  test('what the provider says is cut, and stays text', () => {
    expect(saidOf('x'.repeat(400))).toHaveLength(301);
    expect(saidOf('<img onerror=alert(1)>')).toBe('<img onerror=alert(1)>');
  });

  test('keeps what is known beyond the code', () => {
    const facts = { certainty: 'likely', spent: 'maybe', origin: 'https://id.acme.example' } as const;
    expect(failureOf(new SingletError('cors_blocked', { provider: 'acme', facts }))).toMatchObject({ provider: 'acme', facts });
    expect(failureOf(new SingletError('no_rule'))).not.toHaveProperty('facts');
  });

  test('says no host twice', () => {
    const facts = { origin: 'https://id.acme.example' } as const;
    const detailOf = (detail: string) => failureOf(new SingletError('network_failed', { detail, facts })).detail;
    expect(detailOf('id.acme.example')).toBeUndefined();
    expect(detailOf('id.acme.example, the reply broke off')).toBe('the reply broke off');
    expect(detailOf('id.acme.example.evil')).toBe('id.acme.example.evil');
    expect(failureOf(new SingletError('server_failed', { detail: 'id.acme.example' })).detail).toBe('id.acme.example');
  });

  test('metadata that could not be had because of the network tells that reason, of the same provider', () => {
    const facts = { certainty: 'likely', origin: 'https://id.acme.example' } as const;
    const cause = new SingletError('cors_blocked', { detail: 'id.acme.example', facts });
    expect(failureOf(new SingletError('discovery_failed', { provider: 'acme', detail: 'no metadata', cause }))).toEqual({
      code: 'cors_blocked',
      detail: undefined,
      said: undefined,
      provider: 'acme',
      facts,
    });
    const other = new SingletError('server_failed', { detail: 'answered 403' });
    expect(failureOf(new SingletError('discovery_failed', { cause: other }))).toMatchObject({ code: 'discovery_failed' });
    expect(failureOf(new SingletError('identity_failed', { cause }))).toMatchObject({ code: 'identity_failed' });
  });

  test('a stranger is a fault of the page, without its stack', () => {
    expect(failureOf(new RangeError('deep'))).toEqual({
      code: 'unexpected',
      detail: 'RangeError: deep',
      said: undefined,
      provider: undefined,
    });
    expect(failureOf('text')).toMatchObject({ code: 'unexpected', detail: undefined });
  });
});

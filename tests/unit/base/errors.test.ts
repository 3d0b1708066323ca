import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isSingletError, SingletError } from '../../../src/core/base/errors.ts';
import { hints } from '../../../src/core/base/hints.ts';
import { Secret } from '../../../src/core/base/secret.ts';
import { actHints } from '../../../src/core/session/act-hints.ts';
import { errorCodes } from '../../fixtures/error-codes.ts';

describe('an error', () => {
  test('has a phase, and says whether another try may help', () => {
    expect(new SingletError('timed_out')).toMatchObject({ name: 'SingletError', phase: 'token', retryable: true });
    expect(new SingletError('iss_mismatch')).toMatchObject({ phase: 'callback', retryable: false });
    expect(new SingletError('storage_unavailable', { phase: 'vault' }).phase).toBe('vault');
  });

  test('has one sentence for every code: what a person can do', () => {
    for (const code of errorCodes) {
      const hint = (actHints as Record<string, string>)[code] ?? hints[code];
      expect(hint, code).toMatch(/^[A-Z].{8,90}\.$/);
    }
  });

  test('carries what else is known, also as JSON and in a clone', () => {
    const facts = { certainty: 'likely', spent: 'maybe', origin: 'https://id.acme.example' } as const;
    const error = new SingletError('unreachable', { facts });
    expect(error.facts).toEqual(facts);
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: 'unreachable', facts });
    expect(new SingletError('unreachable').facts).toBeUndefined();
  });

  test('is recognised across frames, where instanceof is not', () => {
    expect(isSingletError(structuredClone({ name: 'SingletError', code: 'aborted' }))).toBe(true);
    for (const other of [null, undefined, 'SingletError', new Error('x'), {}]) expect(isSingletError(other)).toBe(false);
  });

  test('shows neither its cause nor its stack as JSON', () => {
    const text = JSON.stringify(new SingletError('network_failed', { cause: new Error('canary'), oauth: { error: 'e' }, detail: 'host' }));
    expect(text).not.toContain('canary');
    expect(JSON.parse(text)).toMatchObject({ code: 'network_failed', oauth: { error: 'e' }, detail: 'host' });
  });
});

describe('a secret', () => {
  const secret = new Secret('canary-secret-value-a1b2');

  test('is a mask in text, in JSON, in templates and on the console', () => {
    for (const shown of [
      String(secret),
      JSON.stringify({ secret }),
      `${secret}`,
      inspect(secret, { depth: 9, showHidden: true }),
      Object.values(secret).join(),
    ])
      expect(shown).not.toContain('canary');
    expect(String(secret)).toBe('•••• a1b2');
  });

  test('gives itself out only when asked by name, and its tail only when it is long', () => {
    expect(secret.reveal()).toBe('canary-secret-value-a1b2');
    expect(new Secret('short').tail).toBe('');
  });

  test('does not survive a structured clone', () => {
    expect(JSON.stringify(structuredClone({ ...secret }))).toBe('{}');
  });
});

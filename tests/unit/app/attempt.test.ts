import { describe, expect, test } from 'vitest';
import { makeAttempts } from '../../../src/app/state/attempt.ts';
import { failureOf } from '../../../src/app/state/failure.ts';
import { describe as describeFailure } from '../../../src/app/text/errors.ts';
import { SingletError } from '../../../src/core/index.ts';

function memory(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
    clear: () => items.clear(),
    key: (at: number) => [...items.keys()][at] ?? null,
    get length() {
      return items.size;
    },
  };
}

describe('what this tab set out to do', () => {
  const base = new URL('https://host.example/a/');
  const attempt = { provider: 'acme', name: 'Acme', inputs: { service: 'github' } };

  test('is remembered until it is forgotten, apart for every base path', () => {
    const storage = memory();
    const attempts = makeAttempts(() => storage, base);
    attempts.remember(attempt);
    expect(attempts.read()).toEqual(attempt);
    expect(makeAttempts(() => storage, new URL('https://host.example/b/')).read()).toBeNull();
    expect(storage.key(0)).toMatch(/^singlet:\/a\//);
    attempts.forget();
    expect(attempts.read()).toBeNull();
  });

  test.each(['{', '1', '"x"', '{"provider":1,"name":"x"}', '{"provider":"a","name":"b","inputs":null}'])(
    '%s in storage is nothing',
    (value) => {
      const storage = memory();
      const attempts = makeAttempts(() => storage, base);
      attempts.remember(attempt);
      storage.setItem(storage.key(0) ?? '', value);
      expect(attempts.read()).toBeNull();
    },
  );

  test('open questions are kept until none is left, and only those that can be understood', () => {
    const storage = memory();
    const attempts = makeAttempts(() => storage, base);
    const code = { transactionId: 't', url: 'https://id.example/x', endsAt: 5 };
    const questions = [{ kind: 'confirm', attempt } as const, { kind: 'code', attempt, code } as const];
    attempts.rememberQuestions(questions);
    expect(attempts.questions()).toEqual(questions);
    expect(attempts.read()).toBeNull();
    const key = storage.key(0) ?? '';
    storage.setItem(
      key,
      JSON.stringify([
        { kind: 'confirm' },
        { kind: 'code', attempt },
        { kind: 'code', attempt, code: { ...code, url: 'javascript:1' } },
        7,
      ]),
    );
    expect(attempts.questions()).toEqual([]);
    storage.setItem(key, '{');
    expect(attempts.questions()).toEqual([]);
    attempts.rememberQuestions([]);
    expect(storage.length).toBe(0);
  });

  test('blocked storage is the same as none', () => {
    const attempts = makeAttempts(() => {
      throw new DOMException('blocked', 'SecurityError');
    }, base);
    attempts.remember(attempt);
    expect(attempts.read()).toBeNull();
    attempts.forget();
    attempts.rememberQuestions([{ kind: 'confirm', attempt }]);
    expect(attempts.questions()).toEqual([]);
  });
});

describe('what is shown of an error', () => {
  test('the words of a provider are capped', () => {
    const error = new SingletError('authorization_rejected', { oauth: { error: 'access_denied', error_description: 'x'.repeat(5000) } });
    expect(failureOf(error).said?.length).toBe(301);
    expect(failureOf(error).said).toMatch(/^access_denied: x/);
  });

  test('a code from another frame counts; anything else is unexpected and loses its stack', () => {
    expect(failureOf({ name: 'SingletError', code: 'timed_out' }).code).toBe('timed_out');
    expect(describeFailure({ code: 'invented' as 'timed_out' })).toEqual(describeFailure({ code: 'unexpected' }));
    expect(failureOf(new TypeError('boom'))).toEqual({
      code: 'unexpected',
      detail: 'TypeError: boom',
      said: undefined,
      provider: undefined,
    });
    expect(failureOf(undefined).code).toBe('unexpected');
  });
});

import { expect, describe as suite, test } from 'vitest';
import * as callback from '../../../src/app/text/callback.ts';
import * as closed from '../../../src/app/text/closed.ts';
import * as code from '../../../src/app/text/code.ts';
import * as confirm from '../../../src/app/text/confirm.ts';
import * as connectPanel from '../../../src/app/text/connect-panel.ts';
import * as connectStep from '../../../src/app/text/connect-step.ts';
import * as connections from '../../../src/app/text/connections.ts';
import * as consoleWords from '../../../src/app/text/console.ts';
import * as disconnect from '../../../src/app/text/disconnect.ts';
import * as errorWords from '../../../src/app/text/error-words.ts';
import * as errors from '../../../src/app/text/errors.ts';
import * as explanation from '../../../src/app/text/explanation.ts';
import * as failure from '../../../src/app/text/failure.ts';
import * as given from '../../../src/app/text/given.ts';
import * as inspector from '../../../src/app/text/inspector.ts';
import * as inspectorTerms from '../../../src/app/text/inspector-terms.ts';
import * as presetForm from '../../../src/app/text/preset-form.ts';
import * as providerFacts from '../../../src/app/text/provider-facts.ts';
import * as providers from '../../../src/app/text/providers.ts';
import * as scopes from '../../../src/app/text/scopes.ts';
import * as secret from '../../../src/app/text/secret.ts';
import * as text from '../../../src/app/text/text.ts';
import * as tourOffer from '../../../src/app/text/tour-offer.ts';
import * as tours from '../../../src/app/text/tours.ts';
import * as underway from '../../../src/app/text/underway.ts';
import * as verdict from '../../../src/app/text/verdict.ts';
import { errorCodes } from '../../fixtures/error-codes.ts';

const files = {
  callback,
  closed,
  code,
  confirm,
  connectPanel,
  connectStep,
  connections,
  consoleWords,
  disconnect,
  errors,
  errorWords,
  explanation,
  failure,
  given,
  inspector,
  inspectorTerms,
  presetForm,
  providerFacts,
  providers,
  scopes,
  secret,
  text,
  tourOffer,
  tours,
  underway,
  verdict,
};

/** Every text of a catalogue with the path to it. */
function texts(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, `${path}.${key}`));
}
const all = Object.entries(files).flatMap(([name, file]) => texts({ ...file }, name));

suite('the catalogue of words', () => {
  test('was read at all', () => {
    expect(all.length).toBeGreaterThan(300);
  });

  test.each(errorCodes)('%s has a title, a reason and one action', (code) => {
    const told = errors.describe({ code }, 'Acme');
    expect(told.title).toMatch(/^\S.*\.$/);
    expect(told.why).toMatch(/^\S.*\.$/);
    expect(told.label).toBe(errors.actionLabels[told.action]);
    expect(`${told.title} ${told.why}`).not.toMatch(/[{}]/);
  });

  test('has words for no code that does not exist', () => {
    expect(Object.keys(errorWords.errorWords).sort()).toEqual([...errorCodes].sort());
  });

  test('a fault that has no code is told as ours', () => {
    expect(errors.describe({ code: 'unexpected' }).title).toContain('this page');
  });

  test('a provider without a name still begins a sentence properly', () => {
    expect(errors.describe({ code: 'server_failed' }).title).toBe('The provider has trouble on its side.');
    expect(errors.describe({ code: 'server_failed' }, 'the gate').title).toBe('The gate has trouble on its side.');
    expect(errors.describe({ code: 'server_failed' }, 'eBay').title).toBe('eBay has trouble on its side.');
  });

  const network = [
    'offline',
    'unreachable',
    'cors_blocked',
    'policy_blocked',
    'mixed_content',
    'local_network_denied',
    'network_failed',
  ] as const;
  const facts = { certainty: 'likely', spent: 'nothing', origin: 'https://id.acme.example:8443' } as const;

  test.each([...network, 'redirect_refused', 'timed_out', 'reply_too_large'] as const)('%s names who was asked', (code) => {
    const { title, why } = errors.describe({ code, facts }, 'Acme');
    expect(`${title} ${why}`).toContain('id.acme.example:8443');
    expect(errors.describe({ code }, 'Acme').title).not.toContain('undefined');
  });

  test.each(network.filter((code) => code !== 'network_failed'))('%s says how sure its reason is', (code) => {
    expect(errors.describe({ code, facts }).why).toMatch(/^Probably: /);
    expect(errors.describe({ code, facts: { ...facts, certainty: 'certain' } }).why).toMatch(/^Certainly: /);
  });

  test('what may be spent is said, and that it is not sent again; what is not spent goes without saying', () => {
    expect(errors.describe({ code: 'timed_out', facts: { ...facts, spent: 'maybe' } }).why).toMatch(
      /may be used up all the same, so nothing is sent again/,
    );
    expect(errors.describe({ code: 'timed_out', facts }).why).not.toContain('used up');
  });

  test.each([
    [200, '1 second.'],
    [30_000, '30 seconds.'],
    [59_001, '60 seconds.'],
  ])('a provider that asks for %i ms is quoted: %s', (retryAfterMs, said) => {
    expect(errors.describe({ code: 'rate_limited', facts: { retryAfterMs } }, 'Acme').why.endsWith(`It asks for ${said}`)).toBe(true);
    expect(errors.describe({ code: 'rate_limited', facts: { retryAfterMs: 0 } }).why).not.toContain('asks for');
  });

  test('a reply that broke off is told as that', () => {
    expect(errors.describe({ code: 'network_failed', facts: { ...facts, certainty: 'certain' } }).title).toBe(
      'The reply of id.acme.example:8443 broke off.',
    );
    expect(errors.describe({ code: 'network_failed', facts }).title).toMatch(/^No readable answer came/);
  });

  test('every label of an action is one that some failure asks for', () => {
    const asked = new Set(['unexpected' as const, ...errorCodes].map((code) => errors.describe({ code }).action));
    expect([...asked].sort()).toEqual(Object.keys(errors.actionLabels).sort());
  });

  test('never sends anybody to a proxy', () => {
    expect(all.filter(([, words]) => /proxy|relay/i.test(words))).toEqual([]);
  });

  test('is nowhere empty, doubled or padded', () => {
    expect(all.filter(([, words]) => words.trim() === '' || / {2}/.test(words) || /\s$/.test(words))).toEqual([]);
  });

  test('keeps the tone: no exclamation, no "oops", no capitals-only label', () => {
    expect(all.filter(([, words]) => /!|oops|success|please/i.test(words) || /^[A-Z]{4,}$/.test(words))).toEqual([]);
  });

  test('fills every place it has values for and leaves the rest to be seen', () => {
    expect(text.fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
    expect(text.fill('{a}', { a: '{b}', b: 'x' })).toBe('{b}');
  });
});

import { expect, describe as suite, test } from 'vitest';
import { emptyPresetDraft, flowsFor, nearBase, presetEntry, presetFault } from '../../../src/app/state/preset-draft.ts';
import type { Fact, PresetInfo } from '../../../src/core/index.ts';

const unknown: Fact = { value: 'unknown' };
const stated = (value: 'yes' | 'no' | 'partly'): Fact => ({
  value,
  source: 'https://acme.example/docs',
  date: '2026-01-02',
  dated: 'read',
});

function preset(more: Partial<PresetInfo> = {}, facts: Partial<PresetInfo['facts']> = {}): PresetInfo {
  return {
    preset: 'acme',
    name: 'Acme',
    icon: 'Ac',
    base: undefined,
    baseless: false,
    flow: 'auto',
    docs: undefined,
    facts: {
      implicit: unknown,
      pkce: unknown,
      secretNeeded: unknown,
      corsToken: unknown,
      corsRevocation: unknown,
      corsApi: unknown,
      refresh: unknown,
      queryInRedirectUri: unknown,
      issParameter: unknown,
      ...facts,
    },
    ...more,
  };
}
const page = new URL('https://app.example/s/');
const draft = { ...emptyPresetDraft, base: 'https://id.acme.example', clientId: 'spa' };

suite('a provider from a preset', () => {
  test.each([
    ['https://id.example/', 'https://id.example'],
    ['https://id.example/realms/x//', 'https://id.example/realms/x'],
    ['https://id.example/t/.well-known/openid-configuration', 'https://id.example/t'],
    ['https://id.example/.well-known/oauth-authorization-server/t', 'https://id.example/t'],
    ['https://id.example', null],
    ['id.example/', null],
    ['http://id.example/', null],
  ])('%s is offered as %s', (typed, meant) => {
    expect(nearBase(typed)).toBe(meant);
  });

  test('wants a base only where there is none, and a client id unless a token is brought', () => {
    expect(presetFault('base', { ...draft, base: '' }, preset())).toBe('base-empty');
    expect(presetFault('base', { ...draft, base: '' }, preset({ base: 'https://acme.example' }))).toBeNull();
    expect(presetFault('base', { ...draft, base: 'nonsense' }, preset())).toBe('issuer-address');
    expect(presetFault('base', { ...draft, base: 'nonsense' }, preset({ baseless: true }))).toBeNull();
    expect(presetFault('clientId', { ...draft, clientId: ' ' }, preset())).toBe('client-empty');
    expect(presetFault('clientId', { ...draft, clientId: '', flow: 'paste' }, preset())).toBeNull();
  });

  test('offers only ways that can be, and never the usual one twice', () => {
    expect(flowsFor(preset())).toEqual(['paste']);
    expect(flowsFor(preset({}, { implicit: stated('partly') }))).toEqual(['token', 'paste']);
    expect(flowsFor(preset({}, { implicit: stated('no') }))).toEqual(['paste']);
    expect(flowsFor(preset({ flow: 'code' }))).toEqual(['manual-code', 'paste']);
    expect(flowsFor(preset({ flow: 'client-credentials' }, { implicit: stated('yes') }))).toEqual(['paste']);
    expect(flowsFor(preset({ flow: 'paste' }))).toEqual([]);
  });

  test('names the preset and what a person knows of it, and nothing else', () => {
    expect(presetEntry(preset({}, { issParameter: stated('yes') }), draft, [], page)).toEqual({
      id: 'acme',
      preset: 'acme',
      base: 'https://id.acme.example',
      client_id: 'spa',
    });
    const typed = { ...draft, base: 'https://id.acme.example/', name: 'Our Acme', scope: ' a b ', flow: 'token' } as const;
    expect(presetEntry(preset(), typed, ['our-acme'], page)).toEqual({
      id: 'our-acme-2',
      preset: 'acme',
      name: 'Our Acme',
      base: 'https://id.acme.example',
      client_id: 'spa',
      scope: 'a b',
      flow: 'token',
    });
    expect(presetEntry(preset({ baseless: true, flow: 'paste' }), { ...draft, clientId: '' }, [], page)).toEqual({
      id: 'acme',
      preset: 'acme',
      client_id: 'none',
    });
  });

  test('gets a redirect URI of its own where replies do not name their issuer, unless a query may not stand there', () => {
    const uri = (facts: Partial<PresetInfo['facts']>) => presetEntry(preset({}, facts), draft, [], page).redirect_uri;
    expect(uri({})).toBe('https://app.example/s/callback/?p=acme');
    expect(uri({ queryInRedirectUri: stated('no') })).toBeUndefined();
    expect(uri({ issParameter: stated('yes') })).toBeUndefined();
  });
});

import { describe, expect, test } from 'vitest';
import {
  type Draft,
  emptyDraft,
  entryFor,
  faultOf,
  faultsOf,
  idFor,
  nameFor,
  nearIssuers,
  sameAs,
} from '../../../src/app/state/provider-draft.ts';
import type { ProviderInfo } from '../../../src/core/index.ts';

const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft, ...part });

describe('a provider described in the form', () => {
  test.each([
    ['', 'issuer-empty'],
    ['id.acme.example', 'issuer-address'],
    ['ftp://id.acme.example', 'issuer-address'],
    ['http://id.acme.example', 'issuer-scheme'],
    ['https://me:pw@id.acme.example', 'issuer-extra'],
    ['https://id.acme.example/?a=b', 'issuer-extra'],
    ['https://id.acme.example/#x', 'issuer-extra'],
    ['http://evil.example/localhost', 'issuer-scheme'],
    ['http://localhost.evil.example', 'issuer-scheme'],
    ['https://id.acme.example/realms/a', null],
    [' https://id.acme.example ', null],
    ['http://localhost:4175', null],
    ['http://id.localhost:4175', null],
    ['http://127.0.0.1:4175', null],
  ])('issuer %j: %s', (issuer, fault) => {
    expect(faultOf('issuer', draft({ issuer }))).toBe(fault);
  });

  test('a client id is there and has no spaces', () => {
    expect(faultOf('clientId', draft({}))).toBe('client-empty');
    expect(faultOf('clientId', draft({ clientId: 'acme spa' }))).toBe('client-space');
    expect(faultOf('clientId', draft({ clientId: ' acme ' }))).toBeNull();
  });

  test('with endpoints the issuer is not asked for, the sign-in address is', () => {
    expect([...faultsOf(draft({ endpoints: true, clientId: 'x' }))]).toEqual([['authorization', 'endpoint-empty']]);
    expect([...faultsOf(draft({ endpoints: true, clientId: 'x', authorization: 'https://a.example/auth?tenant=1' }))]).toEqual([]);
    expect(faultsOf(draft({ issuer: 'https://a.example', clientId: 'x', token: 'nonsense' })).size).toBe(0);
  });

  test('becomes a config entry without what was left empty', () => {
    expect(entryFor(draft({ issuer: ' https://id.acme.example ', clientId: 'spa' }), [])).toEqual({
      id: 'acme-example',
      name: 'acme.example',
      client_id: 'spa',
      issuer: 'https://id.acme.example',
    });
  });

  test('an API address is an origin and, where it has one, a path', () => {
    const api = (text: string) => entryFor(draft({ issuer: 'https://a.example', clientId: 'x', api: text }), []).api;
    expect(api('https://api.a.example/v1')).toEqual([{ origin: 'https://api.a.example', path: '/v1' }]);
    expect(api('https://api.a.example')).toEqual([{ origin: 'https://api.a.example' }]);
    expect(api('  ')).toBeUndefined();
  });

  test('a token endpoint means the code flow with PKCE, none the token flow', () => {
    const endpoints = draft({ endpoints: true, authorization: 'https://a.example/auth', clientId: 'x' });
    expect(entryFor(endpoints, [])).toMatchObject({ flow: 'token' });
    expect(entryFor({ ...endpoints, token: 'https://a.example/token' }, [])).toMatchObject({ flow: 'code', pkce: true });
  });

  test('names and ids', () => {
    expect(nameFor('https://id.acme.example/')).toBe('acme.example');
    expect(nameFor('https://id.example')).toBe('id.example');
    expect(nameFor('http://localhost:4175')).toBe('localhost:4175');
    expect(nameFor('https://sso.acme.example/realms/shop')).toBe('shop at acme.example');
    expect(idFor('Shop at acme.example', ['shop-at-acme-example'])).toBe('shop-at-acme-example-2');
    expect(idFor('äöü', [])).toMatch(/^[a-z0-9][a-z0-9-]*$/);
    expect(idFor('x'.repeat(100), [])).toHaveLength(56);
  });

  test.each([
    ['https://id.example/', ['https://id.example']],
    ['https://id.example', ['https://id.example/']],
    ['https://id.example/a//', ['https://id.example/a', 'https://id.example/a/']],
    ['https://id.example/.well-known/openid-configuration', ['https://id.example', 'https://id.example/']],
    ['https://id.example/a/.well-known/openid-configuration', ['https://id.example/a', 'https://id.example/a/']],
    ['https://id.example/.well-known/oauth-authorization-server/a', ['https://id.example/a', 'https://id.example/a/']],
    ['half typed', []],
  ])('near %s', (typed, near) => {
    expect(nearIssuers(typed)).toEqual(near);
  });

  test('the same provider is not added twice, and an operator’s is never taken for one’s own', () => {
    const entry = entryFor(draft({ issuer: 'https://id.acme.example', clientId: 'spa' }), []);
    const info = { id: 'p', local: true, client_id: 'spa', issuer: entry.issuer, name: 'acme.example' } as ProviderInfo;
    expect(sameAs(entry, [info])).toBe(info);
    expect(sameAs(entry, [{ ...info, local: false }])).toBeUndefined();
    expect(sameAs(entry, [{ ...info, client_id: 'other' }])).toBeUndefined();
  });
});

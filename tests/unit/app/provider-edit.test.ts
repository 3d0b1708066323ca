import { describe, expect, test } from 'vitest';
import type { DraftField } from '../../../src/app/state/provider-draft.ts';
import { draftOf, editableFields, editedEntry, isOtherSource } from '../../../src/app/state/provider-edit.ts';
import type { ConfigEntry } from '../../../src/core/index.ts';

const acme: ConfigEntry = {
  id: 'acme',
  name: 'Acme',
  client_id: 'spa',
  issuer: 'https://id.acme.example',
  scope: 'openid orders',
  redirect_uri: 'https://app.example/callback/?p=acme',
  api: [{ origin: 'https://api.acme.example', path: '/v1' }],
};
const old: ConfigEntry = {
  id: 'old',
  client_id: 'spa',
  authorization_endpoint: 'https://old.example/auth',
  flow: 'token',
  extraQueryParams: { a: 'b' },
};
const edited = (entry: ConfigEntry, change: Partial<Record<DraftField, string>>) => editedEntry(entry, { ...draftOf(entry), ...change });

describe('a provider that is changed in the form', () => {
  test.each([
    ['with an issuer', acme],
    ['with endpoints', old],
    ['with a token endpoint', { ...old, token_endpoint: 'https://old.example/token', flow: 'code', pkce: true }],
    ['of a preset', { id: 'mine', name: 'Mine', preset: 'singly', client_id: 'x', base: 'http://localhost:1' }],
    ['with rules that the form cannot say', { ...acme, api: [{ origin: 'https://a.example', placement: 'query:t' }] }],
  ] satisfies [string, ConfigEntry][])('%s stays what it is when nothing is changed', (_, entry) => {
    expect(edited(entry, {})).toEqual({ name: entry === old || entry.id === 'old' ? 'old.example' : entry.name, ...entry });
  });

  test('takes what was typed and keeps its id, its redirect URI and what the form does not show', () => {
    const change = { name: ' Acme Ltd ', clientId: 'other', scope: ' openid ', api: '', issuer: 'https://login.acme.example' };
    expect(edited(acme, change)).toEqual({
      id: 'acme',
      name: 'Acme Ltd',
      client_id: 'other',
      issuer: 'https://login.acme.example',
      scope: 'openid',
      redirect_uri: acme.redirect_uri,
    });
    expect(edited(old, { scope: 'x' })).toMatchObject({ extraQueryParams: { a: 'b' }, flow: 'token' });
  });

  test('without a name is called by its address', () => {
    expect(edited(acme, { name: ' ' }).name).toBe('acme.example');
    expect(edited({ id: 'mine', preset: 'singly', client_id: 'x' }, { name: '' }).name).toBe('mine');
  });

  test('changes its flow with its token endpoint, and only then', () => {
    const code = edited(old, { token: 'https://old.example/token' });
    expect(code).toMatchObject({ flow: 'code', pkce: true, token_endpoint: 'https://old.example/token' });
    const token = edited(code, { token: '' });
    expect(token.flow).toBe('token');
    expect(token).not.toHaveProperty('pkce');
    expect(token).not.toHaveProperty('token_endpoint');
    const manual: ConfigEntry = { ...code, flow: 'manual-code' };
    expect(edited(manual, { scope: 'x' }).flow).toBe('manual-code');
  });

  test('shows the fields that say something of it', () => {
    expect(editableFields(acme)).toEqual(['name', 'issuer', 'clientId', 'scope', 'api']);
    expect(editableFields(old)).toEqual(['name', 'authorization', 'token', 'userinfo', 'clientId', 'scope', 'api']);
    expect(editableFields({ id: 'mine', preset: 'singly', client_id: 'x' })).toEqual(['name', 'clientId', 'scope']);
    for (const api of [
      [{ origin: 'https://a.example', methods: ['GET'] }],
      [{ origin: 'https://a.example' }, { origin: 'https://b.example' }],
    ])
      expect(editableFields({ ...acme, api })).not.toContain('api');
  });

  test('leaves its connections in use as long as server and client are the same', () => {
    expect(isOtherSource(acme, edited(acme, { name: 'x', scope: '', api: '' }))).toBe(false);
    expect(isOtherSource(acme, edited(acme, { clientId: 'y' }))).toBe(true);
    expect(isOtherSource(acme, edited(acme, { issuer: 'https://id.acme.example/' }))).toBe(true);
    expect(isOtherSource(old, edited(old, { authorization: 'https://old.example/auth2' }))).toBe(true);
    expect(isOtherSource(old, edited(old, { token: 'https://old.example/token' }))).toBe(false);
  });
});

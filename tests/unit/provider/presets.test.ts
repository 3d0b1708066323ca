import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../../src/core/provider/config.ts';
import type { FactName, ProviderFacts } from '../../../src/core/provider/facts.ts';
import { loadFacts, loadPreset, presetNames } from '../../../src/core/provider/presets/index.ts';
import { holdsSecret } from '../../../src/core/provider/whole-shape.ts';

const callback = 'https://app.example/singlet/callback/';
const unplanned = () => Promise.reject(new Error('no request was planned'));
const load = (entry: object) => loadConfig({ providers: [entry] }, { fetch: unplanned, callback });
const names = presetNames();
const today = '2026-11-21';

/** An address for those that have no default of their own. */
const bases: Readonly<Record<string, string>> = {
  entra: 'https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555',
  auth0: 'https://tenant.eu.auth0.com',
  okta: 'https://tenant.okta.com',
  keycloak: 'https://sso.example/realms/staff',
};
const entryOf = (name: string) => ({ id: 'mine', preset: name, client_id: 'spa', ...(bases[name] && { base: bases[name] }) });

/** The questions, written out so that one that is dropped is missed. */
const questions: readonly FactName[] = [
  'implicit',
  'pkce',
  'secretNeeded',
  'corsToken',
  'corsRevocation',
  'corsApi',
  'refresh',
  'queryInRedirectUri',
  'issParameter',
];

async function factsOf(name: string): Promise<ProviderFacts> {
  const facts = await loadFacts(name);
  if (!facts) throw new Error(`${name} has no facts`);
  return facts;
}

const real = ['google', 'entra', 'github', 'gitlab', 'spotify', 'auth0', 'okta', 'keycloak'];

test('the real providers are among the presets', () => {
  expect(names).toEqual(expect.arrayContaining(real));
});

// A preset is not checked against the schema when it is loaded, so that is done here.
test.each(real)('the preset %s is right in every field, as an entry that spells it out', async (name) => {
  const { problems } = await load({ ...(await loadPreset(name)), ...entryOf(name), preset: undefined });
  expect(problems).toEqual([]);
});

test('a name that is none has no preset and no facts', async () => {
  for (const name of ['nobody', 'constructor', '', undefined, {}]) {
    expect([await loadPreset(name), await loadFacts(name)]).toEqual([undefined, undefined]);
  }
});

test('glyphs are two letters, no two alike', async () => {
  const glyphs = (await Promise.all(names.map(loadPreset))).map((preset) => preset?.icon);
  for (const glyph of glyphs) expect(glyph).toMatch(/^[A-Z][a-z]$/);
  expect(new Set(glyphs).size).toBe(names.length);
});

describe.each(names)('the preset %s', (name) => {
  test('passes the check of a config and resolves, with nothing left to fill in', async () => {
    const { providers, problems } = await load(entryOf(name));
    expect(problems).toEqual([]);
    expect(providers).toHaveLength(1);
    expect(JSON.stringify(providers)).not.toContain('{base}');
    expect(providers[0]?.name).not.toBe('mine');
  });

  test('names no client, no redirect URI and no secret', async () => {
    const preset = await loadPreset(name);
    expect(Object.keys(preset ?? {}).filter((key) => /^(id|client_id|preset|redirect_uri)$/.test(key))).toEqual([]);
    expect(holdsSecret(preset)).toBe(false);
    // Nothing that looks like an issued one: 20 characters and more of letters and digits mixed.
    expect(JSON.stringify(preset).match(/\b(?=\w*\d)(?=\w*[a-z])\w{20,}\b/gi) ?? []).toEqual([]);
  });

  test('has samples that it may call with the token, or that need none', async () => {
    const [provider] = (await load(entryOf(name))).providers;
    expect(provider?.samples.length).toBeGreaterThan(0);
    for (const { url } of provider?.samples ?? []) {
      const { origin, pathname, protocol } = new URL(url);
      const covered = provider?.api.some((rule) => rule.origin === origin && `${pathname}/`.startsWith(`${rule.path}/`));
      expect(protocol).toBe('https:');
      expect(covered || /\/(\.well-known\/openid-configuration|certs)$/.test(pathname), url).toBe(true);
    }
  });

  test('answers every question, and each answer but "unknown" says where and when it was read', async () => {
    const facts = await factsOf(name);
    expect(Object.keys(facts).sort()).toEqual([...questions].sort());
    for (const [question, { value, note, source, date, dated }] of Object.entries(facts)) {
      expect(['yes', 'no', 'partly', 'unknown'], question).toContain(value);
      expect((note ?? '').length, question).toBeLessThanOrEqual(100);
      if (value === 'unknown' && source === undefined) {
        expect([date, dated], question).toEqual([undefined, undefined]);
        continue;
      }
      expect(source, question).toMatch(/^https:\/\/[^\s{}]+$/);
      expect(date, question).toMatch(/^\d{4}-\d{2}(-\d{2})?$/);
      expect(Number.isNaN(Date.parse(date ?? '')), question).toBe(false);
      expect((date ?? '') <= today, question).toBe(true);
      expect(['page', 'read'], question).toContain(dated);
    }
  });
});

test('a preset that needs a base does not pass without one', async () => {
  for (const name of Object.keys(bases)) {
    const { providers, problems } = await load({ id: 'mine', preset: name, client_id: 'spa' });
    expect(providers, name).toEqual([]);
    expect(problems.length, name).toBeGreaterThan(0);
  }
});

test('the flow of a preset fits its facts', async () => {
  for (const name of names) {
    const { implicit, secretNeeded } = await factsOf(name);
    const preset = await loadPreset(name);
    if (preset?.flow === 'token') expect(implicit.value, name).toBe('yes');
    if (preset?.tokenRequest) expect(secretNeeded.value, name).toBe('yes');
    // Left to "auto", which asks without a secret.
    if (preset?.flow === undefined) expect(secretNeeded.value, name).toBe('no');
  }
});

test('sign-in at GitHub cannot be finished from a page, and the facts say so', async () => {
  const { corsToken, secretNeeded, corsApi } = await factsOf('github');
  expect([corsToken.value, secretNeeded.value, corsApi.value]).toEqual(['no', 'yes', 'yes']);
});

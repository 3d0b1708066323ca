/**
 * Singly's memory: accounts with their service profiles, tokens, and grants (codes).
 * An account belongs to one application. Tokens never expire and grants are never used up, as found.
 * Side effects: maps of the memory; draws from the given random source.
 */
import type { Memory } from '../memory.ts';
import { serviceNamed } from './data/services.ts';
import type { Identity, Person, SinglyApp } from './terms.ts';

export interface Profile {
  readonly service: string;
  readonly identity: Identity;
  readonly person: Person;
  /** Singly's own credential at the service; undefined when it holds none. */
  readonly credential: string | undefined;
  readonly at: number;
}

export interface Account {
  readonly id: string;
  readonly client_id: string;
  profiles: Profile[];
  /** The custom profile of POST /profiles/self. */
  self: Readonly<Record<string, unknown>> | undefined;
}

export interface Grant {
  readonly account: Account;
  readonly client_id: string;
  readonly profile: Profile;
}

export interface Ledger {
  account(id: string): Account | undefined;
  createAccount(client_id: string): Account;
  /** The account of this app that holds the identity, if any. */
  holderOf(client_id: string, service: string, id: string): Account | undefined;
  /** Adds a profile, or renews the one of the same identity. */
  addProfile(account: Account, service: string, person: Person, identity: Identity): Profile;
  createToken(account: Account, client_id: string): string;
  token(text: string): { readonly account: Account; readonly client_id: string } | undefined;
  createCode(grant: Grant): string;
  grant(code: string): Grant | undefined;
}

export interface LedgerPorts {
  readonly memory: Memory;
  readonly clock: () => number;
  readonly random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;
}

/** "id@service", by which Singly names a profile. */
export const profileName = (profile: Profile) => `${profile.identity.id}@${profile.service}`;

/** The credential that a simulated service gave to Singly for this identity. */
export const credentialOf = (service: string, identity: Identity) => `sim-${service}-${encodeURIComponent(identity.id)}-credential`;

/** Its second half, at services that still speak OAuth 1. */
export const secretOf = (service: string, identity: Identity) =>
  serviceNamed(service)?.oauth1 ? `sim-${service}-${encodeURIComponent(identity.id)}-secret` : undefined;

/** All accounts that a person has at a service, the usual one first. */
export function identitiesOf(person: Person, service: string): readonly Identity[] {
  const usual = person.identities[service];
  return [...(usual ? [usual] : []), ...(person.further?.[service] ?? [])];
}

/** What ?auth=true tells: Singly's own credential at the service. */
export function authOf({ service, identity, credential, at }: Profile) {
  const token_secret = credential === undefined ? undefined : secretOf(service, identity);
  return { token: credential, ...(token_secret === undefined ? {} : { token_secret }), at };
}

/** base64 in the alphabet of Singly's tokens: "-" and "_" for "+" and "/", and "." for "=". */
function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '.');
}

/** Bytes of a token's two parts; as text they are 160 characters, two dots between them. */
const tokenBytes = [16, 102];

export function createLedger({ memory: { map }, clock, random }: LedgerPorts): Ledger {
  const accounts = map<Account>('accounts');
  const tokens = map<{ account: Account; client_id: string }>('tokens');
  const grants = map<Grant>('grants');

  const hex = () => Array.from(random(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const tokenText = () => tokenBytes.map((length) => encode(random(new Uint8Array(length)))).join('');

  return {
    account: (id) => accounts.get(id),
    createAccount(client_id) {
      const account: Account = { id: hex(), client_id, profiles: [], self: undefined };
      accounts.set(account.id, account);
      return account;
    },
    holderOf(client_id, service, id) {
      const holds = (account: Account) => account.profiles.some((known) => known.service === service && known.identity.id === id);
      return [...accounts.values()].find((account) => account.client_id === client_id && holds(account));
    },
    addProfile(account, service, person, identity) {
      const credential = identity.takenBack ? undefined : credentialOf(service, identity);
      const profile: Profile = { service, identity, person, credential, at: clock() };
      const at = account.profiles.findIndex((known) => profileName(known) === profileName(profile));
      account.profiles = at < 0 ? [...account.profiles, profile] : account.profiles.with(at, profile);
      return profile;
    },
    createToken(account, client_id) {
      const text = tokenText();
      tokens.set(text, { account, client_id });
      return text;
    },
    token: (text) => tokens.get(text),
    createCode(grant) {
      const code = hex();
      grants.set(code, grant);
      return code;
    },
    grant: (code) => grants.get(code),
  };
}

/** Puts the people who already linked services into an account of each app. */
export function seedLedger(ledger: Ledger, apps: readonly SinglyApp[], people: readonly Person[]): void {
  for (const app of apps) {
    for (const person of people.filter((one) => one.linked.length > 0)) {
      const account = ledger.createAccount(app.client_id);
      for (const name of person.linked) {
        const service = name.slice(name.indexOf('@') + 1);
        const identity = identitiesOf(person, service).find(({ id }) => name === service || name === `${id}@${service}`);
        if (identity) ledger.addProfile(account, service, person, identity);
      }
    }
  }
}

/**
 * The types of an action in `singlet.config.json`: something a person can have done at a provider beyond signing in, as data.
 * Types only; action-schema.ts checks at compile time that it describes exactly these.
 */
import type { RequestEntry } from './entry.ts';

/** A value that the person gives. It stands as `{input.NAME}` in the request. */
export interface ActionInputEntry {
  name: string;
  label: string;
  required?: boolean | undefined;
  default?: string | undefined;
  options?: string[] | undefined;
  help?: string | undefined;
  /** It is typed unseen, kept nowhere, and goes only to the host that tokens come from. */
  secret?: boolean | undefined;
}

/** Asked with the token and shown before the person decides. */
export interface ActionPreviewEntry {
  label: string;
  url: string;
  /** `other`: asked with the token of the other connection. */
  of?: 'other' | undefined;
}

/**
 * The act takes one profile of the account, and at some servers more than that one. The profiles are read afresh, the person
 * chooses one, and what goes with it is shown.
 */
export interface ActionRemovesEntry {
  among: 'profiles';
  /** How the server names a profile, of `{id}` and `{service}`. Stands as `{input.profile}` in the request. */
  value: string;
  /** `contains`: the server takes every profile whose name contains that text. Default `exact`. */
  match?: 'exact' | 'contains' | undefined;
  /** To be typed where more than the chosen one would go. */
  word: string;
}

/** Texts for people may hold `{account}` and `{other}`, which stand for what the connections are called. */
export interface ActionEntry {
  /** Names it within the provider. */
  id: string;
  label: string;
  help?: string | undefined;
  /** `provider`: no connection is needed. Default `connection`. */
  on?: 'provider' | 'connection' | undefined;
  /** A second connection of the same server and client is needed: what to call it. */
  other?: string | undefined;
  /** With `{client_id}`, `{client_secret}`, `{token}`, `{other.token}`, `{input.NAME}`; parameters of the query that stay empty are left out. */
  request: RequestEntry;
  inputs?: ActionInputEntry[] | undefined;
  previews?: ActionPreviewEntry[] | undefined;
  removes?: ActionRemovesEntry | undefined;
  warning?: string | undefined;
  /** What cannot be had back. */
  lost?: string[] | undefined;
  /** To be typed before anything is sent. */
  word?: string | undefined;
  /** Statuses from 500 on with which the server refuses; else they are trouble of its own. */
  refusals?: number[] | undefined;
  /** `connects`: the reply is a token reply. `ends`, `ends-other`: the connection, or the other one, is of no use afterwards. */
  effect?: 'connects' | 'ends' | 'ends-other' | undefined;
}

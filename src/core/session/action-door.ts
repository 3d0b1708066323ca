/** What the door gives for an act at the provider. Types only. */
import type { ActionEntry } from '../provider/action-entry.ts';
import type { ProviderInfo } from '../provider/provider.ts';
import type { ConnectionInfo } from '../vault/records.ts';
import type { SignInResult } from './door.ts';

/** One profile of the account that the act can take. */
export interface ActionChoice {
  /** As the server names it. */
  readonly value: string;
  readonly service: string;
  readonly id: string;
  readonly name: string | undefined;
  /** Values of every choice that would go, this one among them. */
  readonly takes: readonly string[];
  /** To be typed for this one. */
  readonly word: string | undefined;
}

/** What the provider answered just now. */
export interface ActionPreview {
  readonly shown: readonly { readonly label: string; readonly of: ConnectionInfo; readonly body: unknown }[];
  readonly choices: readonly ActionChoice[];
}

/** What the person gave. */
export interface ActionValues {
  /** By name. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly client_secret?: string;
  /** Value of the {@link ActionChoice}. */
  readonly choice?: string;
  /** As typed. */
  readonly word?: string;
  readonly signal?: AbortSignal;
}

export interface ActionResult {
  /** Of an action that connects. */
  readonly signIn: SignInResult | null;
  /** Ids of connections that are of no use any more, and were forgotten here. */
  readonly ended: readonly string[];
}

/** An act that is being prepared. */
export interface ProviderAction {
  readonly action: ActionEntry;
  readonly provider: ProviderInfo;
  readonly connection: ConnectionInfo | null;
  /** What will be sent where, without any value. */
  readonly request: { readonly method: string; readonly url: string; readonly host: string };
  /** The client secret is wanted. */
  readonly wantsSecret: boolean;
  /** Parameters of the address that carry a secret or a token: logs of the server may keep them. */
  readonly inAddress: readonly string[];
  /** Connections that can be the other one: same server and client, another account. */
  readonly others: readonly ConnectionInfo[];
  /**
   * Asks the provider what there is now. `other`: id of the second connection, where the action wants one.
   * Errors: `request_refused` where both are one account, those of a call.
   */
  preview(other?: string): Promise<ActionPreview>;
  /**
   * Sends it, once. Errors: `consent_needed` where it was not previewed or the word was not typed, `preview_stale` where more or
   * less would go by now than was shown, `client_rejected`, `action_rejected`, those of a call; for an action that connects
   * those of settling. Nothing is sent again by itself.
   */
  submit(values: ActionValues): Promise<ActionResult>;
}

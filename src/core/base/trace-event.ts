/**
 * The side channel that the inspector listens to. Every stage may call `trace(event)`;
 * nothing depends on anybody listening. Events are built from safe parts: a secret
 * appears only as a `Secret`, which prints as a mask.
 */
import type { ErrorCode, SingletError } from './errors.ts';
import type { Secret } from './secret.ts';

/** The five parties of a sign-in, in the order of the inspector's lanes. */
export type Party = 'person' | 'app' | 'provider' | 'token-endpoint' | 'api';

export type TraceStep =
  | 'metadata-read'
  | 'left-for-provider'
  | 'callback-received'
  | 'callback-checked'
  | 'secret-given'
  | 'id-token-checked'
  | 'token-requested'
  | 'token-received'
  | 'quarantined'
  | 'identity-requested'
  | 'identified'
  | 'confirmed'
  | 'discarded'
  | 'stored'
  | 'refreshed'
  | 'acted'
  | 'answered'
  | 'handed-out'
  | 'disconnected'
  | 'revoked'
  | 'sign-out-requested'
  | 'session-ended'
  | 'cleared'
  | 'failed';

/** One thing that was compared with another, and the section that asks for it. */
export interface TraceCheck {
  readonly name: string;
  readonly passed: boolean;
  /** For example `RFC 9207 section 2.4`. */
  readonly source: string;
  /** The two that were compared, where there were two. */
  readonly expected?: string | Secret | undefined;
  readonly actual?: string | Secret | undefined;
}

export interface TraceEvent {
  readonly step: TraceStep;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Epoch ms at which it happened, where the page of then is gone and another one tells it. */
  readonly happened?: number | undefined;
  /** Ms that the exchange took, which ended at `at`. */
  readonly took?: number | undefined;
  readonly provider?: string | undefined;
  /** Id of the transaction (one sign-in attempt), where there is one. */
  readonly transaction?: string | undefined;
  /** How the sign-in goes: its flow, and what carries it. */
  readonly flow?: string;
  readonly mode?: 'redirect' | 'window' | 'manual';
  /** Id of the connection, where there is one. */
  readonly connection?: string | undefined;
  /** Of the answer to a call neither is said: it is from the API, to the app. */
  readonly from?: Party;
  readonly to?: Party;
  /** Origin and path only; parameters stand in `parameters`. */
  readonly url?: string | undefined;
  readonly method?: string;
  readonly status?: number;
  readonly parameters?: Readonly<Record<string, string | Secret>>;
  readonly checks?: readonly TraceCheck[];
  readonly token?: Secret;
  readonly code?: ErrorCode;
  /** Why it failed: safe fields only. */
  readonly error?: SingletError;
}

/** Receives trace events. Must not throw; what it throws is ignored. */
export type TraceListener = (event: TraceEvent) => void;

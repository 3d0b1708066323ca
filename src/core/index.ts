/**
 * The only door out of the core; becomes singlet.js. Re-exports, and the base address, which is taken here once:
 * the folder this module was loaded from.
 */

import type { Singlet } from './session/door.ts';
import { browserPorts } from './session/ports.ts';
import { type CreateOptions, createWith } from './session/singlet.ts';

/** {@link createSinglet}'s options. */
export interface SingletOptions extends CreateOptions {
  /** Folder that holds callback/ and singlet.config.json. Default: where singlet.js lies. */
  readonly base?: string | URL | undefined;
}

/**
 * Opens the vault of this origin and reads the config.
 * Errors: `config_unreachable`, `config_invalid`, `insecure_context`, `vault_newer`, `vault_blocked`.
 */
export async function createSinglet(options: SingletOptions = {}): Promise<Singlet> {
  // By way of a constant: a bundler would take the pair for an asset.
  const here = import.meta.url;
  const base = new URL(options.base ?? './', options.base === undefined ? here : document.baseURI);
  return createWith(options, browserPorts(), base);
}

export type { Account, ErrorCode, ErrorFacts, OAuthDetails, Phase } from './base/errors.ts';
export { isSingletError, SingletError } from './base/errors.ts';
export { Secret } from './base/secret.ts';
export type { Party, TraceCheck, TraceEvent, TraceListener, TraceStep } from './base/trace-event.ts';
export type { Identity, Profile } from './flow/identity.ts';
export type { ActionEntry, ActionInputEntry, ActionPreviewEntry, ActionRemovesEntry } from './provider/action-entry.ts';
export type {
  ApiRuleEntry,
  BodyEntry,
  ConfigEntry,
  IdentityEntry,
  InputEntry,
  ReplyEntry,
  RequestEntry,
  SampleEntry,
  SignEntry,
  SingletConfig,
  TokenRequestEntry,
} from './provider/entry.ts';
export type { Fact, FactName, FactSource, ProviderFacts } from './provider/facts.ts';
export type { PresetInfo } from './provider/preset-info.ts';
export type {
  ApiRule,
  Capabilities,
  ConfigProblem,
  FlowName,
  FlowReason,
  Input,
  Metadata,
  Placement,
  ProviderInfo,
  ProviderWarning,
  Sample,
} from './provider/provider.ts';
export type { ActionChoice, ActionPreview, ActionResult, ActionValues, ProviderAction } from './session/action-door.ts';
export type {
  BoundFetch,
  CodeNeeded,
  ConfirmNeeded,
  ConnectOptions,
  DisconnectOptions,
  DisconnectResult,
  MatchExplanation,
  NetworkEvidence,
  PastedToken,
  PopupNews,
  RuleCheck,
  SecretField,
  SecretNeeded,
  SignInResult,
  Singlet,
  SingletEvents,
  SubmitOptions,
  TravelOptions,
} from './session/door.ts';
export type { CreateOptions } from './session/singlet.ts';
export type { Connection, ConnectionInfo, ConnectionStatus } from './vault/records.ts';

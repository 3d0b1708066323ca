/** Words for what the core says of a provider: why its flow was chosen, and what an operator should mend. */
import type { Fact, FactName, ProviderInfo } from '../../core/index.ts';
import { fill } from './text.ts';

export const flowReasons: Readonly<Record<ProviderInfo['reason'], string>> = {
  config: 'The settings ask for it.',
  preset: 'The preset of this provider says so.',
  'pkce-stated': 'The settings say that PKCE works.',
  'pkce-advertised': 'PKCE with S256 is advertised.',
  'no-pkce': 'No PKCE is advertised.',
  'metadata-unread': 'Its metadata is read then, and decides.',
  pkce_missing: 'PKCE with S256 is not advertised. Set "pkce": true if you know that it works.',
  discovery_failed: 'An endpoint is not known. State it in the settings.',
};

const warnings: Readonly<Record<ProviderInfo['warnings'][number], string>> = {
  'reduced-protection': 'Reduced protection: nothing ties a reply to its request.',
  'mix-up': 'Mix-up risk: another provider shares this redirect URI. Set "redirect_uri": "callback/?p={id}".',
  pkce_missing: flowReasons.pkce_missing,
  discovery_failed: flowReasons.discovery_failed,
};

export function warningsOf(provider: ProviderInfo): readonly string[] {
  return provider.warnings.map((warning) => fill(warnings[warning], { id: provider.id }));
}

/** The questions that the documentation of a provider is asked. */
export const factQuestions: Readonly<Record<FactName, string>> = {
  implicit: 'Token in URL is still offered',
  pkce: 'PKCE works from a page',
  secretNeeded: 'A client secret is needed',
  corsToken: 'A page may ask for tokens',
  corsRevocation: 'A page may revoke tokens',
  corsApi: 'A page may call the API',
  refresh: 'A page gets a refresh token',
  queryInRedirectUri: 'A redirect URI may have a query',
  issParameter: 'Replies name their issuer',
};

export const factValues: Readonly<Record<Fact['value'], string>> = {
  yes: 'Yes',
  no: 'No',
  partly: 'Partly',
  unknown: 'Unknown',
};

export const factText = {
  title: 'What its documentation states',
  count: '{known} of {all} answered',
  of: 'What the documentation of {name} states',
  unread: 'No documentation was found that says so.',
  looked: 'The page that was looked at does not say.',
  page: 'Its page of {date}',
  read: 'Its page, read on {date}',
} as const;
